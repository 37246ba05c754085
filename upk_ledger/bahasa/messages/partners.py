"""Sentences for the refusals about loan funds of partners."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, fill
from upk_ledger.core.errors import partners
from upk_ledger.core.errors.base import UpkError


def _still_owed(error: partners.PartnerStillOwed) -> str:
    parts = []
    if error.owed:
        parts.append("masih terhutang {owed:rp} kepada mitra")
    if error.lent:
        parts.append("masih ada pinjaman KSM {lent:rp} dari dana ini")
    return fill(f"Dana mitra {{fund}} belum dapat ditutup: {' dan '.join(parts)}.", **vars(error))


SENTENCES: Mapping[type[UpkError], Sentence] = {
    partners.PartnerFundClosed: (
        "Dana mitra {fund} ({name}) sudah ditutup. Bila ditutup karena keliru, buka lagi dengan:"
        " upk mitra tutup {fund} --batal."
    ),
    partners.PartnerFundOpen: "Dana mitra {fund} tidak sedang ditutup, jadi tidak ada yang dibuka lagi.",
    partners.PartnerStillOwed: _still_owed,
    partners.NoPartnerSchedule: (
        "Dana mitra {fund} belum mempunyai jadwal, sehingga pembayaran tidak dapat dipecah menjadi jasa dan pokok."
        " Isi jadwalnya dengan: upk mitra jadwal {fund} --berkas FILE.csv, atau sebut pecahannya: --pokok dan --jasa."
    ),
    partners.PaysPartnerTooMuch: (
        "Pembayaran {amount:rp} melebihi sisa kewajiban dana mitra {fund}: pokok {principal:rp} dan jasa"
        " {service:rp}. Periksa jumlahnya, atau jadwalnya: upk mitra jadwal {fund}."
    ),
    partners.PartnerSplitWrong: (
        "Pokok {principal:rp} dan jasa {service:rp} tidak berjumlah {amount:rp}. Samakan dengan yang dibayarkan."
    ),
    partners.BeforePartnerAgreement: (
        "Tanggal {on:tgl} mendahului perjanjian dana mitra {fund}, {agreed_on:tgl}. Periksa tanggalnya; tanggal"
        " perjanjian yang keliru diperbaiki dengan: upk mitra ubah {fund} --tanggal TANGGAL."
    ),
    partners.LoanHasEntries: (
        "Pinjaman {loan} sudah mempunyai jurnal, sehingga dananya tidak dapat diganti lagi. Dana pinjaman baru disebut"
        " waktu pencairan: upk pinjaman cairkan {loan} --dana KODE."
    ),
    partners.ScheduleRowWrong: (
        "Baris ke-{number} jadwal ({due:tgl}) tidak dapat dipakai: setiap baris harus jatuh tempo sesudah baris"
        " sebelumnya dan ada yang dibayar. Perbaiki berkasnya."
    ),
    partners.ScheduleBelowRepaid: (
        "Jadwal ini kurang dari yang sudah dibayarkan kepada mitra {fund}: pokok {principal:rp} dan jasa {service:rp}."
        " Jadwal memuat seluruh angsuran, juga yang sudah dibayar."
    ),
}
