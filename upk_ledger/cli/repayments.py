"""`upk angsuran`: recording what groups pay back, and the receipts for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from upk_ledger.actions.loans import find_loan
from upk_ledger.actions.repayment import due_now, receipt_of, record_repayment
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import amount as shown_amount
from upk_ledger.bahasa.numbers import count, parse_amount, rupiah
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.cli.commands import command
from upk_ledger.cli.member_tables import parts_data, parts_section
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import AMOUNT, DATE, Typed, ask_due, told_support, with_support
from upk_ledger.cli.shell import Shell
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.money import Rupiah
from upk_ledger.core.repayments import Repayment, RepaymentReceipt
from upk_ledger.core.statements import Cell, Column, Section
from upk_ledger.store.desk import Desk

if TYPE_CHECKING:
    from upk_ledger.core.vouchers import Support

_LIST = (
    Column("voucher", "Bukti"),
    Column("loan", "Pinjaman"),
    Column("group_name", "KSM"),
    Column("date", "Tanggal", "date"),
    Column("amount", "Jumlah", "money"),
    Column("principal", "Pokok", "money"),
    Column("service", "Jasa", "money"),
    Column("outstanding_principal", "Sisa pokok", "money"),
)
_FOLDER = click.Path(path_type=Path, file_okay=False)


def _parse_fine(text: str) -> object:
    """A fine in sen, or the word that has it worked out."""
    return "hitung" if text.strip().casefold() == "hitung" else parse_amount(text)


@command(
    "catat",
    """Catat pembayaran angsuran: dibagi atas pokok dan jasa, lalu dibukukan.

    SIAPA adalah nomor pinjaman, kode KSM, atau sebagian nama KSM. Tanpa JUMLAH, yang ditawarkan adalah
    jumlah yang jatuh tempo. Pada pinjaman yang sudah dihapus buku (sebut nomornya) ini penerimaan kembali atas
    tagihannya: pokok dulu, lalu jasa. Tanggal lebih dari sehari sebelum hari pencatatan diterima selama bulannya
    terbuka, dan masuk daftar pengecualian (daftar dari --berkas tidak).""",
    examples=(
        "upk angsuran catat K01 284.000",
        "upk angsuran catat K01 --anggota 01 150.000 --anggota 02 134.000",
        "upk angsuran catat P-2026-0001 284.000 --tanggal 15/03/2026 --bukti 0123 --cetak",
        "upk angsuran catat --berkas setoran-hari-ini.csv",
    ),
    refused=(
        "jumlah di atas seluruh sisa pinjaman (kecuali dengan --kelebihan titipan)",
        "setoran anggota di atas sisa kewajibannya, atau yang tidak berjumlah sama dengan seluruh setoran",
        "tanggal di bulan yang sudah ditutup",
        "kunci atau bukti yang sudah dipakai dengan isi lain",
        "denda, bila produk pinjamannya tidak mengenal denda",
        "pada pinjaman yang dihapus buku: tanggal sebelum hapus bukunya, lebih dari sisa tagihan, sesudah hapus tagih",
    ),
    writes=True,
)
@click.argument("who", metavar="[SIAPA]", required=False)
@click.argument("amount", metavar="[JUMLAH]", type=AMOUNT, required=False)
@click.option("--tanggal", "on", type=DATE, help="Tanggal pembayaran; bila kosong: hari ini.")
@click.option("--akun", "account", help="Akun kas atau bank yang menerima; bila kosong: kas UPK.")
@click.option(
    "--kelebihan",
    "excess",
    type=click.Choice(["angsuran-berikut", "titipan"], case_sensitive=False),
    help="Yang melebihi jatuh tempo: untuk angsuran berikutnya, atau disimpan sebagai titipan; bila kosong: menurut"
    " produk pinjamannya, tanpa produk untuk angsuran berikutnya.",
)
@click.option(
    "--anggota",
    "members",
    type=(str, AMOUNT),
    multiple=True,
    metavar="KODE JUMLAH",
    help="Setoran seorang anggota; ulangi untuk setiap anggota. Tanpa ini dibagi menurut kewajiban para anggota.",
)
@click.option(
    "--denda",
    "fine",
    type=Typed("jumlah", _parse_fine),
    metavar="JUMLAH|hitung",
    default=0,
    help="Denda yang dibayar di atas JUMLAH, dibukukan tersendiri; hitung: menurut produknya, atas yang masih"
    " menunggak.",
)
@click.option("--bukti", "receipt", help="Nomor kuitansi kertas UPK.")
@click.option("--kunci", "key", help="Kunci agar setoran yang sama tidak tercatat dua kali.")
@click.option(
    "--berkas",
    "file",
    type=click.Path(path_type=Path),
    help="Catat semua baris tabel angsuran dari berkas CSV atau Excel; semuanya, atau tidak sama sekali.",
)
@click.option("--cetak", "printed", is_flag=True, help="Buat kuitansinya: PDF A5 dan teks.")
@click.option(
    "--keluar", "folder", type=_FOLDER, default=Path(), help="Folder untuk kuitansi; bila kosong: folder ini."
)
@with_support
def record(
    shell: Shell,
    *,
    who: str | None,
    amount: int | None,
    on: date | None,
    file: Path | None,
    printed: bool,
    folder: Path,
    **facts: Any,
) -> None:
    """Record one repayment, or a whole list."""
    support = told_support(facts)
    if file is not None:
        if who is not None or facts["members"] or support:
            raise click.UsageError("Pakai salah satu saja: SIAPA, setorannya dan lampirannya, atau --berkas.")
        _record_list(shell, file, folder if printed else None)
        return
    if who is None:
        raise click.UsageError("Belum ada SIAPA: nomor pinjaman, kode KSM, atau sebagian nama KSM.")
    day = shell.dated(on)
    told = sum(part for _, part in facts["members"]) or None
    asked = amount if amount is not None else told or _due(shell, who, day)
    printing = folder_to_print(shell, folder if printed else None)
    with shell.working() as desk:
        booked = _book(desk, Repayment(who, asked, day, **facts), support)
        tables = (lines_of(desk, booked.voucher),) if shell.trial else ()
    if booked.twin:
        shell.warn(
            f"Setoran yang sama (pinjaman, tanggal dan jumlah) sudah tercatat dengan bukti {booked.twin}. Bila ini"
            f' tercatat dua kali: upk angsuran batalkan {booked.voucher} --alasan "..."'
        )
    if booked.unallocated > booked.outstanding_principal + booked.principal:
        shell.warn(
            f"Titipan {rupiah(booked.unallocated)} lebih besar daripada pokok yang masih harus dibayar. Periksa"
            f' jumlahnya; bila keliru: upk angsuran batalkan {booked.voucher} --alasan "..."'
        )
    files = print_receipts(shell, [booked.voucher], printing)
    shell.show(receipt_answer(booked, files, tables))


def _book(desk: Desk, repayment: Repayment, support: "Support | None") -> RepaymentReceipt:
    if support is None:
        return record_repayment(desk, repayment)
    from upk_ledger.actions.vouchers import supported  # few payments come with papers of their own

    return supported(desk, support, lambda at: record_repayment(at, repayment))


def lines_of(desk: Desk, voucher: str) -> Section:
    """The lines of an entry, for a trial to show."""
    from upk_ledger.actions.journal import show_entry
    from upk_ledger.cli.postings import account_names, lines_section, posted_data

    return lines_section(posted_data(show_entry(desk, voucher), account_names(desk)))


def _record_list(shell: Shell, file: Path, folder: Path | None) -> None:
    """Record the rows of a table `angsuran` by the rules of an import; with a `folder` print every receipt."""
    from upk_ledger.actions.importing import import_tables, read_tables

    rows = read_tables(file, "angsuran")
    printing = folder_to_print(shell, folder)
    with shell.working() as desk:
        result = import_tables(desk, rows)
        with desk.read() as session:
            booked = [repayment_data(receipt_of(session, posted)) for posted in result.booked]
    for late in result.after_today:
        shell.warn(f"{late.file}, baris {late.row}: tanggal {long_date(late.on)} sesudah hari ini.")
    files = print_receipts(shell, [data["voucher"] for data in booked], printing)
    notes = [f"Kuitansi: {count(len(files))} berkas di folder {printing}"] if files else []
    amount = Rupiah(sum(data["amount"] for data in booked))
    shell.show(
        Answer(
            data={"repayments": booked, "amount": amount, "unchanged": result.unchanged, "files": files},
            facts=(("Dicatat", len(booked)), ("Jumlah", amount), ("Sudah ada sebelumnya", result.unchanged)),
            sections=(table(_LIST, [[data[column.key] for column in _LIST] for data in booked]),),
            notes=tuple(notes),
        )
    )


def folder_to_print(shell: Shell, folder: Path | None) -> Path | None:
    """The folder for receipts, found fit to be written to before anything is booked; None where none are made."""
    if folder is None or shell.trial:
        return None
    from upk_ledger.exchange.files import check_writable

    check_writable(folder / "kuitansi.pdf")
    return folder


def print_receipts(shell: Shell, vouchers: Sequence[str], folder: Path | None) -> list[str]:
    """Print receipts into a folder, if one is given: what is booked stays booked, even where printing fails."""
    files: list[str] = []
    for voucher in vouchers if folder else ():
        try:
            files += _print(shell, voucher, folder or Path())
        except UpkError as error:
            shell.warn(
                f"{sentence(error)} Angsurannya SUDAH tercatat; jangan dicatat lagi. Cetak kuitansinya dengan:"
                f" upk angsuran kuitansi {voucher}"
            )
            break
    return files


def _print(shell: Shell, voucher: str, folder: Path) -> list[str]:
    """Write the receipt of a voucher as PDF and as text; answers with the paths."""
    from upk_ledger.actions.receipts import receipt_paper
    from upk_ledger.documents.receipt import receipt_pdf
    from upk_ledger.documents.receipt_text import receipt_text
    from upk_ledger.exchange.files import replacing, write_file

    paper = receipt_paper(shell.desk(), voucher)
    path = folder / f"kuitansi-{paper.voucher.replace('/', '-')}.pdf"
    with replacing(path) as file:
        receipt_pdf(paper, file)
    write_file(path.with_suffix(".txt"), receipt_text(paper))
    return [str(path), str(path.with_suffix(".txt"))]


def _due(shell: Shell, who: str, on: date) -> int:
    """What is due, as a person at the terminal accepts or corrects it."""
    with shell.desk().read() as session:
        loan = find_loan(session, who)
        due = due_now(session, loan, on)
    return ask_due(f"Jumlah setoran {loan.group_name} ({loan.number})", due)


def repayment_data(booked: RepaymentReceipt) -> dict[str, Any]:
    """A repayment in the JSON shape of the contract."""
    return {
        "voucher": booked.voucher,
        "loan": booked.loan,
        "group": booked.group,
        "group_name": booked.group_name,
        "date": booked.date,
        "account": booked.account,
        "amount": Rupiah(booked.amount),
        "principal": Rupiah(booked.principal),
        "service": Rupiah(booked.service),
        "unallocated": Rupiah(booked.unallocated),
        "outstanding_principal": Rupiah(booked.outstanding_principal),
        "arrears_principal": Rupiah(booked.arrears_principal),
        "arrears_service": Rupiah(booked.arrears_service),
        "fine": Rupiah(booked.beside.fine),
        "received": Rupiah(
            booked.amount + booked.beside.fine - booked.beside.from_deposit - booked.from_savings
        ),
        "from_deposit": Rupiah(booked.beside.from_deposit),
        "from_savings": Rupiah(booked.from_savings),
        "remainder_principal": Rupiah(booked.beside.remainder),
        "excess_income": Rupiah(booked.beside.excess),
        "waived_service": Rupiah(booked.beside.waived),
        "deposit": Rupiah(booked.deposit),
        "savings": Rupiah(booked.savings),
        "recovered_principal": Rupiah(booked.recovered_principal),
        "recovered_service": Rupiah(booked.recovered_service),
        "claim_left": None if booked.claim_left is None else Rupiah(booked.claim_left),
        "receipt": booked.receipt,
        "members": parts_data(booked.members),
        "repeated": booked.repeated,
        "record": booked.record,
        "digest": booked.digest,
    }


_BESIDE = (
    ("Denda (di atas jumlah itu)", "fine"),
    ("Dibayar dari titipan", "from_deposit"),
    ("Dibayar dari tabungan", "from_savings"),
    ("Sisa pokok kecil yang dihapus", "remainder_principal"),
    ("Kelebihan kecil, menjadi pendapatan", "excess_income"),
    ("Jasa yang dibebaskan", "waived_service"),
)


def _split_facts(data: Mapping[str, Any]) -> tuple[tuple[str, Cell], ...]:
    """What a payment settled, and what is left."""
    return (
        ("Pokok", data["principal"]),
        ("Jasa", data["service"]),
        ("Titipan", data["unallocated"]),
        *((label, data[key]) for label, key in _BESIDE if data[key]),
        ("Sisa pokok", data["outstanding_principal"]),
        ("Tunggakan pokok", data["arrears_principal"]),
        ("Tunggakan jasa", data["arrears_service"]),
    )


def _claim_facts(data: Mapping[str, Any]) -> tuple[tuple[str, Cell], ...]:
    """The same of a written-off loan: what came in of the claim, or paid what is owed all the same."""
    if data["principal"] or data["service"]:
        return (*_split_facts(data), ("Sisa tagihan hapus buku", data["claim_left"]))
    return (
        ("Penerimaan kembali: pokok", data["recovered_principal"]),
        ("Penerimaan kembali: jasa", data["recovered_service"]),
        ("Sisa tagihan", data["claim_left"]),
    )


def receipt_answer(
    booked: RepaymentReceipt, files: Sequence[str] = (), tables: tuple[Section, ...] = ()
) -> Answer:
    """A repayment as an answer, with the receipts printed and, for a trial, the lines it would post."""
    data = repayment_data(booked)
    facts: list[tuple[str, Cell]] = [
        ("Bukti", booked.voucher),
        ("Pinjaman", booked.loan),
        ("KSM", f"{booked.group} {booked.group_name}"),
        ("Tanggal", booked.date),
        ("Masuk ke", f"{booked.account} {booked.account_name}"),
        ("Jumlah", data["amount"]),
        *(_split_facts(data) if booked.claim_left is None else _claim_facts(data)),
    ]
    notes = ["Setoran ini sudah pernah dicatat; tidak dicatat lagi."] if booked.repeated else []
    if booked.beside.waived:
        notes.append("Jadwalnya berakhir dengan pembayaran ini: sisa jasa tidak ditagih lagi.")
    if booked.deposit:
        notes.append(
            f"Pinjaman ini lunas, dan titipannya masih {rupiah(booked.deposit)}. Kembalikan dengan:"
            f" upk titipan kembalikan {booked.loan} {shown_amount(booked.deposit)}"
        )
    if booked.savings:
        notes.append(
            f"Pinjaman ini lunas, dan tabungan KSM {rupiah(booked.savings)} boleh dikembalikan dengan:"
            f" upk tabungan kembalikan {booked.group}"
        )
    notes += [f"Kuitansi: {file}" for file in files]
    if booked.members:
        tables = (parts_section(data["members"]), *tables)
    return Answer(data=data | {"files": list(files)}, facts=tuple(facts), notes=tuple(notes), tables=tables)


@command(
    "kuitansi",
    """Buat kuitansi (PDF A5 dan teks) untuk pembayaran yang sudah tercatat.""",
    examples=(
        "upk angsuran kuitansi KM/2026/03/0007",
        "upk angsuran kuitansi KM/2026/03/0007 --keluar kuitansi/",
    ),
    refused=("bukti yang bukan angsuran",),
)
@click.argument("voucher", metavar="BUKTI")
@click.option(
    "--keluar", "folder", type=_FOLDER, default=Path(), help="Folder tujuan; bila kosong: folder ini."
)
def print_receipt(shell: Shell, voucher: str, folder: Path) -> None:
    """Print the receipt of a recorded payment."""
    files = _print(shell, voucher, folder)
    shell.show(Answer(data={"files": files}, facts=tuple(("Kuitansi", file) for file in files)))
