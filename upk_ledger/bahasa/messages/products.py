"""Sentences for the refusals about loan products."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import products
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    products.UnknownProduct: 'Produk pinjaman "{given}" tidak ada.{near:mirip} Daftarnya: upk produk daftar.',
    products.ProductExists: (
        "Kode {product} sudah dipakai produk {name}. Pakai kode lain, atau ubah produk itu dengan: upk produk ubah"
        " {product}."
    ),
    products.ProductNotYet: (
        "Produk {product} baru berlaku sejak {since:tgl}, sedangkan pengajuan ini bertanggal {on:tgl}. Periksa"
        " tanggalnya, atau pilih produk lain."
    ),
    products.ProductClosed: (
        "Produk {product} {name} sudah ditutup sejak {since:tgl}. Pilih produk lain, atau buka lagi dengan: upk produk"
        " ubah {product}."
    ),
    products.ProductUnchanged: (
        "Tidak ada yang berubah pada produk {product}. Tulis apa yang diubah; keadaannya sekarang: upk produk lihat"
        " {product}."
    ),
    products.TenorRangeEmpty: (
        "Jangka waktu paling pendek {tenor_from} angsuran melebihi yang paling panjang, {tenor_to} angsuran."
        " Perbaiki salah satunya."
    ),
    products.PercentAboveWhole: "Isian {given:persen} untuk {term} melebihi 100%. Periksa persennya.",
}
