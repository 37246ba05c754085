"""Every command by name: its one-line help, and where it lives.

Listing and completing commands reads this table only; the module of a command is imported when it runs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: `target` is "module:attribute" (or "module:MAPPING.key") within `upk_ledger.cli`."""

    summary: str
    target: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A group of commands."""

    summary: str
    commands: "Mapping[str, Entry | Branch]" = field(default_factory=dict)


REPORTS: Mapping[str, str] = {
    "neraca": "Aset, kewajiban dan modal pada satu tanggal",
    "laba-rugi": "Pendapatan dan biaya",
    "arus-kas": "Dari mana uang datang dan ke mana perginya",
    "perubahan-modal": "Perubahan modal dalam setahun",
    "neraca-saldo": "Saldo debit dan kredit semua akun",
    "calk": "Catatan atas laporan keuangan",
    "buku-besar": "Mutasi dan saldo setiap akun",
    "buku-kas": "Buku harian kas",
    "buku-bank": "Buku bank",
    "jurnal": "Semua jurnal dalam satu periode",
    "cum": "Catatan Uang Masuk: satu baris satu bukti, satu kolom satu akun",
    "cuk": "Catatan Uang Keluar: satu baris satu bukti, satu kolom satu akun",
    "buku-pemindahbukuan": "Bukti pemindahbukuan: jurnal tanpa uang masuk atau keluar",
    "buku-pembantu-pinjaman": "Pokok setiap pinjaman, dicocokkan dengan buku besar",
    "buku-pembantu-tabungan": "Mutasi tabungan setiap KSM",
    "buku-pembantu-titipan": "Mutasi titipan setiap pinjaman",
    "buku-pembantu-hutang": "Hutang lain: reward, alokasi laba, dana mitra dan sebagainya",
    "tanpa-lampiran": "Bukti yang belum ada nota atau kuitansinya",
    "perkembangan-pinjaman": "Laporan perkembangan pinjaman (LPP)",
    "tunggakan": "Pinjaman yang menunggak",
    "kolektibilitas": "Golongan pinjaman 1 sampai 5 dan cadangannya",
    "cadangan": "Perhitungan cadangan risiko pinjaman",
    "kinerja": "LAR, PAR, CCr, ROI dan RR",
    "hapus-buku": "Pinjaman yang dihapus buku dan tagihannya",
    "tabungan": "Tabungan (tanggung renteng) per KSM dan anggota",
    "inventaris": "Daftar inventaris dan penyusutannya",
    "pinjaman-pengurus": "Pinjaman kepada pengurus dan keluarga",
    "anggaran": "Anggaran tahunan (RAB) dan realisasinya",
    "dana": "Pertanggungjawaban dana terikat (Sekretariat)",
    "dana-daftar": "Semua dana terikat dan sisanya (Sekretariat)",
    "gabungan-bkm": "UPK dan Sekretariat berdampingan, dengan jumlahnya",
    "pengawasan": "Yang perlu dilihat Pengawas: pengecualian yang dicatat",
    "rekonsiliasi-bank": "Saldo bank dan saldo buku, dan apa yang membedakannya",
    "opname-kas": "Opname kas dalam satu bulan dan penyelesaian selisihnya",
    "uang-muka": "Uang muka yang belum dipertanggungjawabkan",
    "alokasi-laba": "Pembagian laba (SHU) menurut putusan, dan yang belum dibayarkan",
}
"""Reports, by name: those of the contract first."""

EXPORTS: Mapping[str, str] = {
    "hledger": "Jurnal untuk hledger",
    "beancount": "Jurnal untuk beancount",
    "csv": "Tabel-tabel buku sebagai CSV",
    "xlsx": "Tabel-tabel buku sebagai satu buku kerja Excel",
}
"""Formats of `upk ekspor`, by name."""

_LOANS = Branch(
    "Pinjaman: dari pengajuan sampai lunas",
    {
        "simulasi": Entry("Hitung jadwal angsuran (tanpa buku)", "loan_simulation:simulate"),
        "ajukan": Entry("Catat pengajuan pinjaman KSM", "loans:apply"),
        "periksa": Entry("Catat hasil pemeriksaan pengajuan", "loans:examine"),
        "putuskan": Entry("Catat putusan atas pengajuan", "loans:decide"),
        "cairkan": Entry("Cairkan pinjaman yang disetujui", "loans:disburse"),
        "formulir": Entry("Formulir permohonan dan keputusan pinjaman", "loan_forms:form"),
        "berkas": Entry("Berkas pinjaman: mana yang sudah ada", "loan_files:papers"),
        "kunjungan": Entry("Kunjungan ke peminjam: daftar, atau catat", "loan_files:visit"),
        "kunjungan-jatuh-tempo": Entry("Kunjungan sesudah cair yang belum dilakukan", "loan_files:due"),
        "pelunasan": Entry("Hitung jumlah pelunasan pada satu tanggal", "payoffs:quote"),
        "jadwal-ulang": Entry("Beri pinjaman jadwal baru berdasarkan putusan", "rescheduling:restructure"),
        "batal-jadwal-ulang": Entry("Batalkan penjadwalan ulang", "rescheduling:undo"),
        "daftar": Entry("Daftar pinjaman", "loan_views:list_all"),
        "lihat": Entry("Keadaan satu pinjaman", "loan_views:view"),
        "alih-anggota": Entry("Alihkan kewajiban seorang anggota kepada anggota lain", "members:transfer"),
        "batal-alih": Entry("Tarik kembali pengalihan bagian anggota", "members:take_back"),
        "jadwal": Entry("Jadwal angsuran satu pinjaman", "loan_views:schedule"),
        "jelaskan": Entry("Dari mana angka angsuran, tunggakan dan golongan", "explaining:explain"),
        "kartu": Entry("Kartu Angsuran dan Kartu Pinjaman", "cards:card"),
        "hapus-buku": Entry("Hapus buku: keluar dari pembukuan, tetap ditagih", "write_offs:write_loan_off"),
        "hapus-tagih": Entry("Hapus tagih: tagihan dilepaskan untuk selamanya", "write_offs:give_claim_up"),
    },
)

_CASH = Branch(
    "Penerimaan dan pengeluaran kas dan bank",
    {
        "masuk": Entry("Catat uang masuk", "cash:receive"),
        "keluar": Entry("Catat uang keluar", "cash:pay"),
        "setor-bank": Entry("Setor uang kas ke bank", "cash:deposit"),
        "tarik-bank": Entry("Tarik uang dari bank ke kas", "cash:withdraw"),
        "opname": Entry("Hitung uang di kas, lalu bandingkan dengan buku", "cash_counts:count"),
        "opname-selesaikan": Entry("Bukukan atau jelaskan selisih opname", "cash_counts:resolve"),
        "opname-daftar": Entry("Opname yang pernah dilakukan", "cash_counts:list_all"),
        "opname-cetak": Entry("Berita acara opname kas", "cash_counts:minutes"),
        "opname-batal": Entry("Batalkan opname yang salah", "cash_counts:take_back"),
    },
)

_PERIODS = Branch(
    "Tutup buku bulanan",
    {
        "tutup": Entry("Tutup buku satu bulan", "periods:close"),
        "buka": Entry("Buka kembali bulan terakhir yang ditutup", "periods:reopen"),
        "status": Entry("Bulan yang sudah dan belum ditutup", "periods:status"),
        "tutup-tahun": Entry("Tutup satu tahun: labanya pindah ke Laba Ditahan", "year_end:close"),
        "batal-tutup-tahun": Entry("Batalkan penutupan tahun terakhir", "year_end:reopen"),
    },
)

_STATEMENTS = Branch(
    "Laporan keuangan dan pinjaman",
    {
        **{name: Entry(summary, f"reports:COMMANDS.{name}") for name, summary in REPORTS.items()},
        "daftar": Entry("Nama semua laporan", "reports:list_names"),
        "paket": Entry("Cetak semua laporan satu bulan ke satu folder", "reports:package"),
        "catatan-isi": Entry("Isi catatan Anda untuk catatan atas laporan keuangan", "report_notes:write"),
        "catatan-batal": Entry("Batalkan catatan yang salah diisi", "report_notes:take_back"),
        "catatan-daftar": Entry("Daftar catatan yang Anda isi", "report_notes:list_all"),
    },
)

COMMANDS = Branch(
    "Pembukuan UPK: pinjaman bergulir, kas, jurnal dan laporan.",
    {
        "mulai": Entry("Buat buku baru", "book:start"),
        "contoh": Entry("Buat buku contoh untuk belajar", "sample:make"),
        "tugas": Entry("Apa yang perlu dikerjakan hari ini", "tasks:show"),
        "ksm": Branch(
            "Kelompok peminjam (KSM)",
            {
                "tambah": Entry("Daftarkan KSM", "people:add_group"),
                "ubah": Entry("Perbaiki nama atau alamat KSM", "people:change_group"),
                "daftar": Entry("Daftar KSM", "people:list_groups"),
            },
        ),
        "anggota": Branch(
            "Anggota KSM",
            {
                "tambah": Entry("Daftarkan anggota KSM", "people:add_member"),
                "ubah": Entry("Perbaiki data anggota", "people:change_member"),
                "daftar": Entry("Daftar anggota KSM", "people:list_members"),
                "latih": Entry("Catat pelatihan anggota", "borrowers:train"),
                "hubungan": Entry("Anggota yang petugas, atau keluarga petugas", "borrowers:relation"),
                "keluar": Entry("Catat anggota yang keluar dari KSM", "members:leave"),
                "masuk": Entry("Catat anggota yang masuk lagi", "members:rejoin"),
            },
        ),
        "pinjaman": _LOANS,
        "produk": Branch(
            "Produk pinjaman",
            {
                "tambah": Entry("Buat produk pinjaman", "products:add"),
                "ubah": Entry("Ubah produk mulai satu tanggal", "products:change"),
                "tutup": Entry("Tutup produk untuk pengajuan baru", "products:close"),
                "daftar": Entry("Daftar produk pinjaman", "products:list_all"),
                "lihat": Entry("Syarat dan perubahan satu produk", "products:view"),
            },
        ),
        "angsuran": Branch(
            "Pembayaran angsuran",
            {
                "catat": Entry("Catat pembayaran angsuran", "repayments:record"),
                "lunasi": Entry("Lunasi pinjaman lebih awal", "payoffs:settle"),
                "batalkan": Entry("Batalkan pembayaran dengan jurnal koreksi", "cancellations:cancel"),
                "kuitansi": Entry("Buat kuitansi pembayaran yang sudah tercatat", "repayments:print_receipt"),
            },
        ),
        "tabungan": Branch(
            "Tabungan KSM (tanggung renteng)",
            {
                "setor": Entry("Catat setoran tabungan", "savings:pay_in"),
                "ambil": Entry("Catat pengambilan tabungan", "savings:take_out"),
                "kembalikan": Entry("Kembalikan tabungan yang bebas kepada KSM", "savings:give_savings_back"),
                "pakai": Entry("Pakai tabungan untuk membayar tunggakan, atas putusan", "savings:use_saved"),
                "bagi": Entry("Bagikan tabungan dari saldo awal kepada KSM", "savings:assign_to_group"),
                "kartu": Entry("Mutasi dan saldo tabungan satu KSM atau anggota", "savings_views:card"),
                "daftar": Entry("Tabungan semua KSM: saldo, ditahan, bebas", "savings_views:list_all"),
            },
        ),
        "titipan": Branch(
            "Titipan angsuran",
            {
                "pakai": Entry("Pakai titipan untuk membayar angsuran", "savings:use"),
                "kembalikan": Entry("Kembalikan titipan kepada KSM", "savings:give_back"),
                "bagi": Entry("Bagikan titipan dari saldo awal kepada pinjaman", "savings:assign_to_loan"),
            },
        ),
        "surat": Branch(
            "Surat tagihan kepada KSM yang menunggak",
            {
                "jatuh-tempo": Entry("Surat yang sudah waktunya", "letters:due"),
                "cetak": Entry("Cetak surat tagihan dan catat suratnya", "letters:make"),
                "daftar": Entry("Surat yang pernah dibuat untuk satu pinjaman", "letters:log"),
                "batal": Entry("Batalkan catatan surat yang salah dibuat", "letters:call_off"),
            },
        ),
        "reward": Branch(
            "Reward tepat bayar (IPTW)",
            {
                "daftar": Entry("Siapa yang mendapat reward untuk satu bulan atau tahun", "rewards:list_all"),
                "catat": Entry("Catat reward satu periode sebagai hutang kepada KSM", "rewards:book"),
                "bayar": Entry("Bayarkan reward yang sudah dicatat", "rewards:pay"),
                "saldo": Entry("Reward yang belum dibayarkan", "rewards:ledger"),
            },
        ),
        "mitra": Branch(
            "Dana mitra: uang bank atau lembaga lain yang disalurkan lewat UPK",
            {
                "buka": Entry("Buka dana mitra menurut perjanjiannya", "partners:open_fund"),
                "ubah": Entry("Perbaiki perjanjian yang keliru dicatat", "partners:change"),
                "terima": Entry("Catat uang yang diterima dari mitra", "partners:receive"),
                "jadwal": Entry("Jadwal pembayaran kepada mitra", "partners:schedule"),
                "bayar": Entry("Catat pembayaran kepada mitra", "partners:pay"),
                "lihat": Entry("Keadaan satu dana mitra", "partners:view"),
                "daftar": Entry("Semua dana mitra", "partners:list_all"),
                "tutup": Entry("Tutup dana mitra yang sudah dikembalikan", "partners:close"),
            },
        ),
        "kas": _CASH,
        "uang-muka": Branch(
            "Uang muka: diberikan, lalu dipertanggungjawabkan",
            {
                "beri": Entry("Catat uang muka kepada petugas", "advances:give"),
                "pertanggungjawabkan": Entry("Catat pemakaian dan sisa uang muka", "advances:settle"),
                "daftar": Entry("Uang muka yang belum dipertanggungjawabkan", "advances:list_all"),
            },
        ),
        "aset": Branch(
            "Inventaris: barang milik UPK dan penyusutannya",
            {
                "tambah": Entry("Daftarkan aset: baru, sudah dibukukan, atau saldo awal", "assets:add"),
                "daftar": Entry("Aset yang dimiliki dan nilai bukunya", "assets:list_all"),
                "lihat": Entry("Satu aset: riwayat dan bukti-buktinya", "assets:view"),
                "lepas": Entry("Lepaskan aset: dijual, rusak atau hilang", "asset_disposals:dispose"),
                "batal": Entry("Batalkan pendaftaran aset", "asset_disposals:cancel"),
                "batal-lepas": Entry("Batalkan pelepasan aset", "asset_disposals:undo"),
            },
        ),
        "akun": Branch(
            "Daftar akun",
            {
                "daftar": Entry("Daftar akun", "accounts:list_all"),
                "tambah": Entry("Tambah akun", "accounts:add"),
                "ubah-nama": Entry("Ganti nama akun", "accounts:rename"),
            },
        ),
        "jurnal": Branch(
            "Jurnal umum",
            {
                "catat": Entry("Catat jurnal umum", "journal:record"),
                "daftar": Entry("Daftar jurnal", "journal:list_all"),
                "lihat": Entry("Satu bukti: isinya, siapa yang mencatat, dan kapan", "journal:view"),
                "koreksi": Entry("Batalkan jurnal dengan jurnal koreksi", "journal:correct"),
                "koreksi-tahun-lalu": Entry("Betulkan laba tahun yang sudah lewat", "year_end:correct_prior"),
                "cetak": Entry("Cetak bukti kas masuk, kas keluar dan pemindahbukuan", "vouchers:print_out"),
                "lampiran": Entry(
                    "Sebut lampiran satu bukti: nota, kuitansi, atau tidak ada", "vouchers:tell"
                ),
                "tanpa-lampiran": Entry("Bukti yang belum ada lampirannya", "vouchers:without"),
            },
        ),
        "dana": Branch(
            "Dana terikat: uang untuk satu kegiatan, di Sekretariat BKM/LKM",
            {
                "buka": Entry("Buka dana menurut perjanjiannya", "funds:open_one"),
                "ubah": Entry("Catat perubahan perjanjian (adendum)", "funds:change"),
                "batal": Entry("Batalkan dana yang salah dibuka", "funds:call_off"),
                "termin": Entry("Termin penerimaan: lihat, atau tulis seluruhnya", "fund_plans:instalments"),
                "rab": Entry("Anggaran kegiatan: lihat, atau tulis seluruhnya", "fund_plans:budget"),
                "terima": Entry("Catat uang dana yang diterima", "funds:receive_money"),
                "belanja": Entry("Catat belanja kegiatan dari dana", "funds:spend_money"),
                "kembalikan": Entry("Kembalikan sisa dana kepada pemberinya", "funds:hand_back"),
                "bagi": Entry("Bagikan saldo awal dana terikat kepada dananya", "funds:assign_opening"),
                "kemajuan": Entry("Catat kemajuan fisik kegiatan", "fund_plans:progress"),
                "swadaya": Entry(
                    "Catat swadaya warga: bahan, tenaga dan nilainya", "fund_plans:contribution"
                ),
                "tutup": Entry("Tutup dana yang sudah habis dan selesai", "funds:close"),
                "buka-lagi": Entry("Buka lagi dana yang sudah ditutup", "funds:reopen"),
                "daftar": Entry("Semua dana: diterima, dibelanjakan, sisa", "funds:list_all"),
                "lihat": Entry("Satu dana dengan semua rinciannya", "funds:view"),
            },
        ),
        "sekretariat": Branch(
            "Sekretariat BKM/LKM: pembukuan sendiri di samping UPK",
            {"mulai": Entry("Mulai pembukuan Sekretariat dalam buku yang sama", "secretariat:start")},
        ),
        "anggaran": Branch(
            "Anggaran tahunan (RAB)",
            {
                "isi": Entry("Isi anggaran satu akun: setahun atau satu bulan", "budgets:fill"),
                "impor": Entry("Baca anggaran setahun dari CSV atau Excel", "budgets:read"),
                "blanko": Entry("Buat blanko Excel anggaran untuk diisi", "budgets:make_blank"),
                "lihat": Entry("Anggaran setahun per akun dan bulan", "budgets:view"),
                "salin": Entry("Salin anggaran tahun lain, bila perlu dinaikkan", "budgets:copy"),
            },
        ),
        "bank": Branch(
            "Rekening koran bank: dibaca, dicocokkan, direkonsiliasi",
            {
                "baca": Entry("Baca rekening koran, CSV atau Excel", "bank:read"),
                "cocokkan": Entry("Cocokkan rekening koran dengan buku", "bank_matching:match"),
                "lepas": Entry("Lepaskan baris yang keliru dicocokkan", "bank_matching:release"),
                "rekonsiliasi": Entry(
                    "Jelaskan saldo bank dan saldo buku, lalu cetak", "bank_matching:reconcile"
                ),
                "daftar": Entry("Rekening koran dan rekonsiliasi setiap akun bank", "bank:list_all"),
                "batal": Entry("Batalkan rekening koran yang salah dibaca", "bank:cancel"),
            },
        ),
        "periode": _PERIODS,
        "laba": Branch(
            "Pembagian laba (SHU): bagian, putusan, pembayaran",
            {
                "bagian": Entry("Bagian laba: tujuan, akun dan persennya", "surplus:shares"),
                "bagi": Entry("Bagi laba satu tahun menurut putusan", "surplus:allocate"),
                "lihat": Entry("Bagaimana laba satu tahun dibagi", "surplus:view"),
                "daftar": Entry("Alokasi laba yang sudah dan belum dibayarkan", "surplus:list_all"),
                "bayar": Entry("Bayarkan alokasi laba untuk satu tujuan", "surplus:pay"),
            },
        ),
        "tutup-buku": Entry("Tutup buku satu bulan (sama dengan: periode tutup)", "periods:close"),
        "laporan": _STATEMENTS,
        "impor": Entry("Baca tabel CSV atau Excel ke dalam buku", "importing:read"),
        "impor-blanko": Entry("Buat blanko Excel untuk impor", "importing:make_blank"),
        "ekspor": Branch(
            "Seluruh jurnal untuk program lain",
            {name: Entry(summary, f"exporting:COMMANDS.{name}") for name, summary in EXPORTS.items()},
        ),
        "audit": Branch(
            "Pemeriksaan keutuhan buku",
            {
                "periksa": Entry("Hitung ulang semuanya dan sebut setiap pelanggaran", "audit:check"),
                "pengecualian": Entry("Daftar pengecualian untuk Pengawas", "audit:exceptions"),
            },
        ),
        "petugas": Branch(
            "Petugas UPK dan BKM/LKM",
            {
                "tambah": Entry("Daftarkan petugas", "officers:add"),
                "daftar": Entry("Daftar petugas", "officers:list_all"),
            },
        ),
        "kartu-kode": Branch(
            "Kartu kode persetujuan: orang kedua untuk putusan, pembatalan dan sebagainya",
            {
                "buat": Entry("Buat dan cetak kartu untuk seorang petugas", "approval_cards:make"),
                "ganti": Entry("Cabut kartu dan cetak penggantinya", "approval_cards:renew"),
                "cabut": Entry("Cabut kartu yang hilang atau terlihat orang", "approval_cards:revoke"),
                "daftar": Entry("Daftar kartu dan sisa kodenya", "approval_cards:list_all"),
            },
        ),
        "pengaturan": Branch(
            "Pengaturan UPK",
            {
                "daftar": Entry("Daftar pengaturan dan isinya", "settings:list_all"),
                "ubah": Entry("Ubah satu pengaturan mulai satu tanggal", "settings:change"),
                "libur": Entry("Daftar hari libur: lihat, tulis ke berkas, atau ganti", "settings:holidays"),
            },
        ),
        "aturan": Branch(
            "Buku aturan pinjaman bergulir",
            {
                "daftar": Entry("Aturan yang dipakai UPK ini", "rulebooks:list_all"),
                "lihat": Entry("Isi satu aturan, untuk dibaca atau diubah", "rulebooks:view"),
                "pakai": Entry("Pakai aturan lain mulai satu tanggal", "rulebooks:use"),
            },
        ),
        "cadang": Entry("Salin buku ke tempat lain (cadangan)", "backup:copy"),
        "pelengkap": Entry("Pelengkap perintah (tombol Tab) untuk terminal Anda", "completion:script"),
    },
)
