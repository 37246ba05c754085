"""From application to decision at the shell: transcripts, JSON, refusals, questions at a terminal."""

import json

import pytest
from pypdf import PdfReader

from upk_ledger.cli import loans

DAY = ("--tanggal", "2026-03-01")
ASK = ("pinjaman", "ajukan", "--ksm", "K01", "--tenor", "10", *DAY)
SHARED = (*ASK, "--anggota", "01", "300.000", "--anggota", "02", "200.000")


@pytest.fixture
def asked(lending):
    """The loan of the group is paid back; another one, shared by two, is applied for."""
    lending.told("angsuran", "catat", "K01", "6.800.000", "--tanggal", "2026-02-15")
    assert lending.told(*SHARED)["number"] == "P-2026-0002"
    return lending


def exceptions(office, rule):
    found = office.told("audit", "pengecualian")["exceptions"]
    return [(one["subject"], one["detail"], one["reason"]) for one in found if one["rule"] == rule]


# The file


def test_the_file_shows_what_is_there_and_what_lacks(asked):
    told = asked.told("pinjaman", "berkas", "P-2026-0002")
    assert told["loan"] == "P-2026-0002"
    assert told["papers"][0] == {
        "code": "bukti-kas-keluar",
        "name": "Salinan Bukti Kas Keluar",
        "before_payout": False,
        "status": None,
    }
    assert len(told["missing"]) == 11
    told = asked.told(
        "pinjaman", "berkas", "p-2026-0002", "--ada", "semua", "--tidak", "ktp", "--ada", "bukti-kas-keluar"
    )
    assert told["missing"] == ["ktp"]
    assert [paper["status"] for paper in told["papers"]].count("ada") == 11
    shown = asked("pinjaman", "berkas", "P-2026-0002").stdout
    assert "ktp                 Salinan KTP anggota           ya            tidak" in shown
    assert "Belum ada untuk pencairan: Salinan KTP anggota." in shown
    asked.told("pinjaman", "berkas", "P-2026-0002", "--ada", "ktp")
    assert "Semua berkas untuk pencairan sudah ada." in asked("pinjaman", "berkas", "P-2026-0002").stdout


def test_a_file_tried_out_is_as_it_was(asked):
    before = asked.place.read_bytes()
    told = asked.told("pinjaman", "berkas", "P-2026-0002", "--ada", "semua", "--coba")
    assert told["missing"] == []
    assert asked.place.read_bytes() == before


def test_papers_that_nobody_knows_are_refused(asked):
    words = ("pinjaman", "berkas", "P-2026-0002")
    error = asked.refused(*words, "--ada", "akta")
    assert error["code"] == "unknown-paper"
    assert "tanggung-renteng" in error["message"]
    assert asked.refused(*words, "--ada", "ktp", "--tidak", "KTP")["code"] == "paper-said-twice"
    assert asked.refused("pinjaman", "berkas", "P-9", "--ada", "ktp")["code"] == "unknown-loan"
    assert asked.refused(*SHARED, "--berkas", "akta")["code"] == "unknown-paper"


def test_money_leaves_without_a_paper_with_a_warning_and_a_line_on_the_list(asked):
    asked.told("pinjaman", "putuskan", "P-2026-0002", "disetujui", *DAY)
    asked.told("pinjaman", "berkas", "P-2026-0002", "--ada", "semua", "--tidak", "ktp")
    words = ("pinjaman", "cairkan", "P-2026-0002", *DAY, "--alasan", "KTP menyusul")
    result = asked(*words, "--format", "json")
    assert result.exit_code == 0
    assert "Peringatan: Berkas yang belum ada: Salinan KTP anggota. Catat yang sudah ada:" in result.stderr
    assert json.loads(result.stdout)["missing_papers"] == ["ktp"]
    assert exceptions(asked, "berkas-kurang")[-1] == ("P-2026-0002", "ktp", "KTP menyusul")
    assert asked.told("audit", "periksa")["ok"] is True


def test_a_person_at_the_terminal_is_asked_for_the_reason(asked, monkeypatch):
    asked.told("pinjaman", "putuskan", "P-2026-0002", "disetujui", *DAY)
    monkeypatch.setattr(loans, "interactive", lambda: True)
    result = asked("pinjaman", "cairkan", "P-2026-0002", *DAY, input="Ketua BKM setuju\n")
    assert result.exit_code == 0
    assert "Alasan pinjaman tetap dicairkan (masuk daftar pengecualian):" in result.stderr
    assert exceptions(asked, "berkas-kurang")[-1][2] == "Ketua BKM setuju"
    result = asked(*SHARED, input="Rapat 1 Maret\n")
    assert "Alasan pengajuan tetap diterima" in result.stderr
    assert exceptions(asked, "bagian-berjalan") == [
        ("P-2026-0003 01", "1 0 P-2026-0002", "Rapat 1 Maret"),
        ("P-2026-0003 02", "1 0 P-2026-0002", "Rapat 1 Maret"),
    ]


def test_nobody_is_asked_for_the_reason_of_what_is_refused(asked, monkeypatch):
    monkeypatch.setattr(loans, "interactive", lambda: True)
    result = asked("pinjaman", "cairkan", "P-2026-0002", *DAY)
    assert result.exit_code == 1
    assert "Alasan" not in result.stderr
    assert "hanya untuk pinjaman yang disetujui" in result.stderr


def test_papers_that_came_with_the_application_are_in_its_file(asked):
    number = asked.told(*SHARED, "--berkas", "ktp", "--berkas", "ba-ksm")
    assert "Belum ada pernyataan tanggung renteng." in number["warnings"]
    papers = asked.told("pinjaman", "berkas", number["number"])["papers"]
    assert [paper["code"] for paper in papers if paper["status"] == "ada"] == ["ktp", "ba-ksm"]


# The decision on each member


def test_members_are_granted_reduced_and_refused(asked):
    told = asked.told(
        "pinjaman", "putuskan", "P-2026-0002", "disetujui", *DAY, "--putusan", "03/BKM/2026",
        "--anggota", "01", "250.000", "--tolak-anggota", "02", "Usaha belum ada",
    )  # fmt: skip
    assert told["principal"] == 250000
    assert told["decisions"] == [
        {"member": "01", "asked": 300000, "granted": 250000, "outcome": "dikurangi", "reason": None},
        {
            "member": "02",
            "asked": 200000,
            "granted": 0,
            "outcome": "ditolak",
            "reason": "Usaha belum ada",
        },
    ]
    shown = asked("pinjaman", "lihat", "P-2026-0002").stdout
    assert "Putusan per anggota" in shown
    assert "02        200.000          0  ditolak    Usaha belum ada" in shown
    assert asked.told("pinjaman", "cairkan", "P-2026-0002")["principal"] == 250000
    assert asked.told("audit", "periksa")["ok"] is True


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--anggota", "01", "300.000"), "member-undecided"),
        (("--anggota", "01", "300.001", "--tolak-anggota", "02", "x"), "member-above-asked"),
        (
            ("--anggota", "01", "300.000", "--anggota", "02", "1", "--tolak-anggota", "02", "x"),
            "member-decided-twice",
        ),
        (("--tolak-anggota", "02", ""), "empty-field"),
        (("--tolak-anggota", "09", "x"), "unknown-member"),
        (("--tolak-anggota", "01", "x", "--tolak-anggota", "02", "x"), "principal-not-positive"),
    ],
)
def test_a_decision_on_members_that_cannot_be_is_refused(asked, words, code):
    assert asked.refused("pinjaman", "putuskan", "P-2026-0002", "disetujui", *words)["code"] == code


def test_a_refused_member_is_of_a_loan_that_is_granted(asked):
    words = ("pinjaman", "putuskan", "P-2026-0002", "ditolak", "--tolak-anggota", "02", "x")
    assert asked.refused(*words, status=2)["code"] == "usage"
    asked.told("anggota", "tambah", "--ksm", "K01", "--kode", "03", "--nama", "Tini", "--jenis-kelamin", "P")
    words = ("pinjaman", "putuskan", "P-2026-0002", "disetujui", "--tolak-anggota", "03", "x")
    assert asked.refused(*words)["code"] == "member-did-not-ask"


# Officers and their families


def test_the_family_of_an_officer_is_on_the_list_and_the_officer_does_not_decide(asked):
    actor = asked.told("petugas", "daftar")["officers"][0]["code"]
    told = asked.told("anggota", "hubungan", "K01", "02", "--petugas", actor, "--sebagai", "keluarga")
    assert told["relations"] == [{"group": "K01", "member": "02", "officer": actor, "relation": "keluarga"}]
    assert asked.told("anggota", "hubungan") == told
    words = ("pinjaman", "putuskan", "P-2026-0002", "disetujui")
    error = asked.refused(*words)
    assert error["code"] == "approver-related"
    assert "Minta petugas lain" in error["message"]
    asked.told("petugas", "tambah", "--kode", "ketua", "--nama", "Sri", "--jabatan", "Koordinator")
    other = asked("--oleh", "ketua", *words, "--putusan", "05/BKM", "--format", "json")
    assert other.exit_code == 0, other.stderr
    asked.told("pinjaman", "cairkan", "P-2026-0002")
    (row,) = asked.told("laporan", "pinjaman-pengurus")["loans"]
    assert (row["number"], row["share"], row["decision"], row["decided_by"]) == (
        "P-2026-0002",
        200000,
        "05/BKM",
        "ketua",
    )
    assert "02 Wati" in asked("laporan", "pinjaman-pengurus").stdout
    ended = asked.told(
        "anggota", "hubungan", "K01", "02", "--petugas", actor, "--sebagai", "keluarga", "--berakhir"
    )
    assert ended["relations"] == []


def test_relations_that_cannot_be_are_refused(asked):
    words = ("anggota", "hubungan", "K01", "02")
    actor = asked.told("petugas", "daftar")["officers"][0]["code"]
    assert asked.refused(*words, status=2)["code"] == "usage"
    family = ("--sebagai", "keluarga")
    assert asked.refused(*words, "--petugas", "lurah", *family)["code"] == "no-such-officer"
    assert asked.refused(*words, "--petugas", actor, *family, "--berakhir")["code"] == "not-related"
    assert asked.refused("anggota", "hubungan", "K9")["code"] == "unknown-group"
    wrong = ("anggota", "hubungan", "K01", "09", "--petugas", actor, *family)
    assert asked.refused(*wrong)["code"] == "unknown-member"


# Trainings and visits


def test_a_training_of_all_members_and_one_called_off(asked):
    words = ("--materi", "PERT", "--tanggal", "2026-03-02")
    told = asked.told("anggota", "latih", "mawar", *words)
    assert told == {
        "group": "K01", "members": ["01", "02"], "date": "2026-03-02", "topic": "PERT", "called_off": False,
    }  # fmt: skip
    asked.told("anggota", "latih", "K01", "02", *words, "--batal")
    assert "Belum semua anggota mengikuti pelatihan: 02." in asked.told(*SHARED)["warnings"]
    assert asked.refused("anggota", "latih", "K01", "02", *words, "--batal")["code"] == "not-trained"
    assert asked.refused("anggota", "latih", "K01", "--materi", " ")["code"] == "empty-field"
    assert asked.refused("anggota", "latih", "K01", "07", *words)["code"] == "unknown-member"


def test_visits_are_logged_and_the_first_one_is_due(lending):
    loan = ("pinjaman", "kunjungan", "P-2026-0001")
    assert "Belum ada kunjungan." in lending(*loan).stdout
    due = lending.told("pinjaman", "kunjungan-jatuh-tempo")
    assert due["visits"] == [
        {
            "loan": "P-2026-0001", "group": "K01", "group_name": "KSM Mawar", "disbursed_on": "2026-01-15",
            "due_date": "2026-02-15", "overdue": True,
        }
    ]  # fmt: skip
    early = lending.told("pinjaman", "kunjungan-jatuh-tempo", "--per", "2026-02-15")["visits"]
    assert [one["overdue"] for one in early] == [False]
    actor = lending.told("petugas", "daftar")["officers"][0]["code"]
    visit = ("--untuk", "pembinaan", "--tanggal", "2026-02-10")
    told = lending.told(*loan, *visit, "--petugas", actor, "--catatan", "Warung ramai")
    assert told["visits"] == [
        {"date": "2026-02-10", "purpose": "pembinaan", "visitors": [actor], "note": "Warung ramai"}
    ]
    assert lending.told(*loan) == told
    assert lending.told("pinjaman", "kunjungan-jatuh-tempo")["visits"] == []
    assert lending.told(*loan, *visit, "--batal", "--catatan", "Salah KSM")["visits"] == []


def test_visits_that_cannot_be_are_refused(lending):
    loan = ("pinjaman", "kunjungan", "P-2026-0001")
    assert lending.refused(*loan, *DAY, status=2)["code"] == "usage"
    early = (*loan, "--untuk", "penagihan", "--tanggal", "2026-01-14")
    assert lending.refused(*early)["code"] == "visit-before-disbursement"
    visit = (*loan, "--untuk", "pembinaan", *DAY)
    assert lending.refused(*visit, "--petugas", "lurah")["code"] == "no-such-officer"
    assert lending.refused(*visit, "--batal", "--catatan", "x")["code"] == "no-such-visit"
    assert lending.refused(*visit, "--batal")["code"] == "empty-field"


# The form


def test_the_form_is_filled_as_far_as_it_is_known(asked, tmp_path):
    number = asked.told(
        *SHARED, "--kemampuan", "01", "900.000", "400.000", "--tujuan", "Modal warung", "--berkas", "ktp"
    )["number"]
    told = asked.told("pinjaman", "formulir", number)
    assert (told["number"], told["tenor"]) == (number, 10)
    assert told["members"][0] == {
        "member": "01", "name": "Siti", "income": 900000, "cost": 400000, "ability": 500000, "asked": 300000,
        "granted": None, "installment": None, "remark": None,
    }  # fmt: skip
    asked.told(
        "pinjaman", "putuskan", number, "disetujui", *DAY,
        "--anggota", "01", "250.000", "--tolak-anggota", "02", "Usaha belum ada",
    )  # fmt: skip
    rows = asked.told("pinjaman", "formulir", number)["members"]
    assert [(row["granted"], row["installment"], row["remark"]) for row in rows] == [
        (250000, 28750, "dikurangi"),
        (0, None, "ditolak, Usaha belum ada"),
    ]
    shown = asked("pinjaman", "formulir", number).stdout
    assert "Terbilang              : lima ratus ribu rupiah" in shown
    assert "Lampiran               : Salinan KTP anggota" in shown
    path = tmp_path / "formulir.pdf"
    assert asked("pinjaman", "formulir", number, "--keluar", str(path)).exit_code == 0
    (page,) = PdfReader(path).pages
    text = page.extract_text()
    for words in ("PERMOHONAN DAN KEPUTUSAN PEMBERIAN PINJAMAN", "Modal warung", "Ketua KSM", "C. Putusan"):
        assert words in text


def test_the_form_of_a_loan_without_shares_is_of_the_group(lending):
    told = lending.told("pinjaman", "formulir", "P-2026-0001")
    (row,) = told["members"]
    assert (row["name"], row["asked"], row["granted"]) == ("KSM Mawar", 5000000, 5000000)
    assert row["installment"] == 284000
    before = lending.told("pinjaman", "formulir", "P-2026-0001", "--per", "2026-01-09")["members"]
    assert before[0]["granted"] is None
    assert lending.refused("pinjaman", "formulir", "P-9")["code"] == "unknown-loan"
