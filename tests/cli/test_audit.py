import json
import sqlite3

import pytest


def test_a_sound_book(lending):
    told = lending.told("audit", "periksa")
    assert (told["ok"], told["violations"], told["entries"]) == (True, [], 2)
    assert told["records"] > told["entries"]
    assert len(told["head"]) == 64
    assert "Buku                   : utuh" in lending("audit", "periksa").stdout


def test_a_changed_amount_is_found_and_the_status_says_so(lending):
    with sqlite3.connect(lending.place) as book:
        for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            book.execute(f"DROP TRIGGER {name}")
        book.execute(
            "UPDATE journal_line SET debit = debit + 100 WHERE debit > 0 AND entry = (SELECT max(entry) FROM journal_line)"
        )
    book.close()
    result = lending("audit", "periksa", "--format", "json")
    assert result.exit_code == 3
    told = json.loads(result.stdout)
    assert told["ok"] is False
    assert "KK/2026/01/0001" in {violation["where"] for violation in told["violations"]}
    assert set(told["violations"][0]) == {"code", "where", "detail"}
    shown = lending("audit", "periksa")
    assert shown.exit_code == 3
    assert "KK/2026/01/0001" in shown.stdout


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM office", "kantor-hilang"),
        ("UPDATE office SET office_id = 7", "petugas-hilang"),
        ("DELETE FROM officer", "petugas-hilang"),
    ],
)
@pytest.mark.parametrize("words", [("audit", "periksa"), ("laporan", "neraca")])
def test_a_book_without_its_office_or_officers_is_broken(lending, statement, code, words):
    with sqlite3.connect(lending.place) as book:
        for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            book.execute(f"DROP TRIGGER {name}")
        book.execute(statement)
    book.close()
    told = lending.refused(*words, status=3)
    assert told["code"] == "integrity-broken"
    assert code in told["message"]
    assert ".." not in told["message"]
