import json

from click.testing import CliRunner

from upk_ledger.cli.main import upk

FLAT = ["--tenor", "10", "--jasa", "1,5", "--metode", "flat", "--mulai", "2026-01-15"]


def simulated(*words):
    return CliRunner().invoke(upk, ["pinjaman", "simulasi", *words])


def test_the_shape_of_the_contract():
    result = simulated(
        *[
            "--pokok",
            "5000000",
            "--tenor",
            "24",
            "--jasa",
            "1.5",
            "--metode",
            "flat",
            "--pembulatan",
            "1000-atas",
            "--mulai",
            "2026-01-15",
        ],
        "--format=json",
    )
    document = json.loads(result.stdout)
    assert list(document)[:3] == ["principal", "total_service", "total"]
    assert (document["principal"], document["total_service"], document["total"]) == (
        5000000,
        1800000,
        6800000,
    )
    assert document["installments"][0] == {
        "number": 1,
        "due_date": "2026-02-15",
        "principal": 209000,
        "service": 75000,
        "total": 284000,
        "balance": 4791000,
    }


def test_the_table_has_the_bookkeepers_numbers():
    result = simulated("--pokok", "Rp5.000.000", *FLAT)
    assert result.exit_code == 0
    assert "Jumlah yang dibayar : Rp5.750.000" in result.stdout
    assert " 1   15-02-2026  500.000  75.000  575.000   4.500.000" in result.stdout
    assert simulated("--pokok", "5000000", *FLAT, "--format", "csv").stdout.splitlines()[1] == (
        "1,2026-02-15,500000,75000,575000,4500000"
    )


def test_a_choice_that_does_not_exist_is_wrong_usage():
    result = simulated("--pokok", "5000000", *FLAT, "--metode", "syariah")
    assert result.exit_code == 2
    assert "'syariah' bukan salah satu dari 'flat', 'menurun', 'anuitas'" in result.stderr


def test_an_english_amount_is_refused_with_the_right_way():
    result = simulated("--pokok", "5,000,000", *FLAT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Rp5.000.000" in result.stderr
