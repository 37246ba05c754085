"""The import tables of the contract's section 6, as data: what reading, the blank workbook and the messages share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from upk_ledger.core.offices import ACCOUNT_ROLES, ACCOUNT_TYPES
from upk_ledger.core.schedules import FREQUENCIES, METHODS, MODES, RATE_PERIODS, ROUNDINGS
from upk_ledger.exchange import rows

Kind = Literal["text", "code", "nik", "amount", "date", "percent", "count", "choice"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the field of the row that it fills, and what may stand in it.

    `required` asks for the heading; an empty cell takes `default`, and is a fault where a required column
    has none. `positive` refuses an amount of nothing. `note` and `example` are for the blank workbook.
    """

    heading: str
    field: str
    kind: Kind
    note: str
    example: str = ""
    required: bool = True
    default: str | None = None
    choices: tuple[str, ...] = ()
    positive: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the class of its rows, where they go in `ImportTables`, and its columns.

    `identity` names the fields that tell one row from another; `link` the heading of the code or number by
    which rows of this and other tables belong together.
    """

    name: str
    about: str
    row_type: type[rows.TableRow]
    attribute: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...] = ()
    link: str | None = None

    @property
    def link_field(self) -> str:
        """The field that `link` fills; empty where the table has none."""
        return next((column.field for column in self.columns if column.heading == self.link), "")

    def column(self, field: str) -> str:
        """The heading that fills `field`."""
        return next(column.heading for column in self.columns if column.field == field)


def _optional(
    heading: str, field: str, kind: Kind, note: str, example: str = "", default: str | None = None
) -> Column:
    return Column(heading, field, kind, note, example, required=False, default=default)


def _choice(
    heading: str,
    field: str,
    note: str,
    choices: tuple[str, ...],
    example: str,
    *,
    required: bool = True,
    default: str | None = None,
) -> Column:
    return Column(heading, field, "choice", note, example, required, default, choices)


_DEBIT = Column(
    "debit", "debit", "amount", "Jumlah di sisi debit; kosong bila di kredit.", "1.250.000", default="0"
)
_CREDIT = Column("kredit", "credit", "amount", "Jumlah di sisi kredit; kosong bila di debit.", default="0")
_CASH = _optional(
    "akun_kas",
    "cash_account",
    "code",
    "Kode akun kas atau bank yang dipakai. Kosong: 11010 Kas.",
    "11010",
    "11010",
)

_LOAN = (
    Column("nomor", "number", "code", "Nomor pinjaman, tidak boleh kembar.", "P-2026-0001"),
    Column("kode_ksm", "group", "code", "Kode KSM peminjam, seperti di lembar ksm.", "K01"),
    Column("pokok", "principal", "amount", "Pokok pinjaman seluruh KSM.", "5.000.000", positive=True),
    Column("tenor", "tenor", "count", "Banyaknya angsuran.", "10"),
    Column("jasa_persen", "rate_percent", "percent", "Jasa dalam persen, misalnya 1,5.", "1,5"),
    _choice(
        "jasa_per",
        "rate_per",
        "Jasa itu per apa. Kosong: bulan.",
        RATE_PERIODS,
        "bulan",
        required=False,
        default="bulan",
    ),
    _choice("metode", "method", "Cara menghitung jasa.", METHODS, "flat"),
    Column("tanggal_cair", "disbursed_on", "date", "Tanggal uang diterima KSM.", "15/01/2026"),
    _choice(
        "frekuensi",
        "frequency",
        "Jarak antar angsuran. Kosong: bulanan.",
        FREQUENCIES,
        "bulanan",
        required=False,
        default="bulanan",
    ),
    _optional("masa_tenggang", "grace", "count", "Banyaknya masa tenggang. Kosong: 0.", "0", "0"),
    _choice(
        "pembulatan",
        "rounding",
        "Pembulatan setiap angsuran. Kosong: none (tanpa pembulatan).",
        ROUNDINGS,
        "none",
        required=False,
        default="none",
    ),
    _choice(
        "jadwal",
        "schedule_mode",
        "Jadwal dihitung per anggota atau untuk kelompok. Kosong: anggota.",
        MODES,
        "anggota",
        required=False,
        default="anggota",
    ),
    _CASH,
    _optional("tujuan", "purpose", "text", "Untuk apa pinjaman dipakai.", "Modal warung"),
)

_ALL = (
    Table(
        "akun",
        "Akun tambahan atau nama akun di luar daftar akun baku.",
        rows.AccountRow,
        "accounts",
        (
            Column("kode", "code", "code", "Kode akun, tidak boleh kembar.", "11023"),
            Column("nama", "name", "text", "Nama akun.", "Bank BRI"),
            _choice("jenis", "type", "Jenis akun.", ACCOUNT_TYPES, "aset"),
            _optional("induk", "parent", "code", "Kode akun induknya, bila ada."),
            _choice(
                "peran",
                "role",
                "Peran akun dalam program. Kosong: modal-dana untuk jenis modal, selain itu lain.",
                ACCOUNT_ROLES,
                "bank",
                required=False,
            ),
        ),
        ("code",),
        "kode",
    ),
    Table(
        "ksm",
        "Kelompok peminjam.",
        rows.GroupRow,
        "groups",
        (
            Column("kode", "code", "code", "Kode KSM, tidak boleh kembar.", "K01"),
            Column("nama", "name", "text", "Nama KSM.", "KSM Mawar"),
            _optional("alamat", "address", "text", "Alamat KSM.", "RT 02 RW 05"),
            _optional("tanggal_berdiri", "formed_on", "date", "Tanggal KSM dibentuk.", "10/06/2025"),
        ),
        ("code",),
        "kode",
    ),
    Table(
        "anggota",
        "Anggota setiap KSM.",
        rows.MemberRow,
        "members",
        (
            Column("kode_ksm", "group", "code", "Kode KSM-nya, seperti di lembar ksm.", "K01"),
            Column("kode", "code", "code", "Kode anggota, tidak boleh kembar dalam satu KSM.", "01"),
            Column("nama", "name", "text", "Nama anggota seperti di KTP.", "Siti Aminah"),
            _optional("nik", "nik", "nik", "NIK 16 angka, diketik sebagai teks.", "3374014101800001"),
            _choice("jenis_kelamin", "gender", "L (laki-laki) atau P (perempuan).", ("L", "P"), "P"),
            _choice(
                "miskin", "poor", "Terdaftar sebagai warga miskin?", ("ya", "tidak"), "ya", required=False
            ),
            _optional("alamat", "address", "text", "Alamat rumah.", "RT 02 RW 05"),
            _optional("hp", "phone", "code", "Nomor telepon.", "081234567890"),
        ),
        ("group", "code"),
        "kode",
    ),
    Table(
        "pinjaman",
        "Pinjaman yang cair sejak awal buku.",
        rows.LoanRow,
        "loans",
        _LOAN,
        ("number",),
        "nomor",
    ),
    Table(
        "pinjaman_anggota",
        "Bagian setiap anggota; jumlahnya sama dengan pokok pinjamannya.",
        rows.ShareRow,
        "shares",
        (
            Column(
                "nomor_pinjaman",
                "loan",
                "code",
                "Nomor di lembar pinjaman atau pinjaman_awal.",
                "P-2026-0001",
            ),
            Column("kode_anggota", "member", "code", "Kode anggota KSM peminjam.", "01"),
            Column("pokok", "principal", "amount", "Bagian pokok anggota ini.", "1.000.000", positive=True),
        ),
        ("loan", "member"),
        "nomor_pinjaman",
    ),
    Table(
        "angsuran",
        "Pembayaran angsuran dari KSM.",
        rows.RepaymentRow,
        "repayments",
        (
            Column("tanggal", "on", "date", "Tanggal uang diterima.", "15/02/2026"),
            Column("nomor_pinjaman", "loan", "code", "Nomor pinjaman yang dibayar.", "P-2026-0001"),
            Column("jumlah", "amount", "amount", "Jumlah yang dibayar.", "575.000", positive=True),
            _optional("pokok", "principal", "amount", "Bagian pokok, bila tertulis di bukti.", "500.000"),
            _optional("jasa", "service", "amount", "Bagian jasa, bila tertulis di bukti.", "75.000"),
            _CASH,
            _optional("bukti", "receipt", "code", "Nomor kuitansi Anda; tidak boleh kembar.", "KW-017"),
            _optional("keterangan", "description", "text", "Catatan."),
        ),
        ("receipt",),
        "nomor_pinjaman",
    ),
    Table(
        "jurnal",
        "Jurnal umum; baris-baris bernomor sama adalah satu jurnal.",
        rows.EntryRow,
        "entries",
        (
            Column("tanggal", "on", "date", "Tanggal jurnal, sama untuk semua barisnya.", "20/02/2026"),
            Column("nomor", "number", "code", "Nomor jurnal, sama untuk semua barisnya.", "J-001"),
            Column("akun", "account", "code", "Kode akun.", "51030"),
            _DEBIT,
            _CREDIT,
            _optional("keterangan", "description", "text", "Untuk apa.", "Beli ATK"),
        ),
        (),
        "nomor",
    ),
    Table(
        "saldo_awal",
        "Saldo setiap akun pada tanggal awal buku.",
        rows.OpeningRow,
        "opening",
        (Column("akun", "account", "code", "Kode akun.", "11010"), _DEBIT, _CREDIT),
    ),
    Table(
        "pinjaman_awal",
        "Pinjaman yang sudah berjalan sebelum awal buku.",
        rows.RunningLoanRow,
        "running_loans",
        (
            *_LOAN,
            Column("pokok_terbayar", "paid_principal", "amount", "Pokok yang sudah dibayar.", "2.000.000"),
            Column("jasa_terbayar", "paid_service", "amount", "Jasa yang sudah dibayar.", "300.000"),
        ),
        ("number",),
        "nomor",
    ),
)

TABLES: Mapping[str, Table] = {table.name: table for table in _ALL}
"""Every table by its name, in the order in which they refer to one another."""
