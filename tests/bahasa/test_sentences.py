import importlib
import pkgutil
from dataclasses import dataclass
from datetime import date
from string import Formatter

import pytest

from upk_ledger.bahasa.sentences import either, fill, sentence, similar
from upk_ledger.core import errors
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.ledger import MonthClosed, UnknownAccount
from upk_ledger.core.errors.savings import KeptMoneySpent
from upk_ledger.core.errors.typing_in import EnglishAmount

KINDS = sorted({found.name for found in pkgutil.iter_modules(errors.__path__)} - {"base"})


def error_classes(kind):
    module = importlib.import_module(f"upk_ledger.core.errors.{kind}")
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_has_a_sentence_that_names_only_facts_of_it(kind):
    wording = importlib.import_module(f"upk_ledger.bahasa.messages.{kind}").SENTENCES
    for error in error_classes(kind):
        if issubclass(error, UpkError) and isinstance(wording[error], str):
            named = {name for _, name, _, _ in Formatter().parse(wording[error]) if name}
            assert named <= set(error.facts), error


def test_a_sentence_shows_facts_in_the_fields_own_way():
    assert "31 Oktober 2026" in sentence(MonthClosed(date(2026, 10, 31), date(2026, 11, 1)))
    assert "Rp1.250.000" in sentence(EnglishAmount("1,250,000", 125_000_000))


def test_similar_names_are_offered_only_where_there_are_any():
    assert 'Akun "kos" tidak ada dalam daftar akun. Pakai' in sentence(UnknownAccount("kos"))
    assert "Yang mirip: 11010 Kas atau 51090 Lain." in sentence(
        UnknownAccount("kos", ("11010 Kas", "51090 Lain"))
    )
    assert [either(names) for names in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a atau b",
        "a, b atau c",
    ]
    assert similar(()) == ""


def test_braces_in_typed_text_stay_text():
    assert "{0} {x}" in sentence(UnknownAccount("{0} {x}"))


def test_all_format_specs():
    assert fill("{m:bulan} {n:jumlah} {p:persen}", m=Month(2026, 10), n=1250, p=5) == "Oktober 2026 1.250 5%"


def test_codes_for_json_are_made_from_the_class_name():
    @dataclass(eq=False)
    class NothingThere(UpkError):
        pass

    assert NothingThere().code == "nothing-there"
    assert MonthClosed.code == "month-closed"


def test_what_no_group_owns_yet_is_named_for_what_it_is():
    spent = sentence(KeptMoneySpent("Titipan Angsuran", "-", date(2026, 10, 31), 100_000))
    assert spent.startswith("Titipan Angsuran dari saldo awal yang belum dibagi akan kurang Rp1.000 pada")
    assert "untuk K01 akan kurang" in sentence(KeptMoneySpent("Tabungan", "K01", date(2026, 10, 31), 100))
