"""Letters to groups that are behind, on a loan of a million with 100.000 and 15.000 due on the 10th of each month."""

import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from tests.documents.samples import assert_tidy
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.dunning import call_off_letter, letter_log, letters_due, make_due_letters, make_letter
from upk_ledger.actions.people import register_group
from upk_ledger.actions.settings import change_setting
from upk_ledger.actions.write_offs import write_off
from upk_ledger.core.dunning import Letter
from upk_ledger.core.errors.dunning import NoLetterDue, NoSuchLetter, NothingToClaim, UnknownLevel
from upk_ledger.core.errors.loans import UnknownLoan
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.documents.letter import letters_pdf
from upk_ledger.store.facts import facts_of

GOLDEN = Path(__file__).parents[1] / "golden" / "surat-tagihan.txt"
START = date(2026, 1, 1)


def due(desk, on):
    return [(one.loan, one.level.number, one.months) for one in letters_due(desk, on)]


def logged(desk, loan):
    return [letter for letter, _ in letter_log(desk, loan)[1]]


def recorded(desk):
    with desk.read() as session:
        return [row[1:] for row in facts_of(session, "surat")]


@pytest.fixture
def lending(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    return desk, build.loan(desk, date(2026, 1, 10))


def test_at_each_threshold_a_day_before_and_after(lending):
    desk, loan = lending
    change_setting(desk, "jarak-surat", "0", START)
    assert due(desk, date(2026, 2, 10)) == []
    assert due(desk, date(2026, 2, 11)) == due(desk, date(2026, 2, 12)) == [(loan, 1, 1)]
    make_letter(desk, loan, date(2026, 2, 11))
    assert due(desk, date(2026, 2, 11)) == due(desk, date(2026, 3, 10)) == []
    assert due(desk, date(2026, 3, 11)) == due(desk, date(2026, 3, 12)) == [(loan, 2, 2)]
    assert due(desk, date(2026, 2, 12)) == []


def test_the_days_between_two_letters_are_kept(lending):
    desk, loan = lending
    make_letter(desk, loan, date(2026, 2, 11))
    assert due(desk, date(2026, 3, 12)) == []
    assert due(desk, date(2026, 3, 13)) == due(desk, date(2026, 3, 14)) == [(loan, 2, 2)]


def test_none_is_due_once_it_is_paid_and_new_arrears_begin_anew(lending, build):
    desk, loan = lending
    make_letter(desk, loan, date(2026, 2, 11))
    build.pay(desk, loan, date(2026, 3, 20), 230_000)
    assert due(desk, date(2026, 3, 20)) == []
    assert due(desk, date(2026, 3, 19)) == [(loan, 2, 2)]
    assert due(desk, date(2026, 4, 11)) == [(loan, 1, 1)]


def test_a_loan_paid_off_or_written_off_has_none(lending, build):
    desk, gone = lending
    build.group(desk, "K02")
    paid = build.loan(desk, date(2026, 1, 10), group="K02")
    build.pay(desk, paid, date(2026, 4, 1), 1_150_000)
    write_off(desk, gone, date(2026, 4, 1), decision="1", reason="Bubar")
    assert due(desk, date(2026, 4, 1)) == []
    for loan in (gone, paid):
        for level in (None, 1):
            with pytest.raises(NothingToClaim):
                make_letter(desk, loan, date(2026, 4, 1), level)


def test_a_letter_is_recorded_once_and_printed_again(lending):
    desk, loan = lending
    day = date(2026, 3, 20)
    first = make_letter(desk, loan, day)
    assert (first.level.number, first.total // 100, first.repeated) == (1, 230_000, False)
    again = make_letter(desk, loan.lower(), day, 1)
    assert (again.repeated, again.rows) == (True, first.rows)
    assert recorded(desk) == [(loan, 1, "2026-03-20", "dibuat")]
    with pytest.raises(NoLetterDue):
        make_letter(desk, loan, day)
    assert make_letter(desk, loan, day, 4).level.visit
    assert logged(desk, loan) == [Letter(1, day), Letter(4, day)]
    assert check_book(desk).violations == ()


def test_all_that_are_due_at_once(lending, build):
    desk, loan = lending
    build.group(desk, "K02")
    other = build.loan(desk, date(2026, 2, 10), group="K02")
    papers = make_due_letters(desk, date(2026, 3, 20))
    assert [(paper.loan, paper.level.number, paper.repeated) for paper in papers] == [
        (loan, 1, False),
        (other, 1, False),
    ]
    assert make_due_letters(desk, date(2026, 3, 20)) == []
    assert len(recorded(desk)) == 2


def test_taken_back_it_is_due_again(lending):
    desk, loan = lending
    day = date(2026, 3, 20)
    make_letter(desk, loan, day)
    assert call_off_letter(desk, loan, 1, day, "Salah") == loan
    assert (logged(desk, loan), due(desk, day)) == ([], [(loan, 1, 2)])
    with pytest.raises(NoSuchLetter):
        call_off_letter(desk, loan, 1, day, "Salah")
    make_letter(desk, loan, day)
    assert logged(desk, loan) == [Letter(1, day)]
    with pytest.raises(EmptyField):
        call_off_letter(desk, loan, 1, day, " ")
    assert check_book(desk).violations == ()


def test_refusals(lending):
    desk, loan = lending
    for number, on, level, error in (
        ("P-9", date(2026, 3, 20), None, UnknownLoan),
        (loan, date(2026, 2, 10), None, NothingToClaim),
        (loan, date(2026, 1, 1), 1, NothingToClaim),
        (loan, date(2026, 3, 20), 6, UnknownLevel),
    ):
        with pytest.raises(error):
            make_letter(desk, number, on, level)
    assert recorded(desk) == []


def test_what_it_asks_for_is_the_arrears(lending, build):
    desk, loan = lending
    build.pay(desk, loan, date(2026, 3, 1), 150_000)
    (one,) = letters_due(desk, date(2026, 4, 20))
    paper = make_letter(desk, loan, date(2026, 4, 20))
    assert paper.total == one.arrears_principal + one.arrears_service == 195_000_00
    assert [(row.number, row.principal // 100, row.service // 100) for row in paper.rows] == [
        (2, 80_000, 0),
        (3, 100_000, 15_000),
    ]


def test_every_letter_word_by_word(sqlite_desk, build):
    """`UPK_WRITE_GOLDEN=1` writes the file anew; look at what changed."""
    desk = sqlite_desk
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    loan = build.loan(desk, date(2026, 1, 10))
    papers = [make_letter(desk, loan, date(2026, 2 + level, 20), level) for level in range(1, 6)]
    content = BytesIO()
    letters_pdf(papers, content)
    told = "\n\n".join(page.text for page in assert_tidy(content.getvalue())) + "\n"
    if os.environ.get("UPK_WRITE_GOLDEN"):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


def test_long_arrears_take_more_than_one_page(sqlite_desk, build):
    build.entry(sqlite_desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(sqlite_desk)
    loan = build.loan(sqlite_desk, date(2026, 1, 10), tenor=60)
    content = BytesIO()
    letters_pdf([make_letter(sqlite_desk, loan, date(2031, 3, 1), 5)], content)
    pages = assert_tidy(content.getvalue())
    assert len(pages) > 1
    assert "Hormat kami" in pages[-1].text
    assert "terima kasih" in pages[-1].text


def test_a_group_is_called_a_ksm_once(lending, build):
    desk, loan = lending
    register_group(desk, "M1", "Mawar")
    other = build.loan(desk, date(2026, 1, 10), group="M1")
    named = [make_letter(desk, number, date(2026, 3, 20)).to[1] for number in (loan, other)]
    assert named == ["Ketua dan para anggota KSM K01", "Ketua dan para anggota KSM Mawar"]
