"""Invented names. The codes of their NIK and telephone numbers belong to no province and no network."""

OFFICES = (
    "Melati", "Kenanga", "Cempaka", "Anggrek", "Flamboyan", "Teratai", "Bougenvil", "Seruni", "Kamboja", "Dahlia",
)  # fmt: skip
"""Names that an office and its board share."""

VILLAGES = (
    "Karangsari", "Sumberayu", "Tegalrejo Asri", "Wanasari Indah", "Banyuasih", "Rejomulyo Baru", "Kaliwening",
    "Padasuka Raya", "Jatimekar", "Gununglarang",
)  # fmt: skip
DISTRICTS = ("Banyuasri", "Tirtasari", "Kertamulya", "Purwajaya")
REGENCY = "Tirtamulya"
PROVINCE = "Nusa Raya"

GROUPS = (
    "Mekar Sari", "Sumber Rejeki", "Maju Bersama", "Tunas Harapan", "Sido Makmur", "Kartini", "Berkah Mandiri",
    "Guyub Rukun", "Bina Usaha", "Ngudi Lestari", "Karya Ibu", "Rukun Tani",
)  # fmt: skip
OLD_GROUPS = ("Sekar Arum", "Mawar Putih", "Ngudi Rejeki")
"""Groups of the years before the book, whose loans were never paid back."""

WOMEN = (
    "Siti", "Sri", "Dewi", "Nur", "Endang", "Yuni", "Ratna", "Wati", "Tini", "Lilis", "Mulyani", "Sumiati",
    "Kartika", "Aminah", "Rohani", "Suharti", "Parti", "Ida", "Nining", "Maryam", "Tuti", "Eka", "Fitri", "Ani",
)  # fmt: skip
MEN = (
    "Budi",
    "Slamet",
    "Agus",
    "Joko",
    "Rahmat",
    "Tarno",
    "Udin",
    "Yanto",
    "Hasan",
    "Dedi",
    "Wahyu",
    "Karno",
)
LAST = (
    "Lestari", "Rahayu", "Utami", "Handayani", "Susanti", "Wulandari", "Setiawati", "Ningsih", "Anggraini",
    "Maharani", "Kusuma", "Hidayati", "Permata", "Astuti", "Kurnia", "Puspita",
)  # fmt: skip
LAST_MEN = ("Santoso", "Wibowo", "Hidayat", "Saputra", "Nugroho", "Kurniawan", "Setiawan", "Maulana")

PURPOSES = (
    "Modal warung kelontong", "Modal dagang sayur", "Modal usaha kue basah", "Modal jahit dan konveksi",
    "Modal warung makan", "Modal ternak ayam", "Modal dagang pakaian", "Modal usaha tempe",
)  # fmt: skip

OFFICERS = (
    ("pembuku", "Pembuku"),
    ("manajer", "Manajer UPK"),
    ("pengawas", "Pengawas"),
    ("koordinator", "Koordinator"),
)
"""Codes and roles of the officers of every sample office."""
