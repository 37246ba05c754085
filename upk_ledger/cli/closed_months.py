"""What closing a month answers: what was booked, how the figures compared, what a person should look at."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from upk_ledger.actions.report_frames import office_terms
from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.messages.periods import CHECKS
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.cli.month_end import comparison_data, difference_text, point_data
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.postings import account_names
from upk_ledger.cli.shell import Shell
from upk_ledger.core.money import Rupiah
from upk_ledger.core.month_end import OpenPoint
from upk_ledger.core.periods import ClosedMonth, PostedSum
from upk_ledger.core.statements import Cell, Column
from upk_ledger.store.desk import Desk

_CLASSES = (
    Column("class", "Kol", "count"),
    Column("name", "Golongan"),
    Column("loans", "Pinjaman", "count"),
    Column("balance", "Saldo", "money"),
    Column("rate_percent", "%", "percent"),
    Column("allowance", "Cadangan", "money"),
)
_POSTED = (
    Column("voucher", "Bukti"),
    Column("date", "Tanggal", "date"),
    Column("debit", "Debit"),
    Column("credit", "Kredit"),
    Column("amount", "Jumlah", "money"),
)


def told_closed(shell: Shell, desk: Desk, closed: ClosedMonth, points: Sequence[OpenPoint]) -> Answer:
    """What closing a month answers; warns of what a person should look at."""
    terms = office_terms(desk)
    for note in closed.notes:
        shell.warn(f"{difference_text(note, terms)} Periksa sebabnya; bulan ini tetap ditutup.")
    answer = _closed_answer(closed, account_names(desk), points)
    return answer if desk.office.kind == "upk" else _without_loans(answer)


def _without_loans(answer: Answer) -> Answer:
    """What closing a month answers in an office that lends nothing."""
    left_out = {"required_allowance", "allowance_before", "classes"}
    data = {name: value for name, value in answer.data.items() if name not in left_out}
    return replace(answer, data=data, facts=answer.facts[:1], sections=())


def _closed_answer(closed: ClosedMonth, names: Mapping[str, str], points: Sequence[OpenPoint]) -> Answer:
    classes, posted = _classes(closed), _posted(closed)
    data: dict[str, Any] = {
        "month": closed.month,
        "repeated": closed.repeated,
        "required_allowance": Rupiah(closed.required),
        "allowance_before": Rupiah(closed.held),
        "classes": classes,
        "posted": posted,
        "year_vouchers": closed.year_vouchers,
        "checks": closed.checks,
        "comparisons": [comparison_data(one) for one in closed.comparisons],
        "findings": _findings(closed),
        "open_points": [point_data(point) for point in points],
        "record": closed.record,
        "digest": closed.digest,
    }
    late = [entry for entry in closed.posted if entry.late]
    told = "sudah ditutup sebelumnya; tidak ada yang berubah" if closed.repeated else "ditutup dan dikunci"
    return Answer(
        data=data,
        facts=(
            ("Bulan", f"{long_month(closed.month)}: {told}"),
            ("Cadangan sebelumnya", data["allowance_before"]),
            ("Cadangan seharusnya", data["required_allowance"]),
        ),
        sections=(table(_CLASSES, [tuple(row.values()) for row in classes]),),
        tables=(table(_POSTED, [_posted_row(entry, names) for entry in closed.posted], "Dibukukan"),)
        if posted
        else (),
        notes=(
            *(
                f"Termasuk {rupiah(entry.late)} untuk bulan-bulan sebelumnya: {entry.voucher}."
                for entry in late
            ),
            *((f"Jurnal penutup tahun: {', '.join(closed.year_vouchers)}.",) if closed.year_vouchers else ()),
            *(f"Cocok: {CHECKS.get(name, name)}." for name in closed.checks),
        ),
    )


def _findings(closed: ClosedMonth) -> list[dict[str, Any]]:
    """What a person should look at, although the month could be closed."""
    differing = [
        {"check": note.check, note.left: Rupiah(note.left_value), note.right: Rupiah(note.right_value)}
        for note in closed.notes
    ]
    below_zero = [
        {"check": "kas-bank", "account": item.account, "date": item.on, "balance": Rupiah(item.balance)}
        for item in closed.overdrawn
    ]
    return [*differing, *below_zero]


def _posted_row(entry: PostedSum, names: Mapping[str, str]) -> tuple[Cell, ...]:
    debit, credit = (f"{code} {names[code]}" for code in (entry.debit, entry.credit))
    return (entry.voucher, entry.date, debit, credit, Rupiah(abs(entry.amount)))


def _classes(closed: ClosedMonth) -> list[dict[str, Any]]:
    return [
        {
            "class": total.class_,
            "name": total.name,
            "loans": total.loans,
            "balance": Rupiah(total.balance),
            "rate_percent": total.rate_percent,
            "allowance": Rupiah(total.allowance),
        }
        for total in closed.classes
    ]


def _posted(closed: ClosedMonth) -> list[dict[str, Any]]:
    return [
        {
            "kind": entry.kind,
            "voucher": entry.voucher,
            "date": entry.date,
            "debit": entry.debit,
            "credit": entry.credit,
            "amount": Rupiah(abs(entry.amount)),
            "late": Rupiah(entry.late),
        }
        for entry in closed.posted
    ]
