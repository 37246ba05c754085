"""Papers as .xlsx at the shell."""

from io import BytesIO

from openpyxl import load_workbook


def test_a_report_goes_to_a_workbook(lending, tmp_path):
    path = tmp_path / "neraca.xlsx"
    told = lending("laporan", "neraca", "--bulan", "2026-02", "--keluar", str(path))
    assert told.exit_code == 0, told.stderr
    sheet = load_workbook(path).active
    assert sheet.title == "Neraca"
    streamed = lending("laporan", "neraca", "--bulan", "2026-02", "--format", "xlsx")
    assert streamed.stdout_bytes == path.read_bytes()
    folder = lending(
        "laporan", "kinerja", "--bulan", "2026-02", "--format", "xlsx", "--keluar", f"{tmp_path}/"
    )
    assert folder.exit_code == 0
    assert (tmp_path / "kinerja-2026-02.xlsx").is_file()


def test_cards_have_a_sheet_each_and_vouchers_are_no_workbook(lending, tmp_path):
    card = lending("pinjaman", "kartu", "P-2026-0001", "--per", "2026-02-28", "--format", "xlsx")
    assert card.exit_code == 0, card.stderr
    assert load_workbook(BytesIO(card.stdout_bytes)).sheetnames
    refused = lending("bukti", "cetak", "--bulan", "2026-01", "--keluar", str(tmp_path / "b.xlsx"))
    assert refused.exit_code == 2
