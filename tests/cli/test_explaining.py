"""`upk pinjaman jelaskan`: sentences for people, the steps with their numbers for programs, and its refusals."""

LOAN = "P-2026-0001"
ASK = ("pinjaman", "jelaskan")


def test_json_has_the_steps_with_their_numbers(lending):
    told = lending.told(*ASK, LOAN, "--angsuran", "1")
    assert list(told) == ["number", "group", "as_of", "installment"]
    part = told["installment"]
    assert {key: part[key] for key in ("number", "due_date", "principal", "service", "total")} == {
        "number": 1, "due_date": "2026-02-15", "principal": 209000, "service": 75000, "total": 284000,
    }  # fmt: skip
    steps = {step["rule"]: step for step in part["steps"]}
    assert steps["pokok-total"] == {
        "rule": "pokok-total",
        "text": "Pokok: jumlah angsuran (pokok Rp5.000.000 : 24 ditambah jasa) = Rp283.333,33, dibulatkan ke atas ke"
        " kelipatan Rp1.000 = Rp284.000, dikurangi jasa Rp75.000 = Rp209.000.",
        "base": 5000000, "parts": 24, "amount": 209000, "exact_total": 283333.3333333333, "rounding": "1000-atas",
        "total": 284000, "service": 75000, "method": "flat",
    }  # fmt: skip


def test_asked_for_nothing_in_particular_it_explains_all(lending):
    assert list(lending.told(*ASK, LOAN))[3:] == ["installment", "arrears", "class"]
    assert list(lending.told(*ASK, LOAN, "--tunggakan", "--kelas"))[3:] == ["arrears", "class"]
    assert lending.told(*ASK, LOAN, "--kelas", "--per", "2026-06-30")["class"]["collectibility"] == 3
    shown = lending(*ASK, LOAN, "--per", "2026-06-30").stdout
    assert "Aturan: PNPM Mandiri Perkotaan 2012" in shown
    assert "Belum pasti" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_what_is_not_there_is_refused(lending):
    assert lending.refused(*ASK, "P-2026-0009")["code"] == "unknown-loan"
    assert lending.refused(*ASK, LOAN, "--angsuran", "25")["code"] == "no-such-installment"
    assert lending.refused(*ASK, LOAN, "--kelas", "--per", "2026-01-10")["code"] == "wrong-stage"
    assert lending.refused(*ASK, LOAN, "--tunggakan", "--per", "2026-01-10")["code"] == "wrong-stage"
    lending.told("angsuran", "catat", LOAN, "6.800.000", "--tanggal", "2026-03-15")
    assert lending.refused(*ASK, LOAN, "--kelas")["code"] == "nothing-outstanding"
