"""What stands against those who ask besides amounts and terms, the file of a loan, the day of the first visit."""

from datetime import date

import pytest

from upk_ledger.bahasa.eligibility import breach_text
from upk_ledger.core.eligibility import Breach, Relation, Standing, standing_breaches
from upk_ledger.core.loan_files import PaperRule, filed, lacking
from upk_ledger.core.visits import visit_day

FIT = {"borrowers": ("A", "B"), "running": {}, "elsewhere": {}, "nameless": (), "relations": ()}


@pytest.mark.parametrize(
    ("change", "breach", "said"),
    [
        ({}, None, None),
        (
            {"running": {"P-1": ()}},
            Breach("pinjaman-berjalan", 1, 0, detail="P-1"),
            "KSM ini masih mempunyai pinjaman yang belum kembali: P-1.",
        ),
        (
            {"running": {"P-1": ("C",), "P-2": ()}},
            Breach("pinjaman-berjalan", 2, 0, detail="P-1, P-2"),
            "KSM ini masih mempunyai pinjaman yang belum kembali: P-1, P-2.",
        ),
        (
            {"running": {"P-1": ("B", "C")}},
            Breach("bagian-berjalan", 1, 0, "B", "P-1"),
            "Bagian anggota B pada pinjaman lain belum kembali: P-1.",
        ),
        (
            {"elsewhere": {"A": ("K02", "K05")}},
            Breach("nik-ganda", 2, 0, "A", "K02, K05"),
            "NIK anggota A juga tercatat di KSM lain: K02, K05.",
        ),
        ({"elsewhere": {"C": ("K02",)}}, None, None),
        ({"nameless": ("B", "C")}, Breach("identitas", 0, 1, "B"), "NIK anggota B belum tercatat."),
        (
            {"relations": (Relation("K01", "A", "manajer", "diri"),)},
            Breach("pengurus", 1, 0, "A", "manajer"),
            "Peminjam anggota A adalah petugas sendiri: manajer.",
        ),
        (
            {"relations": (Relation("K01", "B", "pengawas", "keluarga"),)},
            Breach("keluarga-pengurus", 1, 0, "B", "pengawas"),
            "Peminjam anggota B adalah keluarga petugas: pengawas.",
        ),
        ({"relations": (Relation("K01", "C", "manajer", "diri"),)}, None, None),
    ],
)
def test_what_else_stands_against_those_who_ask(change, breach, said):
    found = standing_breaches(Standing(**{**FIT, **change}))
    assert found == (() if breach is None else (breach,))
    assert [breach_text(one) for one in found] == ([] if said is None else [said])


def test_who_lacks_the_training_is_named():
    assert breach_text(Breach("pelatihan", 0, 1)) == "Belum semua anggota mengikuti pelatihan."
    assert breach_text(Breach("pelatihan", 0, 1, detail="02, 05")).endswith("pelatihan: 02, 05.")


def test_a_paper_lacks_until_somebody_says_that_it_is_there():
    rules = (PaperRule("a", "A", True), PaperRule("b", "B", True), PaperRule("c", "C", False))
    assert [rule.code for rule in lacking(filed(rules, {}))] == ["a", "b"]
    assert [rule.code for rule in lacking(filed(rules, {"a": "ada", "b": "tidak"}))] == ["b"]
    assert lacking(filed(rules, {"a": "ada", "b": "ada", "c": "tidak"})) == ()
    assert lacking(filed((), {"a": "ada"})) == ()


@pytest.mark.parametrize(
    ("paid_out", "latest"),
    [("2026-01-15", "2026-02-15"), ("2026-01-31", "2026-02-28"), ("2027-12-31", "2028-01-31")],
)
def test_the_first_visit_is_due_within_a_month(paid_out, latest):
    assert visit_day(date.fromisoformat(paid_out)) == date.fromisoformat(latest)
