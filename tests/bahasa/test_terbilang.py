from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from upk_ledger.bahasa.terbilang import in_words, terbilang


def test_amounts_of_the_field():
    assert terbilang(125_000_000) == "satu juta dua ratus lima puluh ribu rupiah"
    assert terbilang(28_400_000) == "dua ratus delapan puluh empat ribu rupiah"
    assert terbilang(100_100) == "seribu satu rupiah"
    assert terbilang(1_100_000_000) == "sebelas juta rupiah"
    assert terbilang(100_050) == "seribu rupiah lima puluh sen"
    assert terbilang(0) == "nol rupiah"
    assert terbilang(-5_000) == "minus lima puluh rupiah"


def test_every_number_below_two_thousand_is_as_num2words_says():
    for number in range(2000):
        assert in_words(number) == num2words(number, lang="id")


@given(st.integers(0, 10**15 - 1))
@example(3_001_000)
def test_large_numbers_are_as_num2words_says(number):
    said = num2words(number, lang="id")
    if number // 1000 % 1000 == 1:  # behind millions it says "satu ribu", where everybody says "seribu"
        said = said.replace("satu ribu", "seribu")
    assert in_words(number) == said
