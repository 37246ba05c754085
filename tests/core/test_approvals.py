import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.core.approvals import (
    _SIGNS,
    MOST_CODES,
    SETTINGS_OF_ACTS,
    TypedCode,
    code_digest,
    make_codes,
    read_code,
)
from upk_ledger.core.errors.approvals import CardSizeWrong, CodeMistyped
from upk_ledger.core.settings import SETTINGS

SALT = "00" * 16
CODES = make_codes(MOST_CODES, random.Random(3).randbytes)
seeds = st.integers(0, 2**32)


def bare(code):
    return code.replace("-", "")


def test_every_act_has_its_setting_which_is_off_where_nobody_chose():
    assert {name for name in SETTINGS if name.startswith("kode-")} == set(SETTINGS_OF_ACTS.values())
    assert {SETTINGS[name].usual for name in SETTINGS_OF_ACTS.values()} == {"tidak"}


def test_codes_are_unlike_each_other_and_have_no_sign_that_is_taken_for_another():
    assert len(set(CODES)) == MOST_CODES
    signs = {sign for code in CODES for sign in bare(code)}
    assert signs <= set(_SIGNS)
    assert len(_SIGNS) == 29
    assert not signs & set("01ILO25")
    assert all(len(code) == 11 and code[5] == "-" for code in CODES)


@pytest.mark.parametrize("count", [0, -1, MOST_CODES + 1])
def test_a_card_has_one_to_forty_codes(count):
    with pytest.raises(CardSizeWrong) as refused:
        make_codes(count, random.Random(1).randbytes)
    assert (refused.value.count, refused.value.most) == (count, MOST_CODES)


@pytest.mark.parametrize(
    ("shape", "place"),
    [
        ("{0}", None),
        ("{1}", None),
        (" {2} ", None),
        ("07 {0}", 7),
        ("7 {1}", 7),
        ("07{1}", 7),
        ("07. {0}", 7),
        ("40-{2}", 40),
    ],
)
def test_a_code_is_read_as_people_type_it(shape, place):
    code = CODES[0]
    assert read_code(shape.format(code, bare(code), code.lower())) == TypedCode(bare(code), place)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "K4RM9",
        CODES[0][:-1],
        CODES[0] + "0",
        "A7 " + CODES[0],
        "123 " + CODES[0],
        "0" * 10,
        "²" + CODES[0],
    ],
)
def test_what_no_card_shows_is_a_slip(typed):
    with pytest.raises(CodeMistyped):
        read_code(typed)


@given(seeds, st.integers(0, 9), st.integers(1, 28))
def test_one_wrong_sign_is_a_slip_and_never_another_code(seed, at, shift):
    code = bare(make_codes(1, random.Random(seed).randbytes)[0])
    wrong = _SIGNS[(_SIGNS.index(code[at]) + shift) % 29]
    with pytest.raises(CodeMistyped):
        read_code(code[:at] + wrong + code[at + 1 :])


@given(seeds, st.integers(0, 8))
def test_two_signs_that_changed_places_are_a_slip(seed, at):
    code = bare(make_codes(1, random.Random(seed).randbytes)[0])
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    if swapped == code:
        assert read_code(swapped).signs == code
        return
    with pytest.raises(CodeMistyped):
        read_code(swapped)


def test_a_digest_hides_its_code_and_differs_by_card():
    code = bare(CODES[0])
    digest = code_digest(SALT, code)
    assert digest == code_digest(SALT, code)
    assert len(digest) == 64
    assert code.lower() not in digest
    assert digest not in {code_digest("01" * 16, code), code_digest(SALT, bare(CODES[1]))}
