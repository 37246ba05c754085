"""Sentences for files: tables that come in, papers and exports that go out."""

from collections.abc import Mapping

from upk_ledger.bahasa.numbers import count
from upk_ledger.bahasa.sentences import Sentence, sentence
from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.base import UpkError

_WANTED = {
    "amount": "jumlah uang",
    "date": "tanggal",
    "percent": "persen",
    "count": "bilangan bulat",
    "text": "tulisan",
}


def fault_line(fault: errors.Fault) -> str:
    """One fault on one line: file, row, column, what is wrong, what to do."""
    where = fault.file
    if fault.row is not None:
        where += f", baris {fault.row}"
    if fault.column is not None:
        where += f", kolom {fault.column}"
    return f"{where}: {sentence(fault.error)}"


def _faults(error: errors.ImportFaults) -> str:
    opening = (
        f"Blanko tidak diterima karena ada {count(len(error.faults))} kesalahan. Perbaiki semuanya, lalu terima sekali"
        " lagi; angka yang sudah diterima sebelumnya tidak berubah."
        if error.of_form
        else f"Data tidak dibukukan karena ada {count(len(error.faults))} kesalahan. Perbaiki semuanya, lalu impor"
        " sekali lagi; buku Anda tidak berubah."
    )
    return "\n".join([opening, *(f"- {fault_line(fault)}" for fault in error.faults)])


def _wrong_type(error: errors.WrongCellType) -> str:
    return (
        f'Excel menyimpan "{error.given}" di sel ini, padahal yang diperlukan {_WANTED[error.wanted]}.'
        " Ubah format selnya, lalu ketik ulang isinya."
    )


def _differs(error: errors.DiffersFromBook) -> str:
    named = f" pada kolom {', '.join(error.columns)}" if error.columns else ""
    return (
        f'"{error.identity}" sudah ada di buku dengan isi yang lain{named}. Samakan isinya dengan buku,'
        " atau pakai kode atau nomor yang lain."
    )


_SYSTEM = {
    "EACCES": "tidak diizinkan",
    "EPERM": "tidak diizinkan",
    "ENOENT": "foldernya tidak ada",
    "ENOTDIR": "ada berkas yang bernama seperti foldernya",
    "EISDIR": "itu sebuah folder",
    "ENAMETOOLONG": "namanya terlalu panjang",
    "EIO": "disknya bermasalah",
}
"""What the system's refusals mean."""


def _because(reason: str) -> str:
    return f" karena {_SYSTEM[reason]}" if reason in _SYSTEM else ""


def _unreadable(error: errors.FileUnreadable) -> str:
    return (
        f"Berkas ini tidak dapat dibaca{_because(error.reason)}. Tutup dulu program yang memakainya, atau periksa"
        " izin berkasnya."
    )


def _unwritable(error: errors.CannotWrite) -> str:
    return (
        f'Berkas "{error.path}" tidak dapat ditulis{_because(error.reason)}. Periksa nama dan tempatnya, lalu coba'
        " sekali lagi."
    )


_FILES: Mapping[type[UpkError], Sentence] = {
    errors.ImportFaults: _faults,
    errors.SourceMissing: (
        'Berkas atau folder "{path}" tidak ada. Periksa nama dan tempatnya, lalu coba sekali lagi.'
    ),
    errors.FileUnreadable: _unreadable,
    errors.NoTables: (
        "Tidak ada tabel di sini. Nama berkas CSV atau lembar kerjanya harus salah satu dari: {tables:daftar}."
        " Blanko kosong dibuat dengan: upk impor-blanko."
    ),
    errors.FileEmpty: "Berkas atau lembar ini kosong. Isi judul kolomnya, atau hapus dari daftar impor.",
    errors.FileTooLarge: (
        "Berkas ini terlalu besar; sekali impor paling banyak {limit} MB. Pecah menjadi beberapa berkas."
    ),
    errors.NotAWorkbook: (
        "Berkas ini bukan buku kerja Excel (.xlsx), atau isinya rusak. Buka di Excel, lalu simpan ulang"
        " sebagai .xlsx."
    ),
    errors.OldWorkbook: (
        "Berkas ini memakai format Excel lama (.xls). Buka di Excel, lalu simpan sebagai .xlsx."
    ),
    errors.PasswordProtected: (
        "Berkas ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan ulang."
    ),
    errors.NotText: (
        "Berkas ini bukan teks CSV; PDF dan foto tidak dapat dibaca. Mintalah berkas CSV atau Excel, atau buka di Excel"
        " lalu simpan sebagai CSV UTF-8 atau .xlsx."
    ),
    errors.BrokenQuotes: (
        "Tanda kutip di baris ini tidak berpasangan. Tutup kutipnya, atau hapus tanda kutip yang lebih."
    ),
    errors.UnknownTable: (
        'Tidak ada tabel bernama "{given}".{near:mirip} Ganti namanya, atau pindahkan dari sini bila bukan'
        " untuk diimpor."
    ),
    errors.TableTwice: 'Tabel "{table}" ada dua kali. Gabungkan isinya menjadi satu.',
    errors.HiddenSheet: (
        "Lembar ini tersembunyi, padahal berisi. Tampilkan lembarnya di Excel untuk diperiksa, atau hapus."
    ),
    errors.FolderReadOnly: (
        'Folder "{folder}" tidak dapat ditulisi. Pilih folder lain dengan --keluar, atau periksa izinnya.'
    ),
    errors.FileInUse: (
        'Berkas "{path}" tidak dapat diganti, mungkin sedang terbuka di Excel atau hanya boleh dibaca.'
        " Tutup dulu berkasnya, atau pakai nama lain."
    ),
    errors.NoRoomForFile: (
        'Berkas "{path}" tidak jadi ditulis karena penyimpanan penuh. Kosongkan sedikit tempat, lalu coba lagi.'
    ),
    errors.CannotWrite: _unwritable,
    errors.FileExists: (
        'Berkas "{path}" sudah ada, dan tidak akan ditimpa. Pilih nama atau tempat lain dengan --keluar.'
    ),
    errors.WouldReplaceBook: (
        '"{path}" adalah sebuah buku, dan tidak akan ditimpa. Pilih nama atau tempat lain dengan --keluar.'
    ),
}

_CELLS: Mapping[type[UpkError], Sentence] = {
    errors.UnknownColumn: (
        'Judul kolom "{given}" tidak dikenal.{near:mirip} Perbaiki judulnya, atau hapus kolom ini.'
    ),
    errors.MissingColumn: (
        'Kolom wajib "{column}" tidak ada. Tambahkan judulnya di baris pertama, lalu isi kolomnya.'
    ),
    errors.ColumnTwice: 'Judul kolom "{column}" ada dua kali. Hapus salah satunya.',
    errors.NoHeading: (
        'Ada isi "{given}" di luar kolom yang berjudul. Beri judul, atau hapus isinya; pada CSV, periksa juga'
        " apakah ada tanda pemisah di tengah isi tanpa tanda kutip."
    ),
    errors.CellMissing: "Sel ini kosong, padahal wajib diisi.",
    errors.CellError: (
        "Sel ini berisi kesalahan Excel {given}. Perbaiki rumusnya, atau ketik nilainya langsung."
    ),
    errors.FormulaWithoutValue: (
        "Sel ini berisi rumus yang hasilnya belum tersimpan. Buka berkasnya di Excel lalu simpan,"
        " atau ketik nilainya langsung."
    ),
    errors.MergedCells: (
        "Sel {cells} digabung, sehingga isinya hanya milik baris pertama. Pisahkan selnya (Unmerge Cells),"
        " lalu isi setiap baris."
    ),
    errors.WrongCellType: _wrong_type,
    errors.FractionOfSen: (
        'Jumlah "{given}" lebih halus dari satu sen, biasanya karena hasil rumus. Bulatkan di Excel dengan'
        " ROUND, lalu coba sekali lagi."
    ),
    errors.NegativeAmount: (
        'Jumlah "{given}" kurang dari nol. Tulis jumlah tanpa tanda minus, di kolom lawannya bila perlu.'
    ),
    errors.AmountIsZero: "Jumlahnya nol. Isi jumlah yang lebih dari nol, atau hapus baris ini.",
    errors.NotACount: '"{given}" bukan bilangan bulat. Tulis angka saja, misalnya 10.',
    errors.NotAChoice: '"{given}" tidak dikenal di kolom ini. Pilih salah satu dari: {choices:daftar}.',
    errors.NikBecameNumber: (
        "NIK ini sudah diubah Excel menjadi angka, sehingga digit terakhirnya hilang. Ubah format kolom nik"
        " menjadi Teks (Text), lalu ketik ulang NIK dari KTP."
    ),
    errors.CodeBecameNumber: (
        'Excel mengubah kode ini menjadi "{given}", sehingga tulisan aslinya hilang. Ubah format kolomnya'
        " menjadi Teks (Text), lalu ketik ulang kodenya."
    ),
}

_ROWS: Mapping[type[UpkError], Sentence] = {
    errors.RowTwice: (
        '"{identity}" sudah ada di {file}, baris {first}, dengan isi yang lain. Hapus salah satunya, atau beri kode'
        " atau nomor yang berbeda."
    ),
    errors.EntryUnbalanced: (
        "Jurnal {number} tidak seimbang: debit {debit:rp}, kredit {credit:rp}. Periksa semua baris dengan nomor itu."
    ),
    errors.EntryOfOneRow: (
        "Jurnal {number} hanya satu baris. Satu jurnal sedikitnya dua baris bernomor sama: debit dan kredit."
    ),
    errors.EntryOnTwoDates: (
        "Baris-baris jurnal {number} tanggalnya berbeda: {first:tgl} dan {other:tgl}. Samakan tanggalnya,"
        " atau beri nomor lain."
    ),
    errors.OpeningUnbalanced: (
        "Saldo awal tidak seimbang: debit {debit:rp}, kredit {credit:rp}. Lengkapi akunnya sampai keduanya sama."
    ),
    errors.PaidBeyondLoan: (
        "Pokok terbayar {paid:rp} melebihi pokok pinjaman {principal:rp}. Periksa kartu pinjamannya."
    ),
    errors.DiffersFromBook: _differs,
    errors.OpeningBooked: (
        "Saldo awal sudah dibukukan dengan bukti {voucher} dan isinya lain. Kosongkan tabel saldo_awal;"
        " perbaikan dibukukan dengan jurnal."
    ),
    errors.OpeningLoansDiffer: (
        "Sisa pokok semua pinjaman di pinjaman_awal {loans:rp}, padahal saldo awal akun pinjaman {balance:rp}."
        " Keduanya harus sama; cocokkan dengan daftar pinjaman per awal buku."
    ),
    errors.OpeningLoanDate: (
        "Pinjaman ini cair {on:tgl}, tidak sebelum awal pembukuan {start:tgl}. Pindahkan ke tabel pinjaman."
    ),
}

SENTENCES: Mapping[type[UpkError], Sentence] = {**_FILES, **_CELLS, **_ROWS}
