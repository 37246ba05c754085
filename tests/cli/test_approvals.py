import json
import random
import re
import stat
from io import BytesIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from upk_ledger.cli import approvals as asking
from upk_ledger.cli import shell as shells
from upk_ledger.cli.main import upk
from upk_ledger.cli.shell import Shell
from upk_ledger.core.errors.exchange import NoRoomForFile
from upk_ledger.exchange import files

CODE = re.compile(r"\b[346789A-Z]{5}-[346789A-Z]{5}\b")
REOPEN = ("periode", "buka", "2026-01", "--alasan", "Bukti tertinggal", "--ya")
CANCEL = ("--alasan", "Salah KSM")


@pytest.fixture
def manned(lending):
    """The lending office with a Pengawas, and random codes."""
    lending.entropy = random.Random(5).randbytes
    lending.told("petugas", "tambah", "--kode", "pengawas", "--nama", "Rahmat", "--jabatan", "Pengawas")
    return lending


def demand(office, name):
    from upk_ledger.store.facts import add_facts

    desk = Shell(book=str(office.place), clock=lambda: office.today, entropy=office.entropy).desk()
    with desk.write() as session:
        add_facts(session, "pengaturan", [(name, "wajib", "2026-01-01")])


def make(office, path, *more):
    """Make a card and read its codes from the paper."""
    told = office.told("kartu-kode", "buat", "--pemegang", "pengawas", "--keluar", str(path), *more)
    return told, CODE.findall(
        "\n".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)
    )


def test_a_card_is_printed_once_and_its_codes_are_nowhere_else(manned, tmp_path):
    path = tmp_path / "kartu.pdf"
    words = ("kartu-kode", "buat", "--pemegang", "pengawas", "--jumlah", "12", "--keluar", str(path))
    result = manned(*words)
    assert result.exit_code == 0, result.stderr
    codes = CODE.findall(PdfReader(path).pages[0].extract_text())
    assert len(set(codes)) == 12
    book = b"".join(file.read_bytes() for file in manned.place.parent.glob(manned.place.name + "*"))
    for code in codes:
        assert code not in result.stdout + result.stderr
        assert code.encode() not in book
        assert code.replace("-", "").encode() not in book
    assert "hapus berkas ini" in result.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (card,) = manned.told("kartu-kode", "daftar")["cards"]
    assert card == {
        "card": "KKP-001", "holder": "pengawas", "made_on": "2026-03-15", "codes": 12, "left": 12,
        "status": "berlaku", "ended_on": None, "reason": None,
    }  # fmt: skip
    assert manned.refused(*words)["code"] == "file-exists"


def test_a_folder_gets_a_card_with_its_number(manned, tmp_path):
    told = manned.told("kartu-kode", "buat", "--pemegang", "pengawas", "--keluar", str(tmp_path))
    assert told == {
        "card": "KKP-001", "holder": "pengawas", "name": "Rahmat", "role": "Pengawas", "made_on": "2026-03-15",
        "codes": 20, "path": str(tmp_path / "kartu-KKP-001.pdf"),
    }  # fmt: skip


def test_a_trial_makes_neither_card_nor_paper(manned, tmp_path):
    before = manned.place.read_bytes()
    path = tmp_path / "kartu.pdf"
    told = manned.told("kartu-kode", "buat", "--pemegang", "pengawas", "--keluar", str(path), "--coba")
    assert (told["card"], told["path"]) == ("KKP-001", None)
    assert not path.exists()
    assert manned.place.read_bytes() == before


def test_no_card_is_kept_whose_paper_could_not_be_written(manned, tmp_path, monkeypatch):
    def full(path):
        raise NoRoomForFile(str(path))

    monkeypatch.setattr(files, "replacing", full)
    words = ("kartu-kode", "buat", "--pemegang", "pengawas", "--keluar", str(tmp_path / "kartu.pdf"))
    assert manned.refused(*words)["code"] == "no-room-for-file"
    assert manned.told("kartu-kode", "daftar")["cards"] == []


def test_cards_are_refused_revoked_and_replaced(manned, tmp_path):
    new = ("kartu-kode", "buat", "--keluar", str(tmp_path / "x.pdf"), "--pemegang")
    assert manned.refused(*new, "pembuku")["code"] == "holder-is-actor"
    assert manned.refused(*new, "siapa")["code"] == "unknown-officer"
    assert manned.refused(*new, "pengawas", "--jumlah", "0")["code"] == "card-size-wrong"
    make(manned, tmp_path / "satu.pdf")
    told = manned.told(
        "kartu-kode",
        "ganti",
        "kkp-001",
        "--alasan",
        "Basah",
        "--jumlah",
        "5",
        "--keluar",
        str(tmp_path / "dua.pdf"),
    )
    assert (told["card"], told["codes"]) == ("KKP-002", 5)
    ended = manned.told("kartu-kode", "cabut", "KKP-002", "--alasan", "Hilang")
    assert (ended["status"], ended["left"], ended["ended_on"]) == ("dicabut", 5, "2026-03-15")
    assert manned.refused("kartu-kode", "cabut", "KKP-002", "--alasan", "Lagi")["code"] == "card-revoked"
    assert manned.refused("kartu-kode", "cabut", "KKP-7", "--alasan", "?")["code"] == "unknown-card"
    assert manned.refused("kartu-kode", "cabut", "KKP-001", "--alasan", " ")["code"] == "empty-field"
    again = ("kartu-kode", "ganti", "KKP-001", "--keluar", str(tmp_path / "tiga.pdf"), "--alasan")
    assert manned.refused(*again, "Hilang")["code"] == "card-revoked"
    assert not (tmp_path / "tiga.pdf").exists()
    assert [card["status"] for card in manned.told("kartu-kode", "daftar")["cards"]] == ["dicabut", "dicabut"]
    shown = manned("kartu-kode", "daftar").stdout
    assert "Basah" in shown
    assert manned.told("audit", "periksa")["ok"] is True


def test_alone_is_warned_of_and_listed_with_a_code_it_is_not(manned, tmp_path):
    _, codes = make(manned, tmp_path / "kartu.pdf")
    manned.told("periode", "tutup", "2026-01")
    alone = manned(*REOPEN)
    assert alone.exit_code == 0
    assert "tanpa kode persetujuan" in alone.stderr
    manned.told("periode", "tutup", "2026-01")
    trial = manned(*REOPEN, "--kode-persetujuan", codes[0], "--coba")
    assert trial.exit_code == 0
    approved = manned(*REOPEN, "--kode-persetujuan", f"1 {codes[0]}")
    assert approved.exit_code == 0
    assert "tanpa kode" not in approved.stderr
    assert manned.told("kartu-kode", "daftar")["cards"][0]["left"] == 19
    rules = [item["rule"] for item in manned.told("audit", "pengecualian")["exceptions"]]
    assert rules.count("bulan-dibuka") == 2
    assert rules.count("tanpa-persetujuan") == 1


def test_one_person_who_applied_and_decides_is_warned_once(manned):
    asked = ("pinjaman", "ajukan", "--ksm", "K01", "--pokok", "500.000", "--tenor", "5", "--nomor", "P-9")
    manned.told(*asked)
    told = manned("pinjaman", "putuskan", "P-9", "disetujui").stderr
    assert told.count("tanpa kode persetujuan") == 1


def test_where_it_is_demanded_every_act_wants_a_code(manned, tmp_path):
    _, codes = make(manned, tmp_path / "kartu.pdf")
    for name in ("kode-putusan", "kode-batal", "kode-buka-bulan"):
        demand(manned, name)
    manned.told("pinjaman", "ajukan", "--ksm", "K01", "--pokok", "500.000", "--tenor", "5", "--nomor", "P-9")
    paid = manned.told("angsuran", "catat", "P-2026-0001", "284.000", "--tanggal", "2026-02-15")["voucher"]
    cost = manned.told("kas", "keluar", "51030", "5.000", "--keterangan", "Kertas", "--tanggal", "2026-02-16")
    manned.told("periode", "tutup", "2026-01")
    acts = (
        ("pinjaman", "putuskan", "P-9", "disetujui"),
        ("angsuran", "batalkan", paid, *CANCEL),
        ("jurnal", "koreksi", cost["voucher"], *CANCEL),
        REOPEN,
    )
    for number, act in enumerate(acts):
        needed = manned.refused(*act)
        assert needed["code"] == "code-needed"
        assert "KKP-001 (pengawas)" in needed["message"]
        assert manned.refused(*act, "--kode-persetujuan", codes[number][:-1])["code"] == "code-mistyped"
        assert (
            manned.refused(*act, "--kode-persetujuan", f"{number + 2:02d} {codes[number]}")["code"]
            == "code-wrong"
        )
        if number:
            assert manned.refused(*act, "--kode-persetujuan", codes[number - 1])["code"] == "code-used"
        result = manned(*act, "--kode-persetujuan", f"{number + 1:02d} {codes[number]}")
        assert result.exit_code == 0, result.stderr
    assert manned.told("kartu-kode", "daftar")["cards"][0]["left"] == 16
    assert "tanpa-persetujuan" not in {
        item["rule"] for item in manned.told("audit", "pengecualian", "--dari", "2026-03-15")["exceptions"]
        if item["subject"] in {"P-9", paid, cost["voucher"], "2026-01"}
    }  # fmt: skip
    assert manned.told("audit", "periksa")["ok"] is True


def test_at_a_terminal_the_needed_code_is_asked_for_unseen(manned, tmp_path, monkeypatch):
    _, codes = make(manned, tmp_path / "kartu.pdf")
    demand(manned, "kode-buka-bulan")
    manned.told("periode", "tutup", "2026-01")
    for module in (asking, shells):
        monkeypatch.setattr(module, "interactive", lambda: True)
    shell = Shell(clock=lambda: manned.today, entropy=manned.entropy)
    typed = f"{codes[0][:-1]}\n01 {codes[0]}\n"
    words = ["--buku", str(manned.place), *REOPEN, "--format", "json"]
    result = CliRunner().invoke(upk, words, obj=shell, input=typed)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["month"] == "2026-01"
    assert "memerlukan kode persetujuan" in result.stderr
    assert "salah ketik" in result.stderr
    assert codes[0] not in result.stdout + result.stderr
    assert manned.told("kartu-kode", "daftar")["cards"][0]["left"] == 19
