"""Sentences for the refusals about the register of assets."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import assets
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    assets.UnknownAsset: (
        'Tidak ada aset berkode "{given}" dalam daftar inventaris.{near:mirip} Lihat daftarnya: upk aset daftar.'
    ),
    assets.AssetExists: "Kode {given} sudah dipakai untuk {name}. Pakai kode lain.",
    assets.SalvageTooHigh: (
        "Nilai sisa {salvage:rp} ditambah penyusutan yang sudah ada {depreciated:rp} melebihi harga {cost:rp}. Periksa"
        " ketiganya."
    ),
    assets.PurchaseTooSmall: (
        "Bukti {voucher} mendebit akun aset tetap hanya {room:rp} yang belum terdaftar, sedangkan harga aset ini"
        " {cost:rp}. Periksa nomor bukti dan harganya: upk jurnal lihat {voucher}."
    ),
    assets.PurchaseIsOpening: (
        "Bukti {voucher} adalah saldo awal. Untuk aset yang sudah ada ketika pembukuan dimulai pakai --saldo-awal,"
        " bukan --bukti."
    ),
    assets.OpeningTooSmall: (
        "Saldo awal akun {account} yang belum terdaftar hanya {room:rp}, sedangkan harga aset ini {cost:rp}. Periksa"
        " harganya, atau apakah aset ini dibeli sesudah pembukuan dimulai (pakai --bukti)."
    ),
    assets.OpeningDepreciationTooSmall: (
        "Akumulasi penyusutan dalam saldo awal yang belum terbagi hanya {room:rp}, sedangkan untuk aset ini"
        " {depreciated:rp}. Sebut yang benar dengan --tersusut, misalnya --tersusut 0."
    ),
    assets.NotInOpening: (
        "Aset yang diperoleh pada {on:tgl} tidak mungkin ada dalam saldo awal per {start:tgl}. Periksa tanggalnya, atau"
        " catat tanpa --saldo-awal."
    ),
    assets.AssetDisposed: (
        "Aset {asset} sudah dilepas pada {on:tgl} dengan bukti {voucher}. Bila keliru, batalkan dulu:"
        ' upk aset batal-lepas {asset} --alasan "...".'
    ),
    assets.AssetNotDisposed: "Aset {asset} tidak sedang dilepas, jadi tidak ada yang dibatalkan.",
    assets.DisposedBeforeAcquired: (
        "Aset {asset} diperoleh pada {acquired:tgl}, sehingga tidak dapat dilepas pada {on:tgl}. Periksa tanggalnya."
    ),
}
