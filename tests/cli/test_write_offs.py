import pytest

WRITE_OFF = ("pinjaman", "hapus-buku", "P-2026-0001", "--putusan", "07/BKM/2026", "--alasan", "KSM bubar")
GIVE_UP = ("pinjaman", "hapus-tagih", "P-2026-0001", "--berita-acara", "02/RW", "--alasan", "Tidak mampu")


@pytest.fixture
def gone(lending):
    """The loan of five millions, written off on 15 March with one installment overdue and one due that day."""
    lending.told(*WRITE_OFF)
    return lending


def test_a_write_off_says_what_bore_it_and_what_is_still_claimed(lending):
    told = lending.told(*WRITE_OFF)
    assert {
        key: told[key] for key in ("loan", "date", "decision", "principal", "service", "claim", "to_cost")
    } == {
        "loan": "P-2026-0001",
        "date": "2026-03-15",
        "decision": "07/BKM/2026",
        "principal": 5_000_000,
        "service": 150_000,
        "claim": 5_150_000,
        "to_cost": 5_000_000,
    }
    assert told["voucher"].startswith("PB/2026/03/")
    seen = lending.told("pinjaman", "lihat", "P-2026-0001")
    keys = ("status", "outstanding_principal", "arrears_principal", "arrears_service", "collectibility")
    assert [seen[key] for key in keys] == ["hapus-buku", 0, 0, 0, None]
    assert [
        loan["number"] for loan in lending.told("pinjaman", "daftar", "--status", "hapus-buku")["loans"]
    ] == ["P-2026-0001"]
    before = lending.told("pinjaman", "lihat", "P-2026-0001", "--per", "2026-03-14")
    assert (before["status"], before["outstanding_principal"]) == ("berjalan", 5_000_000)


def test_a_person_reads_it(lending):
    shown = lending(*WRITE_OFF).stdout
    assert "Pokok yang dihapus buku" in shown
    assert "Rp5.000.000" in shown or "5.000.000" in shown
    assert "Tagihan yang tetap ada" in shown


def test_a_trial_changes_nothing(lending):
    before = lending.place.read_bytes()
    assert lending.told(*WRITE_OFF, "--coba")["principal"] == 5_000_000
    assert lending.place.read_bytes() == before


def test_what_comes_in_is_a_recovery(gone):
    told = gone.told("angsuran", "catat", "P-2026-0001", "5.100.000")
    keys = (
        "principal", "service", "unallocated", "outstanding_principal", "arrears_principal", "arrears_service",
        "recovered_principal", "recovered_service", "claim_left",
    )  # fmt: skip
    assert [told[key] for key in keys] == [0, 0, 0, 0, 0, 0, 5_000_000, 100_000, 50_000]
    shown = gone("angsuran", "catat", "P-2026-0001", "50.000").stdout
    assert "Penerimaan kembali: jasa" in shown
    assert "Sisa tagihan" in shown
    assert gone.told("audit", "periksa")["ok"]


def test_an_ordinary_payment_recovers_nothing(lending):
    told = lending.told("angsuran", "catat", "P-2026-0001", "284.000")
    assert (told["recovered_principal"], told["recovered_service"], told["claim_left"]) == (0, 0, None)


def test_its_receipt_is_printed_and_it_is_taken_back(gone, tmp_path):
    told = gone.told(
        "angsuran", "catat", "P-2026-0001", "100.000", "--cetak", "--keluar", str(tmp_path / "k")
    )
    assert [path.suffix for path in sorted((tmp_path / "k").iterdir())] == [".pdf", ".txt"]
    back = gone.told("angsuran", "batalkan", told["voucher"], "--alasan", "Cek kosong")
    assert back["reverses"] == told["voucher"]
    assert gone.told("laporan", "hapus-buku")["totals"]["left"] == 5_150_000


def test_the_list_in_every_form(gone, tmp_path):
    told = gone.told("laporan", "hapus-buku")
    (row,) = told["loans"]
    assert (row["number"], row["written_off"], row["left"], row["decisions"]) == (
        "P-2026-0001",
        5_000_000,
        5_150_000,
        ["07/BKM/2026"],
    )
    assert "KSM Mawar - P-2026-0001" in gone("laporan", "hapus-buku").stdout
    assert "5150000" in gone("laporan", "hapus-buku", "--format", "csv").stdout
    for name in ("hapus-buku", "perkembangan-pinjaman", "cadangan"):
        path = tmp_path / f"{name}.pdf"
        assert gone("laporan", name, "--bulan", "2026-03", "--keluar", str(path)).exit_code == 0
        assert path.read_bytes().startswith(b"%PDF")


def test_hapus_tagih_is_final_and_asks_first(gone):
    assert "bersifat final" in gone.refused(*GIVE_UP, status=2)["message"]
    told = gone.told(*GIVE_UP, "--ya")
    assert (told["principal"], told["service"], told["decision"]) == (5_000_000, 150_000, "02/RW")
    assert gone.refused("angsuran", "catat", "P-2026-0001", "1.000")["code"] == "claim-ended"
    assert gone.refused(*GIVE_UP, "--ya")["code"] == "claim-ended"
    assert gone.told("laporan", "hapus-buku")["totals"]["given_up"] == 5_150_000


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("pinjaman", "hapus-buku", "P-2026-0009", "--putusan", "1", "--alasan", "x"), "unknown-loan"),
        ((*WRITE_OFF, "--tanggal", "2026-01-14"), "before-earlier-step"),
        ((*WRITE_OFF[:4], " ", "--alasan", "x"), "empty-field"),
        ((*WRITE_OFF[:5], "--alasan", " "), "empty-field"),
        ((*GIVE_UP, "--ya"), "wrong-stage"),
        ((*GIVE_UP, "--coba"), "wrong-stage"),
    ],
)
def test_refused_before_a_write_off(lending, words, code):
    assert lending.refused(*words)["code"] == code


def test_refused_after_a_write_off(gone):
    assert gone.refused(*WRITE_OFF)["code"] == "wrong-stage"
    assert gone.refused("angsuran", "catat", "P-2026-0001", "5.150.001")["code"] == "recovery-above-claim"
    early = ("angsuran", "catat", "P-2026-0001", "1.000", "--tanggal", "2026-03-14")
    refused = gone.refused(*early)
    assert refused["code"] == "loan-written-off"
    assert "upk jurnal koreksi" in refused["message"]
    assert gone.refused("angsuran", "catat", "K01", "1.000")["code"] == "no-running-loan"
    gone.told("angsuran", "catat", "P-2026-0001", "5.150.000")
    assert gone.refused(*GIVE_UP, "--ya")["code"] == "nothing-claimed"


def test_a_closed_month_takes_none(lending):
    for month in ("2026-01", "2026-02", "2026-03"):
        lending.told("periode", "tutup", month, "--ya")
    assert lending.refused(*WRITE_OFF)["code"] == "month-closed"


def test_a_write_off_is_undone_by_its_counter_entry(gone):
    voucher = gone.told("laporan", "hapus-buku")["loans"][0]["vouchers"][0]
    paid = gone.told("angsuran", "catat", "P-2026-0001", "1.000")["voucher"]
    undo = ("jurnal", "koreksi", voucher, "--alasan", "Putusan ditarik")
    refused = gone.refused(*undo)
    assert refused["code"] == "recoveries-stand"
    assert paid in refused["message"]
    gone.told("angsuran", "batalkan", paid, "--alasan", "Salah")
    gone.told(*undo)
    assert gone.told("pinjaman", "lihat", "P-2026-0001")["status"] == "berjalan"
    assert gone.told("laporan", "hapus-buku")["loans"] == []


def test_a_code_can_be_demanded(lending):
    lending.told("pengaturan", "ubah", "kode-hapus-buku", "wajib")
    assert lending.refused(*WRITE_OFF)["code"] == "code-needed"


def test_a_list_takes_no_payment_on_a_written_off_loan(gone, tmp_path):
    path = tmp_path / "angsuran.csv"
    path.write_text("tanggal,nomor_pinjaman,jumlah\n2026-03-15,P-2026-0001,1000\n")
    refused = gone.refused("angsuran", "catat", "--berkas", str(path))
    assert "dihapus buku" in refused["message"]
