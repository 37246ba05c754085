"""How the tasks of a region's office are shown by `upk tugas`."""

from upk_ledger.core import tasks
from upk_ledger.core.statements import Column

_UPK, _NAME, _LATE = Column("subject", "Kode"), Column("name", "UPK"), Column("late", "Terlambat")

KINDS: dict[str, tuple[str, str, tuple[Column, ...]]] = {
    tasks.LATE_REPORTS: (
        "UPK yang belum melapor",
        "upk wilayah surat-pengingat --bulan BULAN --keluar FOLDER",
        (_UPK, _NAME, Column("note", "Bulan"), Column("date", "Paling lambat", "date")),
    ),
    tasks.WAITING: (
        "Kiriman yang menunggu kiriman sebelumnya",
        "upk wilayah terima BERKAS",
        (_UPK, _NAME, Column("note", "Keterangan")),
    ),
    tasks.KEYS: (
        "Kunci UPK yang belum dicocokkan dengan surat BKM",
        "upk wilayah cocokkan-kunci KODE --sidik-jari SIDIK",
        (_UPK, _NAME),
    ),
    tasks.FOLLOW_UPS: (
        "Tindak lanjut yang lewat waktu",
        "upk wilayah tindak-lanjut selesai NOMOR --hasil HASIL",
        (
            Column("subject", "Nomor"),
            _NAME,
            Column("date", "Paling lambat", "date"),
            Column("note", "Yang harus dilakukan"),
        ),
    ),
    tasks.TERMS: (
        "Masa bakti pengurus BKM/LKM yang habis atau segera habis",
        "upk wilayah upk ubah KODE --masa-bakti-dari TANGGAL --masa-bakti-sampai TANGGAL",
        (_UPK, _NAME, Column("date", "Sampai", "date"), _LATE),
    ),
}
"""By kind: what it is called, the command to type, and its columns on screen."""
