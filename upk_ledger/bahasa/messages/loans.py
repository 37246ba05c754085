"""Sentences for the refusals of loan terms, member shares and payments."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, fill
from upk_ledger.core.errors import loans
from upk_ledger.core.errors.base import UpkError


def _too_much(error: loans.PaysTooMuch) -> str:
    said = (
        "Setoran {amount:rp} melebihi seluruh sisa kewajiban pinjaman {number}, yaitu {payoff:rp}. Catat paling"
        " banyak {payoff:rp}, atau simpan kelebihannya dengan: --kelebihan titipan."
        if error.payoff
        else "Pinjaman {number} sudah lunas. Periksa nomor pinjamannya; setoran untuk nanti dapat disimpan dengan:"
        " --kelebihan titipan."
    )
    if error.quote is not None:
        said += " Pelunasan lebih awal tanpa jasa berikutnya {quote:rp}: upk angsuran lunasi {number}."
    if error.deposit:
        way = "pakai {number}" if error.payoff else "kembalikan {number} JUMLAH"
        said += f" Titipan pinjaman ini {{deposit:rp}}; pakailah dengan: upk titipan {way}."
    return fill(said, **vars(error))


SENTENCES: Mapping[type[UpkError], Sentence] = {
    loans.PrincipalNotPositive: "Pokok pinjaman {principal:rp} harus lebih dari nol. Periksa jumlahnya.",
    loans.TenorOutOfRange: (
        "Jangka waktu {tenor} kali angsuran tidak bisa dipakai. Isi banyaknya angsuran, dari 1 sampai {most}."
    ),
    loans.RateNegative: "Jasa {rate_percent:persen} tidak mungkin kurang dari nol. Ketik persennya, misalnya 1,5.",
    loans.GraceOutOfRange: (
        "Masa tenggang {grace} tidak cocok dengan jangka waktu {tenor} angsuran. "
        "Isi 0 atau lebih, dan kurang dari jangka waktunya."
    ),
    loans.UnknownTerm: 'Isian "{given}" untuk {term} tidak dikenal. Pilih salah satu: {allowed:daftar}.',
    loans.DueDateBeyondCalendar: (
        "Pinjaman mulai {start:tgl} dengan {tenor} angsuran melewati batas kalender. "
        "Periksa tanggal mulainya."
    ),
    loans.ShareNotPositive: (
        "Bagian anggota {member} sebesar {share:rp} harus lebih dari nol. "
        "Perbaiki bagiannya, atau keluarkan anggota itu dari pinjaman ini."
    ),
    loans.MemberSharesTwice: (
        "Anggota {member} tertulis dua kali dalam satu pinjaman. Jadikan satu baris dengan jumlah seluruhnya."
    ),
    loans.SharesDoNotAddUp: (
        "Jumlah bagian anggota {total:rp} tidak sama dengan pinjaman KSM {principal:rp}. "
        "Samakan dulu: bagian semua anggota harus berjumlah tepat sebesar pinjamannya."
    ),
    loans.PaymentNotPositive: "Jumlah setoran {amount:rp} harus lebih dari nol. Periksa jumlahnya.",
    loans.UnknownLoan: 'Pinjaman "{given}" tidak ada.{near:mirip} Daftarnya: upk pinjaman daftar.',
    loans.LoanExists: "Nomor pinjaman {number} sudah dipakai. Pakai nomor lain.",
    loans.NoRunningLoan: lambda error: fill(
        "KSM {group} {name} tidak mempunyai pinjaman yang masih berjalan, tetapi ada yang dihapus buku:"
        " {written_off:daftar}. Untuk mencatat penerimaan kembali, sebut nomornya: upk angsuran catat NOMOR JUMLAH."
        if error.written_off
        else "KSM {group} {name} tidak mempunyai pinjaman yang masih berjalan. Periksa KSM-nya; daftar pinjaman:"
        " upk pinjaman daftar.",
        **vars(error),
    ),
    loans.SeveralRunningLoans: (
        "KSM {group} {name} mempunyai lebih dari satu pinjaman yang berjalan. Sebut nomornya: {numbers:daftar}."
    ),
    loans.WrongStage: (
        "Pinjaman {number} sekarang {stands}, padahal langkah ini hanya untuk pinjaman yang {wanted:daftar}."
        " Lihat keadaannya: upk pinjaman lihat {number}."
    ),
    loans.BeforeEarlierStep: (
        "Tanggal {on:tgl} mendahului langkah sebelumnya pada pinjaman {number}, yaitu {earlier:tgl}. Pakai tanggal"
        " yang sama atau sesudahnya."
    ),
    loans.DecisionAboveApplication: (
        "Pinjaman {number} diajukan sebesar {asked:rp}, tetapi putusannya {decided:rp}. Putusan tidak boleh"
        " melebihi pengajuan; buat pengajuan baru bila memang perlu lebih."
    ),
    loans.SharesNeeded: (
        "Jumlah pinjaman {number} berubah, padahal pinjaman ini dibagi per anggota. Tulis lagi bagian setiap anggota."
    ),
    loans.PaysTooMuch: _too_much,
    loans.NoShares: (
        "Pinjaman {number} tidak dibagi per anggota. Catat untuk KSM seluruhnya, tanpa menyebut anggota."
    ),
    loans.MembersDoNotAddUp: (
        "Setoran para anggota berjumlah {total:rp}, padahal seluruh setoran {amount:rp}. Samakan dulu jumlahnya."
    ),
    loans.MemberPaysTooMuch: (
        "Setoran anggota {member} sebesar {amount:rp} melebihi sisa kewajibannya pada pinjaman {number}, yaitu"
        " {owed:rp}. Catat paling banyak {owed:rp} untuk anggota itu."
    ),
    loans.MemberOwesNothing: (
        "Anggota {member} tidak mempunyai sisa kewajiban pada pinjaman {number}, jadi tidak ada yang dialihkan. Periksa"
        " dengan: upk pinjaman lihat {number}."
    ),
    loans.TakerIsLeaver: (
        "Bagian anggota {member} tidak dapat dialihkan kepada dirinya sendiri. Sebut anggota lain yang menanggungnya."
    ),
    loans.TakenDoesNotAddUp: (
        "Sisa kewajiban anggota {member} pada pinjaman {number} adalah {owed:rp}, tetapi yang ditanggung anggota lain"
        " berjumlah {total:rp}. Samakan dulu, atau bagi rata dengan --kepada."
    ),
    loans.NothingTakenOver: (
        "Pada pinjaman {number} tidak ada pengalihan bagian anggota yang masih dapat ditarik kembali."
    ),
    loans.PaidBeforeDisbursement: (
        "Setoran bertanggal {on:tgl}, padahal pinjaman {number} baru cair {disbursed_on:tgl}. Periksa tanggalnya."
    ),
    loans.PrincipalNotOwed: lambda error: (
        fill(
            "Pada {on:tgl} sisa pokok pinjaman {number} tidak cukup untuk ini, karena yang dibatalkan masih terhitung"
            " sampai hari pembatalannya. Pakai tanggal {since:tgl} atau sesudahnya.",
            **vars(error),
        )
        if error.since
        else fill(
            "Sisa pokok pinjaman {number} tidak cukup untuk ini. Periksa pembayarannya dengan: upk pinjaman lihat"
            " {number}.",
            **vars(error),
        )
    ),
    loans.SplitDoesNotAddUp: (
        "Pokok {principal:rp} dan jasa {service:rp} tidak berjumlah {amount:rp}. Samakan dulu."
    ),
    loans.LoanHasPayments: (
        "Pencairan pinjaman {number} tidak dapat dibatalkan selama masih ada pembayaran: {vouchers:daftar}."
        " Batalkan pembayarannya dulu dengan: upk angsuran batalkan."
    ),
}
