import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import upk_ledger.rulebooks
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.collectibility import at_risk, class_totals, required_allowance
from upk_ledger.core.errors import rulebooks as errors
from upk_ledger.core.rulebooks import ClassRule, CollectibilityRules, Limit, parse_rulebook

FOLDER = Path(upk_ledger.rulebooks.__file__).parent
CODES = ("perdesaan", "pnpm-2009", "pnpm-2012")


def text(code="pnpm-2012"):
    return (FOLDER / f"{code}.toml").read_text(encoding="utf-8")


def test_each_file_is_a_rulebook_named_like_it():
    assert tuple(sorted(path.stem for path in FOLDER.glob("*.toml"))) == CODES
    assert tuple(parse_rulebook(text(code)).code for code in CODES) == CODES


def test_the_default_is_what_the_contract_says():
    book = parse_rulebook(text())
    assert [(c.name, c.percent, c.upper) for c in book.collectibility.classes] == [
        ("Lancar", 1, 0),
        ("Dalam Perhatian Khusus", 5, 3),
        ("Kurang Lancar", 15, 6),
        ("Diragukan", 50, 9),
        ("Macet", 100, None),
    ]
    assert (book.collectibility.counting, str(book.risk), book.order) == (
        "umur-tunggakan",
        "> 3",
        "per-angsuran",
    )
    assert {name: (str(r.satisfactory), str(r.suspended)) for name, r in book.ratings.items()} == {
        "LAR": ("< 10", "> 20"),
        "PAR": ("< 10", "> 20"),
        "CCr": ("> 125", "< 100"),
        "ROI": ("> 10", "< 0"),
        "RR": ("> 90", "< 80"),
    }
    assert (book.terms.rate_percent, book.terms.rounding, book.terms.mode) == (
        Fraction(3, 2),
        "none",
        "anggota",
    )
    assert book.valid_from == date(2012, 1, 1)


def test_the_rural_edition_differs_where_practice_does():
    book = parse_rulebook(text("perdesaan"))
    assert [(c.percent, c.upper) for c in book.collectibility.classes] == [
        (1, 0),
        (10, 2),
        (25, 4),
        (50, 6),
        (100, None),
    ]
    assert book.collectibility.counting == "perdesaan"
    assert parse_rulebook(text("pnpm-2009")).order == "jasa-dulu"


def test_doubtful_values_are_marked_with_a_reason():
    for code in CODES:
        book = parse_rulebook(text(code))
        assert "berisiko.bulan_menunggak" in book.doubts
        assert "kelayakan.perempuan_minimal_persen" in book.doubts
        assert all(book.doubts.values())


def test_an_edition_from_before_rescheduling_has_the_usual_rules():
    new = '[penjadwalan]\nangsuran_tepat_waktu = 3\n\n[penundaan]\nindikator = ["LAR", "PAR"]\n\n'
    old = "".join(
        line
        for line in text().replace(new, "").splitlines(keepends=True)
        if not line.startswith(('"penjadwalan', '"penundaan'))
    )
    assert "penjadwalan" not in old
    book = parse_rulebook(old)
    assert (book.collectibility.punctual, book.suspending) == (3, ("LAR", "PAR"))
    other = text().replace("tepat_waktu = 3", "tepat_waktu = 6").replace('["LAR", "PAR"]', '["RR"]')
    assert (parse_rulebook(other).collectibility.punctual, parse_rulebook(other).suspending) == (6, ("RR",))


def test_classes_at_each_limit():
    rules = parse_rulebook(text()).collectibility
    assert [rules.class_of(months) for months in (0, 1, 3, 4, 6, 7, 9, 10, 500)] == [
        1,
        2,
        2,
        3,
        3,
        4,
        4,
        5,
        5,
    ]
    rural = parse_rulebook(text("perdesaan")).collectibility
    assert [rural.class_of(months) for months in (0, 1, 2, 3, 4, 5, 6, 7)] == [1, 2, 2, 3, 3, 4, 4, 5]


def test_fewer_classes_are_possible():
    rules = CollectibilityRules((ClassRule("Baik", Decimal(0), 2), ClassRule("Buruk", Decimal(50), None)))
    assert [rules.class_of(months) for months in (0, 2, 3)] == [1, 1, 2]


def test_all_classes_are_listed_and_each_allowance_is_rounded():
    rules = parse_rulebook(text()).collectibility
    totals = class_totals([(1, 4_900), (1, 100), (5, 12_345), (2, 0)], rules)
    assert [(t.class_, t.loans, t.balance, t.allowance) for t in totals] == [
        (1, 2, 5_000, 100),  # half a rupiah goes up
        (2, 1, 0, 0),
        (3, 0, 0, 0),
        (4, 0, 0, 0),
        (5, 1, 12_345, 12_300),
    ]
    assert [t.name for t in totals] == [c.name for c in rules.classes]
    assert required_allowance(333_300, Decimal("2.5")) == 8_300


def test_at_risk_follows_the_sign_and_a_kept_class():
    above, from_three = Limit(">", Fraction(3)), Limit(">=", Fraction(3))
    assert [at_risk(m, above) for m in (2, 3, 4)] == [False, False, True]
    assert [at_risk(m, from_three) for m in (2, 3, 4)] == [False, True, True]
    assert [at_risk(0, above, kept) for kept in (None, 1, 2, 3, 5)] == [False, False, False, True, True]


BROKEN = [
    ('kode = "pnpm-2012"', "kode = ", errors.RulebookNotToml),
    ('kode = "pnpm-2012"', "", errors.RulebookKeyMissing),
    ('kode = "pnpm-2012"', "kode = 2012", errors.RulebookValueWrong),
    ("berlaku_sejak = 2012-01-01", 'berlaku_sejak = "2012"', errors.RulebookValueWrong),
    ("berlaku_sejak = 2012-01-01", "berlaku_sejak = 2012-01-01T00:00:00", errors.RulebookValueWrong),
    ('urutan = "per-angsuran"', 'urutan = "jasa"', errors.RulebookChoiceUnknown),
    ("persen = 15", "persen = -15", errors.RulebookValueWrong),
    ("persen = 15", "persen = nan", errors.RulebookValueWrong),
    ("persen = 15", "persen = true", errors.RulebookValueWrong),
    ("sampai_bulan = 6", "sampai_bulan = 3", errors.RulebookClassesOutOfOrder),
    ("sampai_bulan = 6", "", errors.RulebookClassesOutOfOrder),
    ("persen = 100", "persen = 100\nsampai_bulan = 12", errors.RulebookClassesOutOfOrder),
    ('bulan_menunggak = "> 3"', 'bulan_menunggak = "lebih dari 3"', errors.RulebookValueWrong),
    ('bulan_menunggak = "> 3"', 'bulan_menunggak = "> tiga"', errors.RulebookValueWrong),
    ("anggota_minimal = 5", "anggota_minimal = 5.5", errors.RulebookValueWrong),
    ("anggota_minimal = 5", "anggota_minimum = 5", errors.RulebookKeyMissing),
    ("pelatihan = true", 'pelatihan = "ya"', errors.RulebookValueWrong),
    ("tenor_maksimal = 12", "tenor_maximal = 12", errors.RulebookKeyUnknown),
    ("plafon_tahap = [1000000]", "plafon_tahap = [-1]", errors.RulebookValueWrong),
    ('metode = "flat"', 'metode = "datar"', errors.RulebookChoiceUnknown),
    ("jasa_persen = 1.5", "jasa_persen = -1.5", errors.RulebookValueWrong),
    ('"penilaian.RR" =', '"penilaian.RRR" =', errors.RulebookKeyUnknown),
    ("[penilaian.RR]", "[penilaian.XX]", errors.RulebookKeyMissing),
    ("angsuran_tepat_waktu = 3", 'angsuran_tepat_waktu = "tiga"', errors.RulebookValueWrong),
    ("angsuran_tepat_waktu = 3", "", errors.RulebookKeyMissing),
    ("angsuran_tepat_waktu = 3", "angsuran_tepat_waktu = 3\nlain = 1", errors.RulebookKeyUnknown),
    ('indikator = ["LAR", "PAR"]', 'indikator = ["LAR", "NPL"]', errors.RulebookChoiceUnknown),
    ('indikator = ["LAR", "PAR"]', 'indikator = "LAR"', errors.RulebookValueWrong),
    ("sumber = [", "sumber = [1,", errors.RulebookValueWrong),
]


@pytest.mark.parametrize(("good", "bad", "error"), BROKEN)
def test_broken_text_is_refused_in_words(good, bad, error):
    assert good in text()
    with pytest.raises(error) as refused:
        parse_rulebook(text().replace(good, bad, 1))
    said = sentence(refused.value)
    assert said.endswith(".")
    assert not re.search(r"[{}]", said)


def test_a_slip_in_a_name_is_answered_with_the_nearest():
    with pytest.raises(errors.RulebookKeyUnknown) as refused:
        parse_rulebook(text().replace("tenor_maksimal = 12", "tenor_maximal = 12"))
    assert refused.value.key == "kelayakan.tenor_maximal"
    assert "kelayakan.tenor_maksimal" in refused.value.near
