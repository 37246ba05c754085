"""What the audit says of each violation, by its code."""

from upk_ledger.bahasa.sentences import fill

DETAILS = {
    # the file and its guards
    "berkas-rusak": "Berkas buku rusak: {words}.",
    "rujukan-putus": "Baris tabel {table} menunjuk ke {target} yang tidak ada.",
    "penjaga-hilang": "Penjaga ini tidak terpasang atau sudah diubah, sehingga buku tidak terlindungi.",
    "pembatas-hilang": (
        "Pembatasan per UPK di server tidak seperti ketika disiapkan. Yang kurang dipasang dengan upk wilayah peran"
        " siapkan; yang lebih dicabut oleh pengelola server."
    ),
    "peran-tanpa-catatan": "Peran ini untuk {office} tidak sama dengan yang tercatat dalam rantai wilayah.",
    "kantor-hilang": "Data UPK tidak ada lagi di dalamnya.",
    "petugas-hilang": "Daftar petugas UPK {office} tidak ada lagi di dalamnya.",
    "tak-terbaca": "Isinya tidak dapat dibaca: {words}.",
    # the chain of records
    "nomor-catatan": "Nomor catatan melompat: seharusnya {expected}, tertulis {found}.",
    "waktu-mundur": "Waktu pencatatan {found} mendahului catatan sebelumnya, {previous}.",
    "rantai-putus": "Tidak bersambung dengan catatan sebelumnya.",
    "sidik-catatan": "Sidik catatan tidak cocok dengan isinya: catatan ini pernah diubah.",
    "jenis-catatan": 'Jenis catatan "{kind}" tidak dikenal oleh versi program ini.',
    "isi-catatan": "Bagian {part} di buku tidak sama dengan yang tercatat dalam rantai.",
    "baris-hilang": "Baris di tabel {table} yang seharusnya ada untuk catatan ini hilang.",
    "tanpa-catatan": "Ada baris di tabel {table} yang tidak tercatat dalam rantai.",
    "sidik-aturan": "Teks aturan {rulebook} yang tersimpan tidak cocok dengan sidiknya.",
    "nama-berubah": "Bernama {found}, padahal menurut catatan terakhir {expected}.",
    "beda-dengan-kertas": (
        "Kertas yang pernah dicetak bersidik {digest}, buku ini tidak: catatan sampai nomor itu pernah diganti atau"
        " dipotong."
    ),
    # the journal
    "jurnal-kurang-baris": "Jurnal ini hanya mempunyai {count} baris.",
    "jurnal-tak-seimbang": "Debit {debit:rp} tidak sama dengan kredit {credit:rp}.",
    "baris-dua-sisi": "Baris {line}: debit {debit:rp} dan kredit {credit:rp}; harus tepat satu yang lebih dari nol.",
    "nomor-baris": "Nomor baris melompat: seharusnya {expected}, tertulis {found}.",
    "tanggal-baris": "Baris {line} bertanggal {found}, jurnalnya {expected}.",
    "nomor-bukti": "Nomor bukti tidak berurutan: seharusnya {expected}, tertulis {found}.",
    "bulan-bukti": "Bulan bukti {found} tidak sama dengan bulan tanggalnya, {expected}.",
    "seri-bukti": "Seri bukti seharusnya {expected}, tertulis {found}.",
    "sebelum-awal": "Bertanggal {on}, mendahului awal pembukuan {start}.",
    "bulan-tertutup": "Bertanggal {on}, padahal ketika dicatat bulannya sudah ditutup sampai {closed}.",
    "mutasi-pinjaman": "Akun pinjaman berubah {ledger:rp}, tetapi pinjamannya {loans:rp}.",
    "mutasi-anggota": "Bagian anggota pinjaman {loan} tidak berjumlah sama dengan mutasi pinjamannya.",
    "alih-anggota": (
        "Jadwal versi {version} tidak sama dengan versi sebelumnya ditambah pengalihan bagian anggota yang tercatat."
    ),
    "pembatalan-tak-cocok": "Tidak membalik bukti {original} dengan tepat.",
    "pembatalan-ganda": "Bukti {original} dibatalkan lebih dari satu kali.",
    "pembatalan-mendahului": "Bertanggal {on}, mendahului bukti {original} yang dibatalkannya.",
    # loans
    "bagian-anggota": "Bagian anggota berjumlah {total:rp}, pinjamannya {principal:rp}.",
    "angsuran-anggota": "Angsuran ke-{number}: bagian anggota tidak berjumlah sama dengan angsuran KSM.",
    "jadwal-tak-sesuai": "Jadwal angsuran tidak sesuai dengan syarat pinjamannya.",
    "golongan-bertahan": (
        "Dijadwal ulang dengan golongan {found} yang bertahan, padahal golongannya sehari sebelumnya {expected}."
    ),
    "ringkasan-jadwal": "Ringkasan jadwal ({part}) tidak sama dengan angsurannya.",
    "kumulatif-angsuran": "Jumlah kumulatif pada angsuran ke-{number} tidak sama dengan jumlah angsurannya.",
    "kendali-pinjaman": (
        "Akun pinjaman {ledger:rp}, mutasi pinjaman {movements:rp}, jumlah saldo semua pinjaman {loans:rp}:"
        " ketiganya harus sama."
    ),
    "pokok-kurang": "Pada {on} pokok yang dibayar melebihi yang dicairkan sebesar {missing:rp}.",
    "hapus-buku-tanpa-putusan": "Hapus buku ini tidak mempunyai tepat satu putusan.",
    "putusan-tanpa-hapus-buku": "Putusan hapus buku (catatan {record}) tidak mempunyai jurnalnya.",
    "sesudah-hapus-tagih": "Penerimaan atas tagihan yang sudah dihapus (hapus tagih) pada {on}.",
    "tagihan-terlampaui": "Pada {on} yang diterima kembali melebihi tagihan hapus bukunya sebesar {missing:rp}.",
    "simpanan-kurang": "Pada {on} akun {account} milik {owner} kurang {missing:rp}.",
    "reward-tanpa-catatan": "Jurnal reward ini tidak mempunyai tepat satu catatan reward yang sama jumlahnya.",
    "reward-tanpa-jurnal": "Catatan reward untuk {period} tidak mempunyai jurnalnya.",
    "reward-ganda": "Reward untuk {period} dicatat dua kali, atau periodenya bertumpuk dengan reward lain.",
    # funds of other money
    "dana-tanpa-catatan": "Dana {name} tidak tercatat dalam rantai, atau tercatat dengan nama lain.",
    "baris-dana": "Pinjaman {loan} tercatat di dana {found}, seharusnya {expected}.",
    "hutang-mitra": "Hutang dana mitra berubah tanpa dana mitranya, atau lewat jurnal lain ({fund}).",
    # assets
    "aset-tanpa-catatan": "Aset ini ada di tabel aset, tetapi tidak pernah didaftarkan.",
    "beli-aset-tanpa-catatan": "Pembelian aset ini tidak mempunyai tepat satu catatan aset yang sama jumlahnya.",
    "aset-tanpa-jurnal": "Harganya {cost:rp}, tetapi jurnal pembeliannya hanya mendebit {booked:rp}.",
    "lepas-aset-tanpa-catatan": "Pelepasan aset ini tidak mempunyai tepat satu catatan.",
    "lepas-aset-tanpa-jurnal": "Catatan pelepasan pada {on} tidak mempunyai jurnalnya.",
    "baris-aset": (
        "Menurut jurnal {held:rp} pada akun berperan {role}, seharusnya {expected:rp} menurut daftar inventaris."
    ),
    "uang-muka-tak-cocok": "Akun uang muka berubah {ledger:rp}, menurut catatan uang muka {said:rp}.",
    "uang-muka-tanpa-jurnal": "Catatan uang muka ini (catatan {record}) tidak mempunyai jurnalnya.",
    "uang-muka-terlampaui": "Pada {on:tgl} yang dipertanggungjawabkan melebihi yang diberikan sebesar {missing:rp}.",
    "kendali-uang-muka": "Akun uang muka {ledger:rp}, jumlah sisa semua uang muka {advances:rp}: harus sama.",
    "opname-tak-cocok": "Jurnal selisih opname ini tidak mempunyai tepat satu opname yang sama selisihnya.",
    "opname-tanpa-jurnal": "Selisihnya tercatat dibukukan, tetapi jurnalnya tidak ada.",
    "opname-pecahan": "Uang yang dihitung {counted:rp}, menurut pecahannya {pieces:rp}.",
    # the surplus of years
    "bukti-tanpa-catatan": "Bukti ini berjenis {kind}, tetapi tidak ada catatan yang menyebutnya.",
    "catatan-tanpa-bukti": "Catatan ini menyebut bukti berjenis {kind} yang tidak ada.",
    "alokasi-beda": "Baris-barisnya tidak sama dengan alokasi laba atau pembayarannya yang tercatat.",
    "alokasi-kurang": "Pada {on} yang dibayarkan melebihi alokasinya sebesar {missing:rp}.",
    "laba-dibagi-ganda": "Laba tahun ini dibagi lebih dari satu kali.",
    "dana-terikat": (
        "Tidak menurut bentuk bukti dana {fund}: kewajiban {owed:rp}, pelepasan {released:rp}, belanja {cost:rp}, kas"
        " dan bank {money:rp}; atau dananya belum dibuka ketika dicatat."
    ),
    "dana-mutasi": "Bukti dana {fund} ini tidak mempunyai tepat satu catatan mutasi dana yang cocok.",
    "dana-tutup-bersisa": "Dana {fund} sudah ditutup, padahal bersisa {rest:rp}.",
    # approvals
    "kode-tak-ada": "Kode nomor {place} kartu {card} milik {holder} dipakai, padahal ketika itu tidak ada.",
    "kode-dicabut": "Kode nomor {place} kartu {card} dipakai setelah kartunya dicabut.",
    "kode-sendiri": "Kode kartu {card} dipakai oleh pemegangnya sendiri, {holder}.",
    "kode-ganda": "Kode nomor {place} kartu {card} dipakai lebih dari satu kali.",
    # closed months
    "urutan-periode": "Penutupan atau pembukaan bulan ini tidak mengikuti urutan.",
    "snapshot-hilang": "Bulan ini tertutup, tetapi simpanan angkanya tidak ada.",
    "snapshot-saldo": "Akun {account} ({fund}) dalam simpanan tidak sama dengan jurnal: {part}.",
    "snapshot-pinjaman": "Pinjaman {loan} dalam simpanan tidak sama dengan hitungan ulang.",
    "angka-bulan": "Angka bulan ini yang disimpan untuk tinjauan wilayah tidak sama dengan hitungan ulang: {part}.",
    "angka-bulan-hilang": "Bulan ini tertutup, tetapi angkanya untuk tinjauan wilayah tidak ada.",
    "angka-bulan-lebih": "Ada angka untuk tinjauan wilayah, padahal bulan ini tidak tertutup.",
    "cadangan": "Cadangan dalam neraca {ledger:rp}, menurut kolektibilitas {required:rp}.",
}
"""The sentence of each code; amounts are in sen."""

FIELDS = {
    "mulai": (
        "kode sistem", "kode UPK", "jenis", "nama", "BKM/LKM", "jenis wilayah", "kelurahan/desa", "kecamatan",
        "jenis kota/kabupaten", "kota/kabupaten", "provinsi", "zona", "tanggal mulai",
    ),
    "pengurus": ("kode", "jabatan", "sejak", "sampai", "nama"),
    "aturan": ("kode", "sidik", "berlaku sejak"),
    "akun": (),
    "ksm": ("kode", "nama", "tanggal berdiri"),
    "nama": ("jenis", "kode", "nama"),
    "anggota": ("KSM", "kode", "sejak"),
    "pengecualian": ("nomor",),
    "ubah-anggota": ("KSM", "kode", "yang berubah"),
    "jurnal": (
        "nomor bukti", "tanggal", "jenis", "bukti yang dibatalkan", "nomor kertas", "kunci", "baris",
        "mutasi pinjaman", "mutasi anggota", "penerimaan kembali",
    ),
    "pengajuan": ("nomor", "KSM", "asal", "tanggal", "syarat", "aturan", "bagian anggota", "produk"),
    "putusan": ("nomor", "tahap", "tanggal", "pokok", "nomor putusan", "bagian anggota"),
    "pinjaman": (
        "nomor", "versi", "berlaku sejak", "mulai", "syarat", "urutan", "bagian anggota", "angsuran",
        "angsuran anggota", "saldo yang dialihkan", "dasar", "saldo anggota yang dialihkan",
    ),
    "tutup": (
        "bulan", "ditutup sampai", "aturan", "jurnal terakhir", "simpanan angka", "kop surat dan pengurus",
    ),
    "buka": ("bulan", "ditutup sampai"),
    **dict.fromkeys(
        (
            "pengaturan", "libur", "produk", "pelatihan", "hubungan", "berkas", "kunjungan", "putusan-anggota",
            "alih-anggota", "keanggotaan", "surat", "hapus-buku", "hapus-tagih", "reward", "kartu-kode", "kartu-cabut",
            "persetujuan", "lampiran", "opname", "opname-pecahan", "uang-muka", "tanggung-uang-muka", "peta-bank",
            "rekening-koran", "baris-rekening-koran", "cocok-bank", "koreksi-bank", "rekonsiliasi",
            "sisa-rekonsiliasi", "aset", "pelepasan-aset", "anggaran", "bagian-laba", "alokasi-laba",
            "bayar-alokasi", "pengesahan", "laporan-pengawas",
            "catatan-laporan", "dana-nama", "dana", "dana-termin", "dana-rab", "dana-kemajuan", "dana-swadaya",
            "dana-mutasi", "dana-tutup", "mitra", "mitra-jadwal", "dana-pinjaman", "tutup-tahun", "tahun-lalu",
            "kunci-kirim", "kunci-penerima", "kirim", "wilayah-upk", "wilayah-bkm", "wilayah-profil", "wilayah-syarat",
            "wilayah-kasus", "wilayah-laporan", "wilayah-terima", "wilayah-kunci", "wilayah-kunjungan",
            "wilayah-tindak-lanjut", "wilayah-surat", "wilayah-pindah", "wilayah-peran",
        ),
        ("baris",),
    ),
}  # fmt: skip
"""What the parts of a record's body are called, by its kind."""

LAST_FIELDS = ("keterangan", "pengecualian")
"""The two parts at the end of every body."""


def detail(code: str, **facts: object) -> str:
    """What to say of a violation."""
    return fill(DETAILS[code], **facts)


def field_name(kind: str, index: int, count: int) -> str:
    """What a part of a body is called: 0 is the first behind the version tag; `count` parts are the kind's own."""
    if index >= count:
        return LAST_FIELDS[index - count]
    fields = FIELDS.get(kind, ())
    return fields[index] if index < len(fields) else str(index + 1)
