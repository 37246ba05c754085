"""The commands of the books: cash, bank, journal, assets, funds, budget, surplus, closings."""

from upk_ledger.cli.branches import Branch, Entry

CASH = Branch(
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

ADVANCES = Branch(
    "Uang muka: diberikan, lalu dipertanggungjawabkan",
    {
        "beri": Entry("Catat uang muka kepada petugas", "advances:give"),
        "pertanggungjawabkan": Entry("Catat pemakaian dan sisa uang muka", "advances:settle"),
        "daftar": Entry("Uang muka yang belum dipertanggungjawabkan", "advances:list_all"),
    },
)

ASSETS = Branch(
    "Inventaris: barang milik UPK dan penyusutannya",
    {
        "tambah": Entry("Daftarkan aset: baru, sudah dibukukan, atau saldo awal", "assets:add"),
        "daftar": Entry("Aset yang dimiliki dan nilai bukunya", "assets:list_all"),
        "lihat": Entry("Satu aset: riwayat dan bukti-buktinya", "assets:view"),
        "lepas": Entry("Lepaskan aset: dijual, rusak atau hilang", "asset_disposals:dispose"),
        "batal": Entry("Batalkan pendaftaran aset", "asset_disposals:cancel"),
        "batal-lepas": Entry("Batalkan pelepasan aset", "asset_disposals:undo"),
    },
)

ACCOUNTS = Branch(
    "Daftar akun",
    {
        "daftar": Entry("Daftar akun", "accounts:list_all"),
        "tambah": Entry("Tambah akun", "accounts:add"),
        "ubah-nama": Entry("Ganti nama akun", "accounts:rename"),
    },
)

JOURNAL = Branch(
    "Jurnal umum",
    {
        "catat": Entry("Catat jurnal umum", "journal:record"),
        "daftar": Entry("Daftar jurnal", "journal:list_all"),
        "lihat": Entry("Satu bukti: isinya, siapa yang mencatat, dan kapan", "journal:view"),
        "koreksi": Entry("Batalkan jurnal dengan jurnal koreksi", "journal:correct"),
        "koreksi-tahun-lalu": Entry("Betulkan laba tahun yang sudah lewat", "year_end:correct_prior"),
        "cetak": Entry("Cetak bukti kas masuk, kas keluar dan pemindahbukuan", "vouchers:print_out"),
        "lampiran": Entry("Sebut lampiran satu bukti: nota, kuitansi, atau tidak ada", "vouchers:tell"),
        "tanpa-lampiran": Entry("Bukti yang belum ada lampirannya", "vouchers:without"),
    },
)

FUNDS = Branch(
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
        "swadaya": Entry("Catat swadaya warga: bahan, tenaga dan nilainya", "fund_plans:contribution"),
        "tutup": Entry("Tutup dana yang sudah habis dan selesai", "funds:close"),
        "buka-lagi": Entry("Buka lagi dana yang sudah ditutup", "funds:reopen"),
        "daftar": Entry("Semua dana: diterima, dibelanjakan, sisa", "funds:list_all"),
        "lihat": Entry("Satu dana dengan semua rinciannya", "funds:view"),
    },
)

BUDGETS = Branch(
    "Anggaran tahunan (RAB)",
    {
        "isi": Entry("Isi anggaran satu akun: setahun atau satu bulan", "budgets:fill"),
        "impor": Entry("Baca anggaran setahun dari CSV atau Excel", "budgets:read"),
        "blanko": Entry("Buat blanko Excel anggaran untuk diisi", "budgets:make_blank"),
        "lihat": Entry("Anggaran setahun per akun dan bulan", "budgets:view"),
        "salin": Entry("Salin anggaran tahun lain, bila perlu dinaikkan", "budgets:copy"),
    },
)

BANK = Branch(
    "Rekening koran bank: dibaca, dicocokkan, direkonsiliasi",
    {
        "baca": Entry("Baca rekening koran, CSV atau Excel", "bank:read"),
        "cocokkan": Entry("Cocokkan rekening koran dengan buku", "bank_matching:match"),
        "lepas": Entry("Lepaskan baris yang keliru dicocokkan", "bank_matching:release"),
        "rekonsiliasi": Entry("Jelaskan saldo bank dan saldo buku, lalu cetak", "bank_matching:reconcile"),
        "batal-rekonsiliasi": Entry(
            "Batalkan rekonsiliasi satu akun per satu tanggal", "bank_matching:cancel"
        ),
        "daftar": Entry("Rekening koran dan rekonsiliasi setiap akun bank", "bank:list_all"),
        "batal": Entry("Batalkan rekening koran yang salah dibaca", "bank:cancel"),
    },
)

SURPLUS = Branch(
    "Pembagian laba (SHU): bagian, putusan, pembayaran",
    {
        "bagian": Entry("Bagian laba: tujuan, akun dan persennya", "surplus:shares"),
        "bagi": Entry("Bagi laba satu tahun menurut putusan", "surplus:allocate"),
        "lihat": Entry("Bagaimana laba satu tahun dibagi", "surplus:view"),
        "daftar": Entry("Alokasi laba yang sudah dan belum dibayarkan", "surplus:list_all"),
        "bayar": Entry("Bayarkan alokasi laba untuk satu tujuan", "surplus:pay"),
    },
)

PERIODS = Branch(
    "Tutup buku bulanan",
    {
        "siap": Entry("Apa yang masih terbuka, dan apakah angkanya cocok", "month_end:review"),
        "tutup": Entry("Tutup buku satu bulan", "periods:close"),
        "buka": Entry("Buka kembali bulan terakhir yang ditutup", "periods:reopen"),
        "status": Entry("Bulan yang sudah dan belum ditutup", "periods:status"),
        "tutup-tahun": Entry("Tutup satu tahun: labanya pindah ke Laba Ditahan", "year_end:close"),
        "batal-tutup-tahun": Entry("Batalkan penutupan tahun terakhir", "year_end:reopen"),
    },
)

YEARLY = Branch(
    "Laporan pertanggungjawaban tahunan (LPJ)",
    {
        "cetak": Entry("Cetak LPJ satu tahun buku dalam satu PDF", "yearly_reports:print_out"),
        "pengawas": Entry("Catat laporan Pengawas atas satu tahun buku", "yearly_reports:supervisors"),
        "sahkan": Entry("Catat pengesahan oleh rembug warga", "yearly_reports:ratify"),
        "lihat": Entry("Laporan Pengawas dan pengesahan yang tercatat", "yearly_reports:view"),
        "batal": Entry("Batalkan laporan Pengawas atau pengesahan", "yearly_reports:take_back"),
    },
)
