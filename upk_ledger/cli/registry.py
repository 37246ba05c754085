"""Every command by name: its one-line help, and where it lives.

Listing and completing commands reads this table only; the module of a command is imported when it runs.
"""

from collections.abc import Mapping

from upk_ledger.cli import registry_books
from upk_ledger.cli.branches import Branch, Entry
from upk_ledger.cli.registry_region import KEYS, REGION, SENDING

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


_STATEMENTS = Branch(
    "Laporan keuangan dan pinjaman",
    {
        **{name: Entry(summary, f"reports:COMMANDS.{name}") for name, summary in REPORTS.items()},
        "kinerja-pembukuan": Entry(
            "Kinerja pembukuan kantor ini, dari isi bukunya", "region.bookkeeping:own_score"
        ),
        "daftar": Entry("Nama semua laporan", "reports:list_names"),
        "paket": Entry("Cetak semua laporan satu bulan ke satu folder", "reports:package"),
        "lpj": Entry("Cetak LPJ tahunan (sama dengan: lpj cetak)", "yearly_reports:print_out"),
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
                "pinjaman": Entry("Pinjaman dari saldo awal yang memakai dana mitra", "partners:assign"),
                "lihat": Entry("Keadaan satu dana mitra", "partners:view"),
                "daftar": Entry("Semua dana mitra", "partners:list_all"),
                "tutup": Entry("Tutup dana mitra yang sudah dikembalikan", "partners:close"),
            },
        ),
        "kas": registry_books.CASH,
        "uang-muka": registry_books.ADVANCES,
        "aset": registry_books.ASSETS,
        "akun": registry_books.ACCOUNTS,
        "jurnal": registry_books.JOURNAL,
        "dana": registry_books.FUNDS,
        "sekretariat": Branch(
            "Sekretariat BKM/LKM: pembukuan sendiri di samping UPK",
            {"mulai": Entry("Mulai pembukuan Sekretariat dalam buku yang sama", "secretariat:start")},
        ),
        "anggaran": registry_books.BUDGETS,
        "bank": registry_books.BANK,
        "periode": registry_books.PERIODS,
        "laba": registry_books.SURPLUS,
        "tutup-buku": Entry("Tutup buku satu bulan (sama dengan: periode tutup)", "periods:close"),
        "lpj": registry_books.YEARLY,
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
                "jejak": Entry("Buka satu angka laporan sampai ke bukti dan pencatatnya", "tracing:trace"),
                "jejak-bukti": Entry("Semua angka laporan yang memuat satu bukti", "tracing:trace_entry"),
                "buku-kerja": Entry("Satu buku kerja Excel untuk kantor akuntan", "audit_workbook:write"),
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
        "kirim": SENDING,
        "kunci": KEYS,
        "wilayah": REGION,
        "cadang": Entry("Salin buku ke tempat lain (cadangan)", "backup:copy"),
        "pelengkap": Entry("Pelengkap perintah (tombol Tab) untuk terminal Anda", "completion:script"),
    },
)
