"""Lines of statements beside entries of the book, as values: what is matched, what explains the difference."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from upk_ledger.bahasa.bank import charge_of
from upk_ledger.core.bank import (
    BankLine,
    BankView,
    BookMove,
    LineKey,
    OpenSides,
    joined,
    match,
    open_sides,
    outstanding_at_start,
    reconcile,
)

OCTOBER = date(2026, 10, 1)


def day(number):
    return OCTOBER + timedelta(number - 1)


def line(place, on, amount, words=""):
    return BankLine(LineKey(1, place), 1, day(on), amount, words)


def move(record, on, amount, reverses=None):
    return BookMove(record, f"KM/2026/10/{record:04d}", day(on), amount, "", reverses)


def pairs(moves, lines, window=5):
    found = match(OpenSides(tuple(moves), tuple(lines)), window)
    return [(one.line.key.place, [m.record for m in one.moves], one.doubtful) for one in found]


def view(lines, moves, links=None, base=0, on=31, book=None, begin=1):
    total = sum(m.amount for m in moves) if book is None else book
    named = {LineKey(1, place): frozenset(records) for place, records in (links or {}).items()}
    return BankView("11021", day(on), day(begin), base, total, tuple(lines), tuple(moves), named)


# Matching


def test_the_nearest_day_with_the_same_amount():
    moves = [move(1, 2, 500), move(2, 9, 500), move(3, 9, -500)]
    assert pairs(moves, [line(1, 10, 500)]) == [(1, [2], False)]
    assert pairs(moves, [line(1, 10, 500), line(2, 5, 500)]) == [(1, [2], False), (2, [1], False)]
    assert pairs([move(1, 2, 500)], [line(1, 8, 500)]) == []
    assert pairs([move(1, 2, 500)], [line(1, 8, 500)], window=6) == [(1, [1], False)]
    assert pairs([move(1, 2, 500)], [line(1, 2, 501)]) == []


def test_several_at_the_same_distance_go_by_order_and_are_told():
    moves = [move(1, 3, 500), move(2, 5, 500)]
    assert pairs(moves, [line(1, 4, 500)]) == [(1, [1], True)]
    same_day = [move(1, 4, 500), move(2, 4, 500)]
    assert pairs(same_day, [line(1, 4, 500), line(2, 4, 500)]) == [(1, [1], True), (2, [2], True)]


def test_a_deposit_of_several_entries_of_one_day():
    moves = [move(1, 3, 200), move(2, 3, 300), move(3, 4, 100), move(4, 3, -500)]
    assert pairs(moves, [line(1, 5, 500)]) == [(1, [1, 2], False)]
    assert pairs(moves, [line(1, 5, 600)]) == []  # of two days
    two_ways = [move(1, 3, 200), move(2, 3, 300), move(3, 3, 100), move(4, 3, 400)]
    assert pairs(two_ways, [line(1, 5, 500)]) == []
    assert pairs(moves, [line(1, 5, 500), line(2, 5, 500)]) == []  # which of the two would it be?
    assert pairs([move(1, 3, 200), move(2, 3, 200)], [line(1, 3, 400)]) == [(1, [1, 2], False)]


def test_a_day_with_too_many_sums_is_left_to_a_person():
    moves = [move(number, 3, 2**number) for number in range(1, 30)]
    assert pairs(moves, [line(1, 3, 2**20 + 2**21)]) == []


# What has no partner


def test_matched_lines_and_entries_cancel_out_only_by_the_day_on_which_both_are_there():
    moves, lines = [move(1, 30, 500), move(2, 5, 300)], [line(1, 33, 500), line(2, 5, 300)]
    seen = view(lines, moves, {1: [1], 2: [2]}, on=40)
    assert open_sides(seen) == OpenSides((), ())
    assert open_sides(seen.at(day(31))) == OpenSides((moves[0],), ())
    assert reconcile(seen.at(day(31))).difference == 0


def test_a_reversed_entry_cancels_out_with_its_counter_entry_and_is_no_lines_any_more():
    moves = [move(1, 5, 500), move(2, 6, -500, reverses=1), move(3, 6, 400)]
    seen = view([line(1, 5, 500), line(2, 6, 400)], moves, {1: [1], 2: [3]})
    assert open_sides(seen) == OpenSides((), (seen.lines[0],))
    assert joined(seen) == {LineKey(1, 2): frozenset({3})}
    assert open_sides(seen.at(day(5))) == OpenSides((), ())
    assert reconcile(seen).difference == reconcile(seen.at(day(5))).difference == 0


def test_what_was_outstanding_before_the_first_statement():
    early = [move(1, -20, 900), move(2, -2, 250), move(3, -1, -40)]
    moves = [*early, move(4, 3, 100)]
    at_start = view([line(1, 2, 250), line(2, 3, 100)], moves, base=940, begin=1, on=31)
    assert sum(m.amount for m in moves) == 1210
    assert outstanding_at_start(at_start) == ()  # 940 at the bank, 1.110 in the book: no choice makes 170
    better = replace(at_start, base=900)  # 250 and -40 were under way
    assert {m.record for m in outstanding_at_start(better)} == {2, 3}
    matched = replace(better, links={LineKey(1, 1): frozenset({2}), LineKey(1, 2): frozenset({4})})
    assert open_sides(matched).moves == (early[2],)
    assert reconcile(matched).difference == 0
    assert reconcile(at_start).difference == 170


def test_a_difference_that_two_choices_explain_is_not_explained():
    moves = [move(1, -3, 250), move(2, -2, 250)]
    seen = view([], moves, base=250)
    assert outstanding_at_start(seen) == ()
    assert reconcile(seen).difference == 250


def test_without_a_statement_a_persons_word_has_to_be_the_books():
    alone = BankView("11021", day(31), None, 0, 1500)
    assert reconcile(alone, 1500).difference == 0
    assert reconcile(alone, 1400).difference == 100


def test_the_banks_words():
    assert charge_of("BUNGA", 500) == "bunga"
    assert charge_of("PAJAK BUNGA", -100) == "pajak"
    assert charge_of("PPh Ps 4(2)", -100) == "pajak"
    assert charge_of("Biaya Adm Bulanan", -100) == "administrasi"
    assert charge_of("INTEREST ON ACCOUNT", 5) == "bunga"
    for words, amount in (
        ("SETORAN KSM BUNGA", 500), ("TRSF E-BANKING BUNGA MELATI", 500), ("BUNGA", -500), ("BIAYA ADM", 500),
        ("BUNGALOW", 500), ("", 500), ("ANGSURAN DAN BIAYA", -500),
    ):  # fmt: skip
        assert charge_of(words, amount) == "", words


# Any book with a statement made from it


@st.composite
def books(draw):
    """Entries, and what a bank makes of them: later by some days, some missing, charges of its own between."""
    amounts = st.integers(-50, 50).filter(bool)
    moves = [
        move(number, on, amount)
        for number, (on, amount) in enumerate(
            draw(st.lists(st.tuples(st.integers(1, 31), amounts), max_size=14)), 1
        )
    ]
    for number in draw(st.lists(st.integers(0, max(0, len(moves) - 1)), max_size=2, unique=True)):
        if number < len(moves):
            undone = moves[number]
            moves.append(BookMove(900 + number, "", undone.on, -undone.amount, "", undone.record))
    lines = []
    for own in moves:
        late = draw(st.integers(-1, 5))
        if late >= 0:
            lines.append((own.on + timedelta(late), own.amount))
    lines += [
        (day(on), amount) for on, amount in draw(st.lists(st.tuples(st.integers(1, 31), amounts), max_size=5))
    ]
    listed = tuple(
        BankLine(LineKey(1, place), 1, on, amount, "") for place, (on, amount) in enumerate(sorted(lines), 1)
    )
    base = draw(st.integers(-5, 5)) * 100
    return BankView(
        "11021", day(60), day(1), base, base + sum(m.amount for m in moves), listed, tuple(moves), {}
    )


@settings(max_examples=200, deadline=None)
@given(books(), st.integers(0, 7), st.integers(1, 45))
def test_any_book_reconciles_to_the_sen_and_no_entry_is_two_lines(seen, window, on):
    assert reconcile(seen.at(day(on))).difference == 0
    found = match(open_sides(seen), window)
    used = [m.record for one in found for m in one.moves]
    assert len(used) == len(set(used)) == sum(len(one.moves) for one in found)
    assert len({one.line.key for one in found}) == len(found)
    for one in found:
        assert sum(m.amount for m in one.moves) == one.line.amount
        assert all(abs((m.on - one.line.on).days) <= window for m in one.moves)
    linked = replace(seen, links={one.line.key: frozenset(m.record for m in one.moves) for one in found})
    assert reconcile(linked).difference == reconcile(linked.at(day(on))).difference == 0
    assert match(open_sides(linked), window) == []
    assert len(open_sides(linked).lines) == len(open_sides(seen).lines) - len(found)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 31), min_size=1, max_size=12), st.data())
def test_amounts_of_their_own_are_matched_with_their_own_entries(days, data):
    moves = [move(number, on, 2**number * 100) for number, on in enumerate(days, 1)]
    late = [data.draw(st.integers(0, 5)) for _ in moves]
    lines = [
        BankLine(LineKey(1, m.record), 1, m.on + timedelta(some), m.amount, "")
        for m, some in zip(moves, late, strict=True)
    ]
    gone = data.draw(st.sets(st.sampled_from(range(len(moves)))))
    kept = [m for place, m in enumerate(moves) if place not in gone]
    found = match(OpenSides(tuple(kept), tuple(lines)), 5)
    alone = [one for one in found if len(one.moves) == 1]
    assert {one.line.key.place: one.moves[0].record for one in alone} == {m.record: m.record for m in kept}
    assert len(found) == len(alone)
