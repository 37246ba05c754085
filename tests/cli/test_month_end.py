"""`upk periode siap`, and closing a month as a person does it."""

from pypdf import PdfReader

from upk_ledger.actions.reports import monthly_papers
from upk_ledger.cli import month_end
from upk_ledger.cli import shell as shells


def test_what_is_open_is_shown_with_what_to_type(lending):
    told = lending.told("periode", "siap", "2026-01")
    assert (told["month"], told["closed"], told["ready"]) == ("2026-01", False, True)
    assert [(point["kind"], point["subject"], point["amount"]) for point in told["open_points"]] == [
        ("cash_not_counted", "11010", 15_000_000),
        ("papers", "2026-01", 25_000_000),
    ]
    assert {
        "check": "saldo-pinjaman",
        "where": None,
        "agrees": True,
        "figures": {
            "neraca": 5_000_000,
            "perkembangan-pinjaman": 5_000_000,
            "kolektibilitas": 5_000_000,
            "kelas": 5_000_000,
        },
    } in told["comparisons"]
    shown = lending("periode", "siap", "2026-01").stdout
    assert "Januari 2026: dapat ditutup" in shown
    assert "upk kas opname --akun 11010" in shown
    assert "belum ada" in shown
    assert lending.told("periode", "status")["closed_through"] is None


def test_a_closed_month_shows_its_checks_and_a_later_one_is_refused(lending):
    lending.told("periode", "tutup", "2026-01")
    told = lending.told("periode", "siap", "2026-01")
    assert (told["closed"], told["open_points"]) == (True, [])
    assert "sudah ditutup" in lending("periode", "siap", "2026-01").stdout
    assert lending.refused("periode", "siap", "2026-03")["code"] == "earlier-month-open"
    assert lending.refused("periode", "siap", "2025-12")["code"] == "month-before-start"


def test_closing_tells_what_is_open_and_goes_on_without_a_terminal(lending):
    result = lending("periode", "tutup", "2026-01", "--format", "json")
    assert result.exit_code == 0
    assert "Peringatan: Kas belum dihitung bulan ini: 11010 Kas" in result.stderr
    assert "Perintah: upk jurnal tanpa-lampiran --bulan 2026-01" in result.stderr
    told = lending.told("periode", "tutup", "2026-02")
    assert [point["kind"] for point in told["open_points"]] == ["cash_not_counted"]
    assert {one["check"] for one in told["comparisons"]} >= {"sambungan-pokok", "sambungan-jasa", "opname"}
    assert lending.told("periode", "tutup", "2026-02")["open_points"] == []


def test_a_person_is_asked_once_and_told_how_to_print(lending, monkeypatch):
    for module in (shells, month_end):
        monkeypatch.setattr(module, "interactive", lambda: True)
    refused = lending("periode", "tutup", "2026-01", input="t\n")
    assert refused.exit_code == 130
    assert lending.told("periode", "status")["closed_through"] is None
    agreed = lending("periode", "tutup", "2026-01", input="ya\n")
    assert agreed.exit_code == 0
    assert agreed.stderr.count("[y/T]") == 1
    assert "upk laporan paket --bulan 2026-01 --keluar laporan-2026-01" in agreed.stderr
    assert "laporan paket" not in lending("periode", "tutup", "2026-01").stderr


def test_the_set_is_printed_after_closing(lending, tmp_path):
    folder = tmp_path / "januari"
    result = lending("periode", "tutup", "2026-01", "--cetak", str(folder))
    names = monthly_papers("upk")
    assert {path.name for path in folder.iterdir()} == {f"{name}-2026-01.pdf" for name in names}
    assert f"({len(names)} dari {len(names)})" in result.stderr
    assert "SEMENTARA" not in PdfReader(folder / "neraca-2026-01.pdf").pages[0].extract_text()
    assert lending("periode", "tutup", "2026-02", "--coba", "--cetak", str(tmp_path / "x")).exit_code == 0
    assert not (tmp_path / "x").exists()


def test_a_years_end_prints_december(lending, tmp_path):
    for month in range(1, 12):
        lending.told("periode", "tutup", f"2026-{month:02d}")
    result = lending("periode", "tutup-tahun", "2026", "--cetak", str(tmp_path / "desember"))
    assert result.exit_code == 0
    assert (tmp_path / "desember" / "neraca-2026-12.pdf").is_file()
    assert "jurnal penutup tahun 2026 mempunyai" not in result.stderr
