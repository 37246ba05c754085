"""Sentences for the roles of a database server that hosts a region."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import region_roles as errors
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.RolesNeedServer: (
        "Buku {place} sebuah berkas: peran hanya ada pada basis data PostgreSQL. Berkas dijaga dengan hak berkas di"
        " komputernya."
    ),
    errors.RolesNotPrepared: (
        "Buku {place} belum disiapkan untuk peran. Siapkan sebagai pemiliknya, sesudah ada wilayah (upk wilayah mulai),"
        " dengan: upk wilayah peran siapkan."
    ),
    errors.RolesNotMakable: (
        'Pemilik buku, "{owner}", belum boleh membuat peran di server ini. Minta pengelola servernya menjalankan:'
        " ALTER ROLE {owner} CREATEROLE; lalu ulangi. Tanpa peran: upk wilayah mulai --tanpa-peran."
    ),
    errors.RoleNameWrong: (
        'Nama peran "{given}" tidak dapat dipakai. Pakai huruf kecil, angka, garis bawah atau tanda hubung, diawali'
        " huruf, paling panjang 63; awalan pg_, upk_kantor_ dan upk_pemda_ sudah terpakai."
    ),
    errors.RoleTooMighty: (
        'Peran "{role}" tidak dapat dipakai untuk mencatat: ia pemilik buku, superuser, atau boleh membuat peran, jadi'
        " tidak terikat pembatasan per UPK. Pakai nama lain; peran itu dibuat oleh perintah ini."
    ),
    errors.RoleOfBoth: (
        'Peran "{role}" sudah bekerja untuk {office}. Satu peran tidak dapat bekerja untuk UPK dan untuk wilayah'
        " sekaligus: wilayah tidak membaca NIK dan alamat. Pakai nama peran lain, atau cabut dulu dengan:"
        " upk wilayah peran cabut {role}."
    ),
    errors.UnknownRole: 'Tidak ada peran "{given}" pada buku ini.{known:mirip} Lihat: upk wilayah peran daftar.',
}
