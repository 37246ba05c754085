"""The workbook for the accountant's office. Pure: what the statements say + the year's journal -> Workbook."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from upk_ledger.core.audit_cover import NOTHING, Check, cover_sheet
from upk_ledger.core.audit_journal import (
    Journal,
    JournalPlaces,
    corrections_sheet,
    cutoff_sheet,
    journal_sheet,
)
from upk_ledger.core.audit_leads import LeadPlaces, Leads, lead_sheet
from upk_ledger.core.audit_lists import (
    AssetPlaces,
    Reconciliation,
    assets_sheet,
    exceptions_sheet,
    money_sheet,
)
from upk_ledger.core.audit_loans import AllowancePlaces, LoanFacts, LoanPlaces, allowance_sheet, loan_sheet
from upk_ledger.core.audit_trial import Trial, TrialPlaces, trial_sheet
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.workbooks import Sheet, Workbook

_NOTES = ("petunjuk-1", "petunjuk-2", "petunjuk-3", "petunjuk-4", "kebijakan")


@dataclass(frozen=True, slots=True)
class AuditYear:
    """A year as an accountant's office asks for it.

    `statements` are the data of the papers by name (neraca, laba-rugi, neraca-saldo, inventaris, pengawasan,
    opname-kas), `facts` the cover's labels and texts, `loans` what an office that lends has besides; `sealed` whether
    December is closed.
    """

    definition: Definition
    words: Mapping[str, str]
    facts: Sequence[tuple[str, str]]
    journal: Journal
    trial: Trial
    leads: Leads
    statements: Mapping[str, Mapping[str, Any]]
    reconciled: Sequence[Reconciliation]
    loans: LoanFacts | None
    sealed: bool
    detail_of: Callable[[str, str, str], str]


def audit_workbook(year: AuditYear) -> Workbook:
    """All sheets, the cover first; `FiguresDisagree` where the journal does not come to the statements' figures."""
    forms, words = year.definition.tables, {**year.definition.labels, **year.words}
    journal, lines = journal_sheet(forms["jurnal"], words, year.journal)
    trial, accounts = trial_sheet(forms["lajur"], words, lines, year.trial)
    leads, totals = lead_sheet(forms["skedul"], words, accounts, year.leads)
    assets, property_ = assets_sheet(forms, words, year.statements["inventaris"])
    checks = _ledger_checks(year, lines, accounts, totals)
    lent: list[tuple[str, Sheet]] = []
    if year.loans:
        loans, listed = loan_sheet(forms["pinjaman"], words, year.loans)
        allowance, held = allowance_sheet(forms, words, year.loans, listed, accounts)
        lent = [("cadangan", allowance), ("pinjaman", loans)]
        checks += _loan_checks(year, accounts, listed, held)
    checks += _asset_checks(year, accounts, property_)
    exceptions = exceptions_sheet(forms, words, year.statements["pengawasan"], year.detail_of)
    counts = year.statements["opname-kas"]["counts"]
    others = [
        ("lajur", trial),
        ("skedul", leads),
        *lent,
        ("cutoff", cutoff_sheet(forms["cutoff"], words, year.journal)),
        ("koreksi", corrections_sheet(forms, words, year.journal)),
        ("pengecualian", exceptions),
        ("kas", money_sheet(forms, words, counts, year.reconciled, year.journal.names)),
        ("inventaris", assets),
        ("jurnal", journal),
    ]
    cover = cover_sheet(forms, words, year.facts, [key for key, _ in others], checks, _NOTES)
    end = year.journal.end
    return Workbook(
        title=cover.title,
        author=words["office"],
        made=datetime(end.year, end.month, end.day, tzinfo=UTC),
        foot=words["foot"],
        sheets=(cover, *(sheet for _, sheet in others)),
    )


def _ledger_checks(
    year: AuditYear, lines: JournalPlaces, accounts: TrialPlaces, totals: LeadPlaces
) -> list[Check]:
    """What the journal, the trial balance and the schedules have to agree on, and with the statements."""
    block, trial, told = accounts.block, year.trial, year.statements
    turned = sum(debit for debit, _ in trial.moves.values())
    ledger = block.span("ledger", accounts.first, accounts.last, outside=True)
    debits = sum(max(amount, 0) for amount in trial.ledger.values())
    whole = [block.outside(f"sheet_{side}", accounts.whole) for side in ("debit", "credit")]
    net = [block.outside(f"income_{side}", accounts.total) for side in ("credit", "debit")]
    sheet, value = told["neraca"], totals.values
    both = sheet["total_liabilities"] + sheet["total_equity"]
    return [
        Check("jurnal", (lines.totals[0], turned), (lines.totals[1], turned)),
        Check("buku", (block.outside("ledger", accounts.total), sum(trial.ledger.values())), NOTHING),
        Check(
            "neraca-saldo",
            (f'SUMIFS({ledger},{ledger},">0")', debits),
            ("", told["neraca-saldo"]["total_debit"]),
        ),
        Check("lajur", (whole[0], _sheet_side(trial)), (whole[1], _sheet_side(trial))),
        Check("laba", ("-".join(net), trial.net), ("", told["laba-rugi"]["net_income"])),
        Check("laba-skedul", (totals.cells["laba"], value["laba"]), ("-".join(net), trial.net)),
        Check("aset", (totals.cells["aset"], value["aset"]), ("", sheet["total_assets"])),
        Check("pasiva", (totals.cells["pasiva"], value["pasiva"]), ("", both)),
        Check(
            "seimbang",
            (totals.cells["aset"], value["aset"]),
            (totals.cells["pasiva"], value["pasiva"]),
        ),
    ]


def _sheet_side(trial: Trial) -> int:
    """What both columns of the balance sheet come to with the results."""
    standing = [
        trial.adjusted(account.code)
        for account in trial.accounts()
        if account.type not in {"pendapatan", "biaya"}
    ]
    return sum(max(amount, 0) for amount in (*standing, -trial.net, trial.earlier))


def _loan_checks(
    year: AuditYear, accounts: TrialPlaces, loans: LoanPlaces, held: AllowancePlaces
) -> list[Check]:
    value, total = held.values, loans.block.outside("balance", loans.last + 1)
    lent = sum(year.trial.of_role("pinjaman"))
    booked = -sum(year.trial.of_role("cadangan"))
    found = [
        Check("pinjaman", (total, loans.balance), (accounts.of_role("ledger", "pinjaman"), lent)),
        Check("golongan", (held.balance, value["balance"]), (total, loans.balance)),
        Check(
            "cadangan",
            (held.closing, value["closing"]),
            (f"-{accounts.of_role('ledger', 'cadangan')}", booked),
        ),
    ]
    if year.sealed:  # until December is closed the allowance waits for its closing
        found.append(Check("wajib", (held.required, value["required"]), (held.held, value["booked"])))
    return found


def _asset_checks(year: AuditYear, accounts: TrialPlaces, assets: AssetPlaces) -> list[Check]:
    value = assets.values
    cost = sum(year.trial.of_role("aset-tetap"))
    depreciated = -sum(year.trial.of_role("akumulasi-penyusutan"))
    return [
        Check("harga", (assets.cost, value["cost"]), (accounts.of_role("ledger", "aset-tetap"), cost)),
        Check(
            "akumulasi",
            (assets.accumulated, value["accumulated"]),
            (f"-{accounts.of_role('ledger', 'akumulasi-penyusutan')}", depreciated),
        ),
    ]
