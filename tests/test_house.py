"""The rules of the house, looked up in the code itself: what no reader should have to check by eye."""

import ast
import configparser
import importlib
import pkgutil
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from inspect import get_annotations
from pathlib import Path
from string import Formatter

import click
import pytest

import upk_ledger
from upk_ledger.actions.reports import PAPERS, build_statement
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.cli.lazy import names_of
from upk_ledger.cli.main import upk
from upk_ledger.cli.registry import COMMANDS
from upk_ledger.core import errors
from upk_ledger.core.checks import Disagreement
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import CellMissing, Fault
from upk_ledger.core.offices import Account
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store.accounts import RESERVED
from upk_ledger.store.charts import standard_chart
from upk_ledger.store.posting import post
from upk_ledger.store.tables import APPEND_ONLY, metadata

ROOT = Path(__file__).parents[1]
PACKAGE = Path(upk_ledger.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LIMITS = dict.fromkeys(SOURCES, 400) | dict.fromkeys(TESTS, 700)
LONGEST_FUNCTION = 60
REGIONAL = {"rulebook_text", "office_role"}
"""Tables that no office owns."""


def name_of(path):
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def functions(path):
    return [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


# Size


def test_files_and_functions_are_short():
    long_files = {name_of(path): lines for path, most in LIMITS.items() if (lines := lines_of(path)) > most}
    assert long_files == {}
    long_functions = {
        f"{name_of(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in SOURCES
        for node in functions(path)
        if node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert long_functions == {}


def lines_of(path):
    return len(path.read_text(encoding="utf-8").splitlines())


# Money and time

CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "monotonic"}
CLOCK_MODULES = {"datetime", "date", "time"}
GEOMETRY = ("documents/", "exchange/blanko.py")
"""Where sizes on a page or a sheet are reckoned."""


def calls(path):
    """Every call with the dotted name it is made by."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def room_of(path):
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def test_no_float_outside_page_geometry():
    found = []
    for path in SOURCES:
        if path.relative_to(PACKAGE).as_posix().startswith(GEOMETRY):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        likeness = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Call) and
                    ast.unparse(node.func) == "get_close_matches" for part in node.args}  # fmt: skip
        found += [
            f"{name_of(path)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, float | complex)
            and id(node) not in likeness
        ]
        found += [f"{name_of(path)}:{line}" for line, called in calls(path) if called == "float"]
    assert found == []


def test_amounts_are_never_divided_into_fractions_in_core():
    """A true division of two integers makes a float; `Fraction`, `Decimal` and `//` do not."""
    allowed = re.compile(r"Fraction|Decimal|Path|folder|percent|rate|denominator|value", re.IGNORECASE)
    found = [
        f"{name_of(path)}:{node.lineno}: {ast.unparse(node)}"
        for path in sorted((PACKAGE / "core").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Div)
        and not allowed.search(ast.unparse(node))
    ]
    assert found == []


def test_no_clock_below_the_shell():
    found = []
    for path in SOURCES:
        if room_of(path) == "cli":
            continue
        for line, called in calls(path):
            owner, _, name = called.rpartition(".")
            if name in CLOCKS and owner.rpartition(".")[2] in CLOCK_MODULES:
                found.append(f"{name_of(path)}:{line}: {called}")
    assert found == []


def test_no_chance_below_the_shell_but_the_samples_own_seed():
    """Randomness comes with the desk; only the invented sample draws from a generator that it seeds."""
    found = [
        f"{name_of(path)}:{line}: {called}"
        for path in SOURCES
        if room_of(path) != "cli"
        for line, called in calls(path)
        if called.split(".")[0] in {"random", "secrets", "uuid1", "uuid4"}
        or called in {"os.urandom", "uuid.uuid4"}
    ]
    assert [place for place in found if "random.Random" not in place] == []


# SQL

SQL = re.compile(r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|PRAGMA|CREATE|ALTER|DROP|LOCK TABLE)\b")
ASKING = {"all", "each", "first", "value", "change", "insert", "execute", "exec_driver_sql"}
"""What asks a session or a connection in SQL."""


def test_sql_is_spoken_in_the_store_alone():
    found = []
    for path in SOURCES:
        if room_of(path) == "store":
            continue
        found += [
            f"{name_of(path)}:{node.lineno}: {node.value[:40]}"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
        ]
        for line, called in calls(path):
            owner, _, name = called.rpartition(".")
            if name in ASKING and owner.rpartition(".")[2] in {"session", "_session", "connection"}:
                found.append(f"{name_of(path)}:{line}: {called}")
    assert found == []


# Errors

FACTS = {
    "str": "K01",
    "int": 12_345_600,
    "bool": True,
    "date": date(2026, 10, 31),
    "Month": Month(2026, 10),
    "Fraction": Fraction(3, 2),
    "Decimal": Decimal("1.5"),
    "tuple[str, ...]": ("11010 Kas", "11021 Bank UPK"),
    "tuple[Fault, ...]": (Fault("ksm.csv", 2, "kode", CellMissing()),),
    "Disagreement": Disagreement("neraca", "aset", 100, "modal", 200),
    "tuple[Disagreement, ...]": (Disagreement("neraca", "aset", 100, "modal", 200),),
}
CHOSEN = {
    "ImportFaults": {"of_form": False},
    "WrongCellType": {"wanted": "amount"},
    "RulebookValueWrong": {"wanted": "percent"},
}
"""Facts that are one of a few words."""

KINDS = sorted({found.name for found in pkgutil.iter_modules(errors.__path__)} - {"base"})


def error_classes():
    for kind in KINDS:
        module = importlib.import_module(f"upk_ledger.core.errors.{kind}")
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, UpkError)
                and value.__module__ == module.__name__
            ):
                yield value


def sample_facts(error):
    """A fact of each kind that the error is about."""
    kinds = {}
    for owner in reversed(error.__mro__):
        kinds |= get_annotations(owner)
    return {name: FACTS[getattr(kinds[name], "__name__", "") if isinstance(kinds[name], type) and
            not hasattr(kinds[name], "__origin__") else bare(str(kinds[name]))] for name in error.facts}  # fmt: skip


def bare(kind):
    """The kind without its module and without "or None"."""
    return re.sub(r"[a-z_.]+\.(?=[A-Z])|datetime\.| \| None", "", kind)


@pytest.mark.parametrize("error", list(error_classes()), ids=lambda error: error.__name__)
def test_every_error_speaks(error):
    given = sample_facts(error) | CHOSEN.get(error.__name__, {})
    told = sentence(error(**given))
    assert re.match(r"[A-Z\"'(0-9]", told), told
    assert told.rstrip().endswith((".", "?", ")")), told
    assert not re.search(r"[{}]|None|\(\)|  +", told.replace("\n  ", "\n")), told
    empty = {name: () if isinstance(value, tuple) else value for name, value in given.items()}
    assert "{" not in sentence(error(**empty))


def test_error_codes_are_each_of_one_error():
    twice = [code for code, number in Counter(error.code for error in error_classes()).items() if number > 1]
    assert twice == []


def test_every_sentence_is_of_an_error_and_names_facts_of_it():
    known = set(error_classes())
    for kind in KINDS:
        for error, wording in importlib.import_module(f"upk_ledger.bahasa.messages.{kind}").SENTENCES.items():
            assert error in known
            if isinstance(wording, str):
                named = {name for _, name, _, _ in Formatter().parse(wording) if name}
                assert all(hasattr(error, name) or name in error.facts for name in named), error


# Tables


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_keys_lead_with_the_office(table):
    if table.name in REGIONAL:
        assert "office_id" not in table.columns
        return
    assert next(iter(table.primary_key.columns)).name == "office_id"
    assert next(iter(table.columns)).name == "office_id"
    for index in table.indexes:
        assert index.columns[0].name == "office_id", index.name
    for constraint in table.constraints:
        columns = [column.name for column in getattr(constraint, "columns", ())]
        if type(constraint).__name__ == "UniqueConstraint" and table.name != "office":
            assert columns[0] == "office_id", columns
    for key in table.foreign_key_constraints:
        if key.referred_table.name not in REGIONAL:
            assert key.column_keys[0] == "office_id"
            assert key.elements[0].column.name == "office_id"


def test_every_table_is_append_only_or_said_to_change():
    changing = {
        "account", "borrower_group", "member_person", "membership", "loan_income",
        "office_month", "office_role", "replica", "restored_book", "waiting_bundle", "sealed_identities", "secret_key",
    }  # fmt: skip
    assert {table.name for table in metadata.sorted_tables} - set(APPEND_ONLY) == changing


# Commands

PATHS = names_of(COMMANDS)


def found_command(path):
    command = upk
    for name in path:
        command = command.get_command(click.Context(command), name)
    return command


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_command_has_help_with_an_example(path):
    command = found_command(path)
    with click.Context(command, info_name="upk " + " ".join(path)) as context:
        shown = command.get_help(context)
    assert command.help
    assert "Contoh:" in shown
    examples = [line.strip() for line in shown.partition("Contoh:")[2].splitlines() if line.strip()]
    assert examples[0].startswith("upk ")
    assert {"--format", "--ya"} <= {option for parameter in command.params for option in parameter.opts}
    nameless = [parameter.name for parameter in command.params
                if isinstance(parameter, click.Option) and not parameter.help]  # fmt: skip
    assert nameless == []


def test_the_contracts_commands_are_all_there():
    contract = """mulai, contoh, ksm tambah, anggota tambah, pinjaman simulasi, pinjaman ajukan, pinjaman periksa,
        pinjaman putuskan, pinjaman cairkan, pinjaman daftar, pinjaman lihat, pinjaman jadwal, pinjaman kartu,
        angsuran catat, angsuran batalkan, jurnal catat, jurnal daftar, jurnal koreksi, periode tutup, tutup-buku,
        periode buka, periode status, laporan daftar, laporan paket, impor, impor-blanko, ekspor hledger,
        ekspor beancount, ekspor csv, ekspor xlsx, audit periksa"""
    reports = """neraca, laba-rugi, arus-kas, perubahan-modal, neraca-saldo, buku-besar, buku-kas, buku-bank, jurnal,
        perkembangan-pinjaman, tunggakan, kolektibilitas, cadangan, kinerja"""
    wanted = {tuple(words.split()) for words in contract.split(",")}
    wanted |= {("laporan", name.strip()) for name in reports.split(",")}
    assert wanted <= set(PATHS)


# Packaging


def setup():
    parsed = configparser.ConfigParser()
    parsed.read(ROOT / "setup.cfg", encoding="utf-8")
    return parsed


def test_every_package_and_every_data_file_travels():
    """What a checkout has, the wheel has: a package or pattern forgotten in setup.cfg shows here."""
    parsed = setup()
    listed = set(parsed["options"]["packages"].split())
    mapped = {"upk_ledger._migrations": ROOT / "migrations", "upk_ledger._reports": ROOT / "reports"}
    places = {"upk_ledger": PACKAGE} | mapped
    data = {name: values.replace(",", " ").split() for name, values in parsed["options.package_data"].items()}
    needed, forgotten = set(), []
    for base, folder in places.items():
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or "__pycache__" in path.parts or path.suffix == ".pyc":
                continue
            package = ".".join((base, *path.parent.relative_to(folder).parts))
            needed.add(package)
            if path.suffix != ".py" and not any(path.match(pattern) for pattern in data.get(package, [])):
                forgotten.append(name_of(path))
    assert forgotten == []
    assert needed == listed


# Papers


def accounts_of_every_sort():
    """One more account for each role that is not booked by its own commands only, and for each type without a role."""
    fitting = {(account.type, account.role) for account in standard_chart()}
    fitting |= {(type_, "lain") for type_ in ("aset", "kewajiban", "modal", "pendapatan", "biaya")}
    return [
        Account(f"9{place:02d}", f"Akun {type_} {role}", type_, role)
        for place, (type_, role) in enumerate(sorted(fitting))
        if role not in RESERVED
    ]


def texts(statement):
    return " ".join(str(cell) for section in statement.sections for row in section.rows for cell in row.cells)


def test_every_statement_covers_every_account(sqlite_desk):
    from upk_ledger.store.offices import add_accounts

    desk = sqlite_desk
    with desk.write() as session:
        add_accounts(session, accounts_of_every_sort())
        for number, account in enumerate(list(session.accounts.values()), 1):
            counter = "11021" if account.code == "11010" else "11010"
            line = JournalLine(account.code, debit=100 * number)
            # Money kept for others cannot be less than nothing.
            kept = {"tabungan", "titipan", "hutang-reward", "hutang-mitra"}
            line = line.mirrored() if account.role in kept else line
            lines = (line, replace(line.mirrored(), account=counter))
            post(session, JournalEntry(date(2026, 1, 5), "umum", lines, f"Uji {account.code}"))
        accounts = dict(session.accounts)
    shown = {name: texts(build_statement(desk, name, ReportPeriod.at(date(2026, 1, 31)))) for name in
             ("neraca", "laba-rugi", "neraca-saldo", "buku-besar", "arus-kas", "jurnal")}  # fmt: skip
    for code, account in accounts.items():
        result = account.type in {"pendapatan", "biaya"}
        assert code in shown["laba-rugi" if result else "neraca"], code
        assert code in shown["neraca-saldo"], code
        assert code in shown["jurnal"], code
    assert PAPERS.keys() >= shown.keys()


# Tests


def test_no_test_is_skipped_or_expected_to_fail():
    marks = re.compile(r"\b(skip|skipif|xfail|importorskip)\b")
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and marks.fullmatch(node.attr)
    ]
    assert found == []


def test_nothing_is_left_for_later():
    words = re.compile("TO" + "DO|FIX" + "ME|XX" + "X|NotImplemented" + "Error")
    found = [
        f"{name_of(path)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if words.search(line)
    ]
    assert found == []
