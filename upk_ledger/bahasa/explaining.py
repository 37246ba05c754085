"""An explanation in words: a sentence or two for each of its steps."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import count, percent, rupiah
from upk_ledger.bahasa.story import together
from upk_ledger.core.explaining import Step
from upk_ledger.core.money import RUPIAH

Facts = Mapping[str, Any]

_PERIODS = {"bulanan": "bulan", "dua-mingguan": "kali dua minggu", "mingguan": "minggu"}
_STARTS = {
    "pencairan": "cair",
    "pengajuan": "pengajuan",
    "penjadwalan": "dijadwal ulang",
    "persyaratan": "dijadwal ulang",
    "penataan": "dijadwal ulang",
}
_BALANCES = {
    "flat": "dari pokok semula",
    "menurun": "dari sisa pokok sebelum angsuran ini",
    "anuitas": "dari sisa pokok sebelum angsuran ini",
}
_WAYS = {
    "atas": "dibulatkan ke atas ke kelipatan {}",
    "bawah": "dibulatkan ke bawah ke kelipatan {}",
    "dekat": "dibulatkan ke kelipatan {} terdekat",
}
_MOST_DAYS = 12
"""More due days than that are not named one by one."""


def told(step: Step) -> str:
    """A step in words."""
    return _STEPS[step.rule](step.facts)


def exact(value: Fraction) -> str:
    """An exact amount in rupiah with two decimals, cut off: Rp208.333,33; a whole one without them."""
    sen = int(value * RUPIAH)
    return rupiah(sen) + ("" if value.denominator == 1 or sen % RUPIAH else ",00")


def rate(value: Fraction) -> str:
    """A rate, shortened where it has no end: 0,6923...%."""
    shown = Fraction(int(value * 10_000), 10_000)
    return percent(shown) if shown == value else percent(shown).replace("%", "...%")


def rounding_text(rounding: str) -> str:
    """What an amount is rounded to."""
    if rounding == "none":
        return "dibulatkan ke rupiah terdekat"
    unit, way = rounding.split("-")
    return _WAYS[way].format(rupiah(int(unit) * RUPIAH))


def _rules(facts: Facts) -> str:
    text = f"Aturan: {facts['name']} ({facts['rulebook']})"
    if facts["granted"]:
        text += ", yang berlaku waktu pinjaman diajukan"
    if facts["product"]:
        text += f"; produk {facts['product']} {facts['product_name']}"
    doubts = [f"{key} ({words})" for key, words in facts["doubts"].items()]
    return text + (f". Belum pasti: {'; '.join(doubts)}" if doubts else "")


def _due(facts: Facts) -> str:
    text = (
        f"Angsuran ke-{facts['number']} jatuh tempo {long_date(facts['due_date'])}: {facts['periods']}"
        f" {_PERIODS[facts['frequency']]} setelah {_STARTS[facts['basis']]} {long_date(facts['start'])}"
    )
    if facts["grace"]:
        text += f" (angsuran ke-{facts['number']} ditambah masa tenggang {facts['grace']})"
    if facts["payment_day"]:
        text += f", pada hari bayar tanggal {facts['payment_day']}"
    if facts["cutoff"]:
        text += f"; cair sesudah tanggal {facts['cutoff']}, maka sebulan lebih lambat"
    if facts["before_shift"]:
        text += f"; {long_date(facts['before_shift'])} jatuh pada hari libur, maka digeser"
    return text + "."


def _rate(facts: Facts) -> str:
    said = f"{percent(facts['rate_percent'])} per {facts['rate_per']}"
    monthly = facts["frequency"] == "bulanan"
    if facts["rate_per"] == "bulan" and monthly:
        return f"Jasa {said}, satu angsuran sebulan."
    if facts["rate_per"] == "bulan":
        year = {"dua-mingguan": 26, "mingguan": 52}[facts["frequency"]]
        return f"Jasa {said} x 12 bulan : {year} angsuran setahun = {rate(facts['percent'])} per angsuran."
    whole = "seluruh jangka" if facts["rate_per"] == "jangka" else "setahun"
    return f"Jasa {said} : {facts['divisor']} angsuran {whole} = {rate(facts['percent'])} per angsuran."


def _service_formula(facts: Facts) -> str:
    return f"{rate(facts['percent'])} x {rupiah(facts['base'])} = {exact(facts['exact'])}"


def _service(facts: Facts) -> str:
    whole = facts["exact"] * RUPIAH == facts["amount"]
    rounded = "" if whole else f", dibulatkan ke rupiah terdekat = {rupiah(facts['amount'])}"
    return f"Jasa: {_service_formula(facts)}{rounded} ({facts['method']}, {_BALANCES[facts['method']]})."


def _last_service(facts: Facts) -> str:
    whole = facts["exact_whole"] * RUPIAH == facts["whole"]
    rounded = "" if whole else f", dibulatkan ke rupiah terdekat = {rupiah(facts['whole'])}"
    return (
        f"Jasa: seluruh jangka {rate(facts['percent'])} x {rupiah(facts['base'])} x {facts['tenor']} angsuran ="
        f" {exact(facts['exact_whole'])}{rounded}, dikurangi jasa angsuran sebelumnya {rupiah(facts['earlier'])} ="
        f" {rupiah(facts['amount'])} (flat, angsuran terakhir)."
    )


def _limited_service(facts: Facts) -> str:
    return (
        f"Jasa: {_service_formula(facts)}, tetapi sisa jasa seluruh jangka tinggal {rupiah(facts['amount'])}."
    )


def _principal(facts: Facts) -> str:
    whole = facts["exact"] * RUPIAH == facts["amount"]
    rounded = "" if whole else f", dibulatkan ke bawah = {rupiah(facts['amount'])}"
    return f"Pokok: {rupiah(facts['base'])} : {facts['parts']} = {exact(facts['exact'])}{rounded}."


def _total(facts: Facts) -> str:
    if facts["method"] == "anuitas":
        text = f"jumlah angsuran anuitas {rupiah(facts['base'])} dalam {facts['parts']} angsuran"
    else:
        text = f"jumlah angsuran (pokok {rupiah(facts['base'])} : {facts['parts']} ditambah jasa)"
    return (
        f"Pokok: {text} = {exact(facts['exact_total'])}, {rounding_text(facts['rounding'])} ="
        f" {rupiah(facts['total'])}, dikurangi jasa {rupiah(facts['service'])} = "
    )


def _limited_principal(facts: Facts) -> str:
    why = "tidak kurang dari nol" if not facts["amount"] else "tidak lebih dari sisa pokok"
    return f"{_total(facts)}{rupiah(facts['total'] - facts['service'])}; {why}: {rupiah(facts['amount'])}."


def _rest(facts: Facts) -> str:
    early = ", karena pembulatan ke atas melunasinya lebih cepat" if facts["early"] else ""
    return f"Pokok: angsuran terakhir membayar seluruh sisa {rupiah(facts['amount'])}{early}."


def _members(facts: Facts) -> str:
    return together((one["member"], _both(one)) for one in facts["members"])


def _both(facts: Facts) -> str:
    return f"pokok {rupiah(facts['principal'])}, jasa {rupiah(facts['service'])}"


def _due_so_far(facts: Facts) -> str:
    listed = f"{count(facts['installments'])} angsuran"
    if facts["settled"]:
        listed = f"yang terbayar sebelum dijadwal ulang dan {listed}"
    return f"Seharusnya sudah dibayar sebelum {long_date(facts['as_of'])} ({listed}): {_both(facts)}."


def _past(facts: Facts) -> str:
    months = facts["past_maturity"]
    late = (
        f", ditambah {months} bulan sesudah jatuh tempo terakhir {long_date(facts['last_due'])}"
        if months
        else ""
    )
    return f"{late} = {facts['months']} bulan."


def _age(facts: Facts) -> str:
    days = facts["days"]
    along = "menurut tanggal jatuh temponya" if facts["frequency"] == "bulanan" else "dari tanggal itu"
    named = ", ".join(long_date(one) for one in days[:_MOST_DAYS])
    more = ", dan seterusnya" if len(days) > _MOST_DAYS else ""
    return (
        f"Dihitung dari {long_date(facts['due_date'])} {along}: {named}{more}. Yang pertama tidak sebelum"
        f" {long_date(facts['as_of'])} adalah bulan ke-{facts['months']}: menunggak {facts['months']} bulan."
    )


def _by_months(facts: Facts) -> str:
    lower, upper = facts["lower"], facts["upper"]
    reach = f"{lower} bulan ke atas" if upper is None else f"{lower} sampai {upper} bulan"
    reach = "0 bulan" if upper == 0 else f"{lower} bulan" if upper == lower else reach
    return f"Menunggak {facts['months']} bulan: golongan {facts['class']} {facts['name']} ({reach})."


def _kept(facts: Facts) -> str:
    return (
        f"Golongan {facts['class_']} bertahan sejak dijadwal ulang {long_date(facts['since'])}, sampai"
        f" {facts['wanted']} angsuran berturut-turut dibayar tepat waktu; sampai sekarang baru {facts['punctual']}."
    )


_STEPS: Mapping[str, Callable[[Facts], str]] = {
    "aturan": _rules,
    "jatuh-tempo": _due,
    "tarif": _rate,
    "bagian": lambda f: f"Bagian {rupiah(f['share'])} (anggota {', '.join(f['members'])}):",
    "jasa": _service,
    "jasa-sisa": _last_service,
    "jasa-batas": _limited_service,
    "jasa-dibawa": lambda f: f"Ditambah jasa yang dibawa dari jadwal sebelumnya {rupiah(f['amount'])}.",
    "pokok": _principal,
    "pokok-total": lambda f: f"{_total(f)}{rupiah(f['amount'])}.",
    "pokok-batas": _limited_principal,
    "pokok-sisa": _rest,
    "pokok-tenggang": lambda f: f"Pokok: Rp0, masih dalam masa tenggang {f['grace']} angsuran (hanya jasa).",
    "anggota": lambda f: f"Dijumlahkan dari bagian setiap anggota: {_members(f)}.",
    "anggota-dibagi": lambda f: (
        f"Dibagi menurut bagian setiap anggota, sisa terbesar lebih dulu: {_members(f)}."
    ),
    "diambil-alih": lambda f: f"Sejak {long_date(f['date'])} sebagian diambil alih: {_members(f)}.",
    "baris-terbayar": lambda f: (
        f"Baris ini mencatat yang sudah dibayar sebelum dijadwal ulang {long_date(f['due_date'])}: {_both(f)}."
    ),
    "lunas-lebih-awal": lambda f: (
        f"Jadwal berakhir {long_date(f['date'])} karena dilunasi lebih awal: {_both(f)}."
    ),
    "jumlah": lambda f: (
        f"Jumlah: pokok {rupiah(f['principal'])} + jasa {rupiah(f['service'])} = {rupiah(f['total'])}."
    ),
    "seharusnya": _due_so_far,
    "terbayar": lambda f: f"Sudah dibayar sampai {long_date(f['as_of'])}: {_both(f)}.",
    "dihapus-buku": lambda f: f"Dihapus buku: pokok {rupiah(f['amount'])}; tagihannya dicatat tersendiri.",
    "kurang": lambda f: f"Kurang: {_both(f)}.",
    "bulan-nihil": lambda f: (
        f"Tidak ada angsuran yang lewat jatuh tempo pada {long_date(f['as_of'])}: 0 bulan."
    ),
    "tertua": lambda f: (
        f"Yang tertua belum lunas: angsuran ke-{f['number']}, jatuh tempo {long_date(f['due_date'])},"
        f" kurang {_both(f)}."
    ),
    "bulan-umur": _age,
    "bulan-angsuran": lambda f: f"Angsuran yang terlewat: {f['missed']}{_past(f)}",
    "bulan-perdesaan": lambda f: (
        f"Tunggakan pokok {rupiah(f['arrears_principal'])} : pokok angsuran {rupiah(f['first_principal'])}, dibulatkan"
        f" ke atas = {f['missed']}{_past(f)}"
    ),
    "golongan-bulan": _by_months,
    "golongan-lewat-tempo": lambda f: (
        f"Sudah lewat jatuh tempo terakhir {long_date(f['last_due'])}: menurut produknya paling baik golongan"
        f" {f['least']}."
    ),
    "golongan-bertahan": _kept,
    "golongan-pulih": lambda f: (
        f"Golongan {f['class_']} dari penjadwalan ulang tidak bertahan lagi: {f['punctual']} angsuran berturut-turut"
        " sudah dibayar tepat waktu."
    ),
    "golongan": lambda f: f"Golongan: {f['class']} {f['name']}.",
    "cadangan": lambda f: (
        f"Cadangan: {percent(f['percent'])} x sisa pokok {rupiah(f['base'])} = {rupiah(f['amount'])} (dalam laporan"
        " dibulatkan per golongan)."
    ),
}
