"""Findings across UPK in words: what was seen and what to check, never who is guilty."""

from collections.abc import Callable, Mapping
from typing import Any

from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import count, decimal, exact, rupiah
from upk_ledger.core.region import findings
from upk_ledger.core.region.findings import Finding

_NAMES = {
    findings.SAME_PERSON: "Orang yang sama meminjam di beberapa UPK",
    findings.STOPPED: "Pinjaman yang berhenti dibayar",
    findings.OFFICE_STOPPED: "UPK yang berhenti menerima angsuran",
    findings.EVERGREEN: "Lunas lebih awal lalu meminjam lagi",
    findings.CANCELLED: "Pembatalan penerimaan dekat pergantian bulan",
    findings.UNBANKED: "Kas yang tidak disetor ke bank",
    findings.DIGITS: "Pola angka penerimaan",
    findings.CHANGED: "Aturan, pengaturan atau bentuk laporan yang diubah",
}

_CHECK = "Perlu diperiksa: "


def kind_name(kind: str) -> str:
    """What a kind of finding is called."""
    return _NAMES[kind]


def told(one: Finding) -> str:
    """What a finding says, and what to check."""
    return _WORDS[one.kind](one.facts, one)


def _same_person(facts: Mapping[str, Any], _one: Finding) -> str:
    loans = "; ".join(
        f"{each['upk']} KSM {each['group']} anggota {each['member']}, pinjaman {each['loan']}"
        f" (bagian {rupiah(each['share'])})"
        if each["share"] is not None
        else f"{each['upk']} KSM {each['group']} anggota {each['member']}, pinjaman {each['loan']}"
        f" (saldo KSM {rupiah(each['balance'])}, tidak dirinci per anggota)"
        for each in facts["loans"]
    )
    return f"NIK yang sama: {loans}. {_CHECK}benar orang yang sama atau salah ketik, dan sanggupkah membayar semuanya."


def _stopped(facts: Mapping[str, Any], _one: Finding) -> str:
    return (
        f"Pinjaman {facts['loan']} dibayar {facts['months']} bulan berturut-turut, terakhir {long_date(facts['last'])};"
        f" sesudah itu {facts['dues']} angsuran jatuh tempo tanpa penerimaan, saldo {rupiah(facts['balance'])}."
        f" {_CHECK}KSM memang berhenti membayar, atau sudah membayar tetapi belum dibukukan (cocokkan Kartu Angsuran)."
    )


def _office_stopped(facts: Mapping[str, Any], _one: Finding) -> str:
    return (
        f"Tidak ada penerimaan angsuran selama {facts['months']} bulan yang sudah ditutup, sesudah"
        f" {facts['before']} penerimaan dalam {facts['regular']} bulan sebelumnya (terakhir"
        f" {long_date(facts['last'])}); {facts['dues']} angsuran jatuh tempo."
        f" {_CHECK}KSM berhenti membayar, atau uangnya belum dibukukan."
    )


def _evergreen(facts: Mapping[str, Any], _one: Finding) -> str:
    return (
        f"Pinjaman {facts['loan']} lunas {long_date(facts['paid_off_on'])} ({rupiah(facts['paid'])}),"
        f" {facts['dues_left']} angsuran sebelum waktunya; KSM yang sama menerima pinjaman {facts['new_loan']}"
        f" pada {long_date(facts['lent_on'])}. {_CHECK}dari mana uang pelunasannya, dan apakah pinjaman baru menutup"
        " yang lama."
    )


def _cancelled(facts: Mapping[str, Any], _one: Finding) -> str:
    return (
        f"{facts['cancelled']} pembatalan dari {facts['receipts']} penerimaan pada {facts['days']} hari pertama dan"
        f" terakhir bulan; pada hari lain {facts['other_cancelled']} dari {facts['other_receipts']}, di UPK lain"
        f" {facts['elsewhere_cancelled']} dari {facts['elsewhere_receipts']} pada hari-hari itu."
        f" {_CHECK}alasan setiap pembatalan, dan kuitansi yang dipegang KSM."
    )


def _unbanked(facts: Mapping[str, Any], one: Finding) -> str:
    whose = "batas UPK" if facts["own_limit"] else "UPK tidak menetapkan batas; batas wilayah"
    end = "dan belum disetor" if facts["lasting"] else f"sampai {long_date(facts['until'])}"
    return (
        f"Kas {facts['account']} di atas {rupiah(facts['limit'])} ({whose}) selama {count(facts['days'])} hari sejak"
        f" {long_date(one.on)} {end}, paling tinggi {rupiah(facts['highest'])}. {_CHECK}uangnya ada (opname kas),"
        " dan mengapa tidak disetor ke bank."
    )


def _digits(facts: Mapping[str, Any], _one: Finding) -> str:
    unit = rupiah(facts["unit"] * 100)
    what = f"kelipatan {unit}" if facts["test"] == "bulat" else f"angka {facts['digit']} pada tempat {unit}"
    statistic, critical = (decimal(exact(facts[name]) / 100, 2) for name in ("statistic", "critical"))
    return (
        f"{facts['alike']} dari {facts['receipts']} penerimaan berupa {what}, padahal dari {facts['dues']} angsuran"
        f" yang jatuh tempo pada pinjaman itu hanya {facts['dues_alike']} (khi-kuadrat {statistic}, batas {critical}"
        f" pada taraf 0,1%). {_CHECK}cocokkan jumlahnya dengan kuitansi dan Kartu Angsuran."
    )


def _changed(facts: Mapping[str, Any], _one: Finding) -> str:
    if facts["what"] == "pengaturan":
        new, old = facts["value"] or "(kosong)", facts["before"]
        return (
            f'Pengaturan {facts["name"]} diubah dari "{old}" menjadi "{new}" (catatan {facts["record"]}).'
            f" {_CHECK}alasan dan putusannya."
        )
    text = "" if facts["shipped"] else "; isinya berbeda dari edisi dengan nama itu"
    before = f", menggantikan {facts['before']}" if facts["before"] else ""
    return f"Memakai aturan {facts['name']}{before} (catatan {facts['record']}){text}. {_CHECK}putusan BKM/LKM-nya."


_WORDS: Mapping[str, Callable[[Mapping[str, Any], Finding], str]] = {
    findings.SAME_PERSON: _same_person,
    findings.STOPPED: _stopped,
    findings.OFFICE_STOPPED: _office_stopped,
    findings.EVERGREEN: _evergreen,
    findings.CANCELLED: _cancelled,
    findings.UNBANKED: _unbanked,
    findings.DIGITS: _digits,
    findings.CHANGED: _changed,
}
