"""`upk pinjaman lihat` tells a loan's story, on the screen and in JSON; `--ringkas` leaves it out."""

import json

import pytest

LOAN = "P-2026-0001"
SEE = ("pinjaman", "lihat", LOAN)


@pytest.fixture
def paid(lending):
    """The loan, with one payment taken back."""
    done = lending.told("angsuran", "catat", LOAN, "284.000", "--tanggal", "2026-02-15")
    lending.told(
        "angsuran", "batalkan", done["voucher"], "--alasan", "Salah KSM", "--tanggal", "2026-03-01", "--ya"
    )
    return lending


def test_json_tells_every_event_with_its_keys(paid):
    history = paid.told(*SEE)["history"]
    assert [event["kind"] for event in history][-2:] == ["angsuran", "pembatalan"]
    assert list(history[0]) == [
        "date", "recorded_at", "record", "kind", "voucher", "actor", "actor_name", "text", "reason", "reverses",
        "reversed_by",
    ]  # fmt: skip
    assert history[-1] | {"recorded_at": ""} == {
        "date": "2026-03-01", "recorded_at": "", "record": history[-1]["record"], "kind": "pembatalan",
        "voucher": "KK/2026/03/0001", "actor": "pembuku", "actor_name": history[0]["actor_name"],
        "text": history[-1]["text"], "reason": "Salah KSM", "reverses": "KM/2026/02/0001", "reversed_by": None,
    }  # fmt: skip


def test_the_screen_shows_it_below_everything_else_within_its_columns(paid):
    shown = paid(*SEE).stdout
    story = shown.partition("Riwayat\n")[2]
    assert "15-02-2026  Angsuran Rp284.000: pokok Rp209.000, jasa Rp75.000" in story
    assert "KK/2026/03/0001" in story
    assert "Salah KSM" in story
    assert max(map(len, story.splitlines())) <= 80


def test_it_is_left_out_on_request_and_elsewhere(paid):
    assert "history" not in paid.told(*SEE, "--ringkas")
    assert "Riwayat" not in paid(*SEE, "--ringkas").stdout
    assert "history" not in json.dumps(paid.told("pinjaman", "daftar"))
    assert "Riwayat" not in paid(*SEE, "--format", "csv").stdout


def test_as_of_a_day_it_ends_there(paid):
    history = paid.told(*SEE, "--per", "2026-02-28")["history"]
    assert [event["kind"] for event in history][-1] == "angsuran"
    assert history[-1]["reversed_by"] is None
