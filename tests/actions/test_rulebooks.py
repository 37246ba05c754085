"""Rulebooks adopted later: from a day on, from the program or an edited file."""

from datetime import date

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.book import rulebook_text
from upk_ledger.actions.loans import get_loan
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.rulebooks import export_rulebook, list_rulebooks, use_rulebook, view_rulebook
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.book import UnknownRulebook
from upk_ledger.core.errors.exchange import SourceMissing
from upk_ledger.core.errors.ledger import BeforeBookStart, MonthClosed
from upk_ledger.core.errors.rulebooks import (
    RulebookInForce,
    RulebookKeyMissing,
    RulebookKeyUnknown,
    RulebookNotToml,
    RulebookValueWrong,
)
from upk_ledger.store.positions import positions
from upk_ledger.store.products import product_of
from upk_ledger.store.rules import rules_at

START = date(2026, 1, 1)


def edited(folder, *changes, name="kami.toml"):
    text = rulebook_text("pnpm-2012")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_another_edition_holds_from_its_day(desk, build):
    build.group(desk)
    number = build.loan(desk, date(2026, 1, 10))
    use_rulebook(desk, "perdesaan", date(2026, 7, 1), reason="Musyawarah")
    with desk.read() as session:
        for day, code in ((date(2026, 6, 30), "pnpm-2012"), (date(2026, 7, 1), "perdesaan")):
            rules = rules_at(session, day)
            assert rules.code == code
            assert positions(session, day, rules.collectibility)[0].position.class_ is not None
        # The loan's own terms stay under the rulebook of its application.
        assert product_of(session, get_loan(session, number)).terms == rules_at(session, START).terms
    listed = list_rulebooks(desk, date(2026, 7, 1))
    assert [(seen.rules.code, seen.current, seen.shipped, seen.reason) for seen in listed] == [
        ("pnpm-2012", False, True, ""),
        ("perdesaan", True, True, "Musyawarah"),
    ]
    assert [seen.current for seen in list_rulebooks(desk, date(2026, 6, 30))] == [True, False]
    assert check_book(desk).ok


def test_a_change_of_rules_leaves_loans_and_their_arrears_as_they_were(desk, build, tmp_path):
    build.group(desk)
    build.loan(desk, date(2026, 1, 10), shares={"A01": 500_000, "A02": 500_000})
    with desk.read() as session:
        before = [positions(session, date(2026, month, 28), None) for month in range(2, 13)]
    path = edited(
        tmp_path,
        ("jasa_persen = 1.5", "jasa_persen = 3"),
        ('urutan = "per-angsuran"', 'urutan = "jasa-dulu"'),
    )
    use_rulebook(desk, path, START)
    with desk.read() as session:
        assert [positions(session, date(2026, month, 28), None) for month in range(2, 13)] == before
        assert rules_at(session, START).terms.rate_percent == 3
    assert not view_rulebook(desk, None, START).shipped
    assert check_book(desk).ok


def test_the_text_goes_out_and_comes_back(desk, tmp_path):
    seen = view_rulebook(desk, None, START)
    path = export_rulebook(seen, tmp_path)
    assert (path.name, path.read_text(encoding="utf-8")) == ("pnpm-2012.toml", seen.text)
    with pytest.raises(RulebookInForce):
        use_rulebook(desk, str(path), START)
    path.write_text(seen.text.replace("sampai_bulan = 3", "sampai_bulan = 2"), encoding="utf-8-sig")
    used = use_rulebook(desk, str(path), date(2026, 2, 1))
    assert used.rules.collectibility.uppers == (0, 2, 6, 9)
    assert view_rulebook(desk, "pnpm-2012", START).text == used.text
    assert view_rulebook(desk, "pnpm-2009", START).adoption is None
    # Back again: the old text from a later day.
    use_rulebook(desk, "pnpm-2012", date(2026, 3, 1))
    assert view_rulebook(desk, None, date(2026, 3, 1)).text == seen.text
    assert check_book(desk).ok


@pytest.mark.parametrize(
    ("change", "refused", "key"),
    [
        (("anggota_minimal = 5", "anggota_minimal = -5"), RulebookValueWrong, "kelayakan.anggota_minimal"),
        (("anggota_minimal = 5", "anggota_minimum = 5"), RulebookKeyMissing, "kelayakan.anggota_minimal"),
        (("tenor_maksimal = 12", "tenor_maximal = 12"), RulebookKeyUnknown, "kelayakan.tenor_maximal"),
    ],
)
def test_faults_of_a_text_are_named_by_key(sqlite_desk, tmp_path, change, refused, key):
    with pytest.raises(refused) as told:
        use_rulebook(sqlite_desk, edited(tmp_path, change), START)
    assert told.value.key == key
    assert len(list_rulebooks(sqlite_desk, START)) == 1


def test_refusals(desk, tmp_path):
    with pytest.raises(UnknownRulebook):
        use_rulebook(desk, "pnpm-1999", START)
    with pytest.raises(UnknownRulebook):
        view_rulebook(desk, "pnpm-1999", START)
    with pytest.raises(SourceMissing):
        use_rulebook(desk, str(tmp_path / "tidak-ada.toml"), START)
    for content in (b"\xff\xfe", b"kode = "):
        (tmp_path / "rusak.toml").write_bytes(content)
        with pytest.raises(RulebookNotToml):
            use_rulebook(desk, str(tmp_path / "rusak.toml"), START)
    with pytest.raises(BeforeBookStart):
        use_rulebook(desk, "pnpm-2009", date(2025, 12, 31))
    close_month(desk, Month(2026, 1))
    with pytest.raises(MonthClosed):
        use_rulebook(desk, "pnpm-2009", date(2026, 1, 31))
    use_rulebook(desk, "pnpm-2009", date(2026, 2, 1))
    assert check_book(desk).ok
