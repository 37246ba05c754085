"""Sentences for the bank's statements: reading, matching, reconciling."""

from collections.abc import Mapping

from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.messages.exchange import fault_line
from upk_ledger.bahasa.numbers import count, rupiah
from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import bank as errors
from upk_ledger.core.errors.base import UpkError


def _faults(error: errors.StatementFaults) -> str:
    opening = (
        f"Rekening koran tidak disimpan karena ada {count(len(error.faults))} kesalahan. Perbaiki semuanya, atau minta"
        " berkas baru dari bank, lalu baca sekali lagi; buku Anda tidak berubah."
    )
    return "\n".join([opening, *(f"- {fault_line(fault)}" for fault in error.faults)])


def _not_an_amount(error: errors.NotABankAmount) -> str:
    form = "1.250.000,00 (koma sebelum sen)" if error.comma else "1,250,000.00 (titik sebelum sen)"
    return (
        f'"{error.given}" bukan jumlah uang dalam bentuk berkas ini, {form}. Perbaiki jumlahnya, atau sebut bentuk yang'
        " lain dengan --desimal koma atau --desimal titik."
    )


def _balance_unknown(error: errors.BankBalanceUnknown) -> str:
    read = (
        f"baru dibaca sampai {long_date(error.until)}"
        if error.until
        else "belum ada yang dibaca sampai tanggal itu"
    )
    return (
        f"Saldo bank akun {error.account} per {long_date(error.on)} belum diketahui: rekening korannya {read}. Baca"
        " dulu dengan: upk bank baca, atau sebut saldo menurut bank dengan --saldo."
    )


def _unexplained(error: errors.DifferenceUnexplained) -> str:
    side = "lebih besar" if error.difference > 0 else "lebih kecil"
    return (
        f"Akun {error.account} per {long_date(error.on)} belum dapat direkonsiliasi: saldo bank {rupiah(error.bank)},"
        f" saldo buku {rupiah(error.book)}; sesudah semua yang diketahui, buku masih {side}"
        f" {rupiah(abs(error.difference))} tanpa penjelasan. Periksa rekening koran pertama, saldo awal akun ini, dan"
        " saldo yang Anda sebut."
    )


def _line_matched(error: errors.BankLineMatched) -> str:
    return (
        f"Baris {error.line} sudah cocok dengan bukti {', '.join(error.vouchers)}. Lepaskan dulu dengan: upk bank lepas"
        f" {error.line}."
    )


def _columns_unknown(error: errors.ColumnsUnknown) -> str:
    missing = f"; yang belum ditemukan: {', '.join(error.missing)}" if error.missing else ""
    return (
        f"Judul kolom di {error.file} tidak dapat dikenali{missing}. Sebut judulnya, misalnya: --kolom"
        ' "tanggal=Tgl, keterangan=Uraian, debit=Debet, kredit=Kredit, saldo=Saldo", dan bila perlu baris judulnya'
        " dengan --baris-judul."
    )


_READING: Mapping[type[UpkError], Sentence] = {
    errors.StatementFaults: _faults,
    errors.ColumnsUnknown: _columns_unknown,
    errors.ColumnWordsWrong: (
        '"{given}" bukan sebutan kolom rekening koran. Tulis nama=judul dengan koma di antaranya; namanya:'
        " {known:daftar}."
    ),
    errors.AmountColumnsWrong: (
        "Rekening koran perlu kolom tanggal dan keterangan, lalu kolom debit dan kredit, atau satu kolom jumlah (bukan"
        " keduanya). Sebut dengan --kolom."
    ),
    errors.HeadingNotThere: (
        'Kolom berjudul "{heading}" tidak ada di berkas ini.{near:mirip} Sebut judul yang benar dengan --kolom, dan'
        " bila perlu baris judulnya dengan --baris-judul."
    ),
    errors.DecimalUnclear: (
        'Jumlah "{given}" di {file} dapat berarti dua hal. Sebut bentuknya: --desimal koma bila koma sebelum sen'
        " (1.250.000,00), --desimal titik bila titik sebelum sen (1,250,000.00)."
    ),
    errors.DecimalMixed: (
        'Jumlah di {file} ditulis dengan dua cara: "{first}" dan "{other}". Samakan bentuknya, atau sebut yang benar'
        " dengan --desimal koma atau --desimal titik."
    ),
    errors.NotABankAmount: _not_an_amount,
    errors.NegativeSide: (
        'Jumlah "{given}" kurang dari nol, padahal berdiri di kolom debit atau kredit. Bila berkas ini hanya punya satu'
        " kolom jumlah, sebut dengan --kolom jumlah=JUDUL."
    ),
    errors.BothSides: "Debit dan kredit sama-sama terisi di baris ini. Periksa kolom yang disebut dengan --kolom.",
    errors.RunningBalanceWrong: (
        "Saldo di baris ini {found:rp}, padahal saldo sebelumnya dengan mutasi baris ini {expected:rp}. Ada baris yang"
        " hilang atau berubah, atau kolom debit dan kredit tertukar."
    ),
    errors.ClosingBalanceWrong: (
        "Saldo akhir yang disebut {found:rp}, padahal menurut baris-barisnya {expected:rp}. Periksa apakah berkasnya"
        " lengkap."
    ),
    errors.OpeningBalanceWrong: (
        "Saldo awal yang disebut {found:rp}, padahal baris pertama berangkat dari {expected:rp}. Periksa apakah"
        " berkasnya lengkap."
    ),
    errors.OpeningUnknown: (
        "Berkas ini tidak memuat saldo, dan belum ada rekening koran sebelumnya. Sebut saldo awalnya dengan"
        " --saldo-awal."
    ),
    errors.NoStatementLines: (
        "Tidak ada satu pun mutasi di bawah judul kolomnya. Periksa berkasnya; bulan tanpa mutasi tidak perlu dibaca."
    ),
}

_CHAIN: Mapping[type[UpkError], Sentence] = {
    errors.StatementNotContinuing: (
        "Saldo akun {account} menurut berkas ini {found:rp} pada {on:tgl}, padahal menurut rekening koran yang sudah"
        " dibaca {expected:rp}. Baca dulu rekening koran di antaranya, atau batalkan yang salah dengan: upk bank batal."
    ),
    errors.StatementDiffers: (
        "Mutasi {on:tgl} di berkas ini lain dari yang sudah dibaca (rekening koran nomor {number}). Periksa apakah ini"
        " rekening yang sama; yang salah dibaca dibatalkan dengan: upk bank batal {number}."
    ),
    errors.StatementOfOtherAccount: (
        "Berkas ini sudah dibaca sebagai rekening koran nomor {number} untuk akun {account}. Periksa akunnya; yang"
        " salah dibaca dibatalkan dengan: upk bank batal {number}."
    ),
    errors.UnknownStatement: (
        "Tidak ada rekening koran nomor {number}. Nomornya dapat dilihat dengan: upk bank daftar."
    ),
    errors.StatementCancelled: (
        "Rekening koran nomor {number} sudah dibatalkan. Yang masih berlaku dapat dilihat dengan: upk bank daftar."
    ),
    errors.StatementNeeded: (
        "Rekening koran nomor {number} tidak dapat dibatalkan karena nomor {later} menyambung darinya. Batalkan nomor"
        " {later} lebih dahulu."
    ),
    errors.StatementMatched: (
        "{count:jumlah} baris rekening koran nomor {number} sudah dicocokkan dengan bukti. Tambahkan --lepas untuk"
        " melepaskannya sekaligus."
    ),
}

_MATCHING: Mapping[type[UpkError], Sentence] = {
    errors.UnknownBankLine: (
        'Tidak ada baris rekening koran "{given}". Tulis nomor rekening koran, titik, nomor baris, misalnya 3.12;'
        " lihat: upk bank cocokkan."
    ),
    errors.BankLineMatched: _line_matched,
    errors.BankLineCancelled: (
        "Baris {line} sudah saling meniadakan dengan baris {other}. Lepaskan dulu dengan: upk bank lepas {line}."
    ),
    errors.LinesDoNotCancel: (
        "Baris {line} berjumlah {amount:rp} dan baris {other} {other_amount:rp} (masuk positif, keluar negatif)."
        " Kesalahan bank dan pembetulannya harus sama besar dan berlawanan; periksa kedua barisnya."
    ),
    errors.BankLineFree: (
        "Baris {line} belum dicocokkan dengan bukti atau baris apa pun, jadi tidak ada yang dilepas."
    ),
    errors.EntryNotAtBank: (
        "Bukti {voucher} tidak menggerakkan akun {account}, atau sudah dibatalkan. Sebut bukti lain dengan --bukti."
    ),
    errors.EntryMatched: (
        "Bukti {voucher} sudah cocok dengan baris {line}. Bila itu keliru, lepaskan dulu dengan: upk bank lepas {line}."
    ),
    errors.MatchAmountDiffers: (
        "Baris {line} berjumlah {amount:rp}, buktinya {entries:rp} (masuk positif, keluar negatif). Keduanya harus"
        " sama; beberapa bukti disebut dengan mengulang --bukti."
    ),
    errors.BeforeStatements: (
        "Baris {line} mendahului awal pembukuan {start:tgl}, jadi sudah termasuk dalam saldo awal dan tidak dicocokkan."
    ),
    errors.BankBalanceUnknown: _balance_unknown,
    errors.BankBalanceDiffers: (
        "Saldo bank akun {account} per {on:tgl} Anda sebut {told:rp}, padahal menurut rekening koran yang sudah dibaca"
        " {read:rp}. Periksa saldo itu, dan apakah rekening korannya lengkap."
    ),
    errors.DifferenceUnexplained: _unexplained,
    errors.NotReconciled: (
        "Akun {account} belum direkonsiliasi per {on:tgl}, jadi tidak ada yang dibatalkan. Rekonsiliasi terakhir setiap"
        " akun dapat dilihat dengan: upk bank daftar."
    ),
}

SENTENCES: Mapping[type[UpkError], Sentence] = {**_READING, **_CHAIN, **_MATCHING}
