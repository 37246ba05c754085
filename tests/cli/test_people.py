NIK = "3374015505800001"


def add_group(office, code="K01", name="KSM Mawar", *words):
    return office.told("ksm", "tambah", "--kode", code, "--nama", name, *words)


def add_member(office, code="01", name="Siti Aminah", *words):
    return office.told(
        "anggota", "tambah", "--ksm", "K01", "--kode", code, "--nama", name, "--jenis-kelamin", "P", *words
    )


def test_groups_are_registered_and_listed(office):
    add_group(office)
    added = add_group(office, "K02", "KSM Melur", "--alamat", "RT 02", "--tanggal-berdiri", "1/12/2025")
    assert added == {"code": "K02", "name": "KSM Melur", "address": "RT 02", "formed_on": "2025-12-01"}
    add_member(office)
    listed = office.told("ksm", "daftar")["groups"]
    assert [(group["code"], group["members"]) for group in listed] == [("K01", 1), ("K02", 0)]
    assert "K02   KSM Melur        0  RT 02   01-12-2025" in office("ksm", "daftar").stdout


def test_a_code_is_given_once(office):
    add_group(office)
    assert office.refused("ksm", "tambah", "--kode", "K01", "--nama", "KSM Lain")["code"] == "group-exists"


def test_a_trial_registers_nothing(office):
    result = office("ksm", "tambah", "--kode", "K01", "--nama", "KSM Mawar", "--coba")
    assert result.exit_code == 0
    assert "KSM Mawar" in result.stdout
    assert "tidak ada yang dicatat" in result.stderr
    assert office.told("ksm", "daftar") == {"groups": []}


def test_the_nik_is_shown_only_in_part(office):
    add_group(office)
    added = add_member(office, "01", "Siti", "--nik", NIK, "--miskin", "ya")
    assert (added["nik"], added["poor"]) == ("3374**********01", True)
    for form in ("tabel", "json", "csv"):
        shown = office("anggota", "daftar", "--ksm", "mawar", "--format", form).stdout
        assert "3374**********01" in shown
        assert NIK not in shown


def test_wrong_members_are_refused(office):
    add_group(office)
    add_member(office)
    wanted = ("anggota", "tambah", "--nama", "Budi", "--jenis-kelamin", "L")
    assert office.refused(*wanted, "--ksm", "K01", "--kode", "01")["code"] == "member-exists"
    assert office.refused(*wanted, "--ksm", "K99", "--kode", "02")["code"] == "unknown-group"
    told = office.refused(*wanted, "--ksm", "K01", "--kode", "02", "--nik", "337401550580000")
    assert told["code"] == "nik-wrong"
    assert "337401550580000" not in told["message"]
    assert (
        office.refused(*wanted, "--ksm", "K01", "--kode", "02", "--jenis-kelamin", "X", status=2)["code"]
        == "usage"
    )
