import pytest


def test_settings_are_listed_with_what_they_are_for_and_changed(office):
    listed = office.told("pengaturan", "daftar")["settings"]
    day = next(setting for setting in listed if setting["name"] == "hari-bayar")
    assert (day["value"], day["since"], day["allowed"]) == ("", None, '1 sampai 31, atau ""')
    changed = office.told(
        "pengaturan", "ubah", "hari-bayar", "15", "--mulai", "2026-04-01", "--alasan", "Rapat BKM"
    )
    assert (changed["name"], changed["value"], changed["since"]) == ("hari-bayar", "15", "2026-04-01")
    for on, value in (("2026-03-31", ""), ("2026-04-01", "15")):
        listed = office.told("pengaturan", "daftar", "--per", on)["settings"]
        assert next(setting["value"] for setting in listed if setting["name"] == "hari-bayar") == value
    office.told("pengaturan", "ubah", "hari-bayar", "", "--mulai", "2026-04-01")
    listed = office.told("pengaturan", "daftar", "--per", "2026-04-01")["settings"]
    assert next(setting["value"] for setting in listed if setting["name"] == "hari-bayar") == ""
    dated = office.told("pengaturan", "ubah", "pinjaman-lama-sebelum", "1 Januari 2015")
    assert dated["value"] == "2015-01-01"
    assert office.told("audit", "periksa")["ok"]


def test_holidays_are_shown_written_and_replaced(office, tmp_path):
    path = tmp_path / "libur.csv"
    assert office.told("pengaturan", "libur", "--keluar", str(path)) == {"holidays": [], "path": str(path)}
    path.write_text(path.read_text(encoding="utf-8") + "2026-08-17,Kemerdekaan\n", encoding="utf-8")
    wanted = {"holidays": [{"date": "2026-08-17", "name": "Kemerdekaan"}]}
    assert office.told("pengaturan", "libur", str(path)) == wanted
    assert office.told("pengaturan", "libur") == wanted
    assert "Kemerdekaan" in office("pengaturan", "libur").stdout
    assert office("pengaturan", "libur", str(path), "--keluar", str(path)).exit_code == 2


def test_rulebooks_are_listed_shown_and_replaced(office, tmp_path):
    (first,) = office.told("aturan", "daftar")["rulebooks"]
    assert (first["code"], first["current"], first["changed"]) == ("pnpm-2012", True, False)
    assert {"key", "reason"} == set(first["doubts"][0])
    path = tmp_path / "kami.toml"
    office.told("aturan", "lihat", "--keluar", str(path))
    path.write_text(
        path.read_text(encoding="utf-8").replace("sampai_bulan = 3", "sampai_bulan = 2"), encoding="utf-8"
    )
    used = office.told("aturan", "pakai", str(path), "--mulai", "2026-04-01", "--alasan", "Rapat BKM")
    assert (used["code"], used["from"], used["changed"], used["reason"]) == (
        "pnpm-2012",
        "2026-04-01",
        True,
        "Rapat BKM",
    )
    seen = office("aturan", "lihat").stdout
    assert "[kolektibilitas]" in seen
    assert "seperti aslinya" in seen
    shown = office("aturan", "daftar", "--per", "2026-04-01").stdout
    assert "berlaku, diubah UPK" in shown
    assert "Butir yang belum pasti sumbernya" in shown
    assert office.told("audit", "periksa")["ok"]


def test_a_trial_keeps_nothing(office, tmp_path):
    path = tmp_path / "libur.csv"
    path.write_text("tanggal,nama\n2026-08-17,Kemerdekaan\n", encoding="utf-8")
    before = office.place.read_bytes()
    for words in (
        ("pengaturan", "ubah", "hari-bayar", "15"),
        ("pengaturan", "libur", str(path)),
        ("aturan", "pakai", "pnpm-2009", "--mulai", "2026-04-01"),
    ):
        assert office(*words, "--coba").exit_code == 0
    assert office.place.read_bytes() == before


def test_two_persons_where_the_office_wants_them(office, tmp_path):
    alone = office("pengaturan", "ubah", "hari-lapor", "7")
    assert "satu orang" in alone.stderr
    made = office("produk", "tambah", "--kode", "UMUM", "--nama", "Umum")
    assert "satu orang" in made.stderr
    path = tmp_path / "libur.csv"
    path.write_text("tanggal,nama\n2026-08-17,Kemerdekaan\n", encoding="utf-8")
    assert "kartu-kode buat" in office("pengaturan", "ubah", "kode-aturan", "wajib").stderr
    for words in (
        ("pengaturan", "libur", str(path)),
        ("produk", "tambah", "--kode", "LAIN", "--nama", "Lain"),
        ("produk", "ubah", "UMUM", "--jasa", "1"),
        ("produk", "tutup", "UMUM"),
        ("pengaturan", "ubah", "hari-lapor", "6"),
        ("pengaturan", "ubah", "kode-aturan", "tidak"),
        ("aturan", "pakai", "pnpm-2009", "--mulai", "2026-04-01"),
    ):
        assert office.refused(*words)["code"] == "code-needed"
        assert office.refused(*words, "--kode-persetujuan", "01 ABCDE-FGHJK")["code"] != "code-needed"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("pengaturan", "ubah", "hari", "15"), "unknown-setting"),
        (("pengaturan", "ubah", "hari-bayar", "32"), "setting-value-wrong"),
        (("pengaturan", "ubah", "hari-lapor", ""), "setting-value-wrong"),
        (("pengaturan", "ubah", "hari-bayar", "15", "--mulai", "2025-12-31"), "before-book-start"),
        (("pengaturan", "libur", "tidak-ada.csv"), "source-missing"),
        (("aturan", "pakai", "pnpm-1999", "--mulai", "2026-04-01"), "unknown-rulebook"),
        (("aturan", "pakai", "tidak-ada.toml", "--mulai", "2026-04-01"), "source-missing"),
        (("aturan", "pakai", "pnpm-2012", "--mulai", "2026-04-01"), "rulebook-in-force"),
        (("aturan", "lihat", "pnpm-1999"), "unknown-rulebook"),
    ],
)
def test_refusals(office, words, code):
    assert office.refused(*words)["code"] == code


def test_a_bad_list_of_holidays_names_its_faults(office, tmp_path):
    path = tmp_path / "libur.csv"
    path.write_text("tanggal,nama\n2026-02-30,Salah\n2026-05-01,\n", encoding="utf-8")
    told = office.refused("pengaturan", "libur", str(path))["message"]
    assert "libur.csv, baris 2, kolom tanggal" in told
    assert "libur.csv, baris 3, kolom nama" in told


def test_a_day_in_a_closed_month_is_refused(office):
    office.told("periode", "tutup", "2026-01")
    assert (
        office.refused("pengaturan", "ubah", "hari-bayar", "1", "--mulai", "2026-01-31")["code"]
        == "month-closed"
    )
    assert office.refused("aturan", "pakai", "pnpm-2009", "--mulai", "2026-01-31")["code"] == "month-closed"
