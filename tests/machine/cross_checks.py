"""What the papers of one period have to say alike: each check compares figures that two or more of them give."""

from upk_ledger.actions import partners
from upk_ledger.actions.reports import PAPERS, build_statement
from upk_ledger.core.balances import NOTHING
from upk_ledger.core.report_choices import AS_SET, COMPARISONS, FORMS, TERM_SETS, Choices
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store.balances import sums_of_kind
from upk_ledger.store.prior_years import KIND

CASH = ("11010", "11021", "11022")
RESULTS = {"31090", "31091", "31099"}


class Papers:
    """The figures of a period's papers, each made when it is asked for."""

    def __init__(self, desk, period):
        self.desk, self.period, self.made = desk, period, {}

    def __getitem__(self, name):
        if name not in self.made:
            self.made[name] = self.build(name)
        return self.made[name]

    def build(self, name, choices=AS_SET):
        """The figures of a paper, also in a form of one's own choice."""
        return build_statement(self.desk, name, self.period, choices=choices).data

    @property
    def held(self):
        """Each account's balance in the balance sheet, on its natural side."""
        return by_code(self["neraca"]["accounts"], "balance")

    @property
    def earned(self):
        """Each account's balance in the income statement."""
        return by_code(self["laba-rugi"]["accounts"], "balance")


def by_code(rows, key):
    """A figure of each row that has one, by code."""
    return {row["code"]: row[key] for row in rows if row[key]}


def balance_sheet(now):
    sheet, trial = now["neraca"], now["neraca-saldo"]
    assert sheet["total_assets"] == sheet["total_liabilities"] + sheet["total_equity"]
    assert trial["total_debit"] == trial["total_credit"] == sum(row["debit"] for row in trial["accounts"])
    nets = {row["code"]: row["debit"] - row["credit"] for row in trial["accounts"]}
    for code, net in nets.items():
        if code[0] in "123" and code not in RESULTS:
            assert now.held.get(code, 0) == (net if code[0] == "1" else -net), code
    assert sum(net for code, net in nets.items() if code[0] == "1") == sheet["total_assets"]
    assert sum(nets.values()) == 0
    books = {book["code"]: book["closing"] for book in now["buku-besar"]["accounts"]}
    assert {code: net for code, net in books.items() if net and code[0] in "12"} == {
        code: net for code, net in now.held.items() if code[0] in "12"
    }


def equity(now):
    paper, sheet = now["perubahan-modal"], now["neraca"]
    assert paper["opening_equity"] + paper["increase"] - paper["decrease"] == paper["closing_equity"]
    assert paper["closing_equity"] == sheet["total_equity"]
    for row in paper["accounts"]:
        assert row["opening"] + row["increase"] - row["decrease"] == row["closing"]
    assert sum(row["closing"] for row in paper["accounts"]) == paper["closing_equity"]
    *moved, last = paper["movements"]
    for column in ("fund", "retained", "current", "other", "total"):
        assert sum(row[column] for row in moved) == last[column]
    assert last["total"] == paper["closing_equity"]


def cash_flow(now):
    paper = now["arus-kas"]
    assert paper["opening_cash"] + paper["net_cash_flow"] == paper["closing_cash"]
    assert sum(group["net"] for group in paper["groups"]) == paper["net_cash_flow"]
    assert all(sum(line["amount"] for line in group["lines"]) == group["net"] for group in paper["groups"])
    assert by_code(paper["money"], "closing") == {c: now.held[c] for c in CASH if c in now.held}
    for name, codes in (("buku-kas", CASH[:1]), ("buku-bank", CASH[1:])):
        for book in now[name]["accounts"]:
            assert book["code"] in codes
            assert book["closing"] == now.held.get(book["code"], 0)
            assert book["opening"] + book["total_debit"] - book["total_credit"] == book["closing"]


def day_books(now):
    """CUM, CUK and the book of transfers together are what every account's book moved by."""
    moved = {}
    for name, side in (("cum", -1), ("cuk", 1)):
        paper = now[name]
        assert sum(one["amount"] for one in paper["vouchers"]) == paper["total"]
        assert sum(one["amount"] for one in paper["accounts"]) == paper["total"]
        for one in paper["accounts"]:
            moved[one["code"]] = moved.get(one["code"], 0) + side * one["amount"]
        for till in paper["tills"]:
            assert till["opening"] + till["received"] - till["paid"] + till["transferred"] == till["closing"]
            assert till["closing"] == now.held.get(till["code"], 0)
        assert sum(till["received" if side < 0 else "paid"] for till in paper["tills"]) == paper["total"]
    transfers = now["buku-pemindahbukuan"]["entries"]
    for line in (line for entry in transfers for line in entry["lines"]):
        moved[line["account"]] = moved.get(line["account"], 0) + line["debit"] - line["credit"]
    books = {
        book["code"]: book["total_debit"] - book["total_credit"]
        for book in now["buku-besar"]["accounts"]
        if book["code"] not in CASH
    }
    assert {c: m for c, m in moved.items() if m and c not in CASH} == {c: m for c, m in books.items() if m}


def loans(now):
    listed = now["kolektibilitas"]
    total = now.held.get("11030", 0)
    assert listed["total_balance"] == total == sum(one["balance"] for one in listed["classes"])
    assert sum(one["balance"] for one in listed["loans"]) == total
    progress = now["perkembangan-pinjaman"]["totals"]
    assert progress["balance"] == total
    ledger = now["buku-pembantu-pinjaman"]
    assert ledger["totals"]["closing"] == ledger["ledger"] == total
    late = now["tunggakan"]
    for part in ("principal", "service"):
        assert progress[f"paid_{part}"] == progress[f"before_{part}"] + progress[f"month_{part}"]
        lent = [one for one in late["loans"] if one["balance"]]
        assert sum(one[f"arrears_{part}"] for one in lent) == sum(
            one[f"arrears_{part}"] for one in listed["loans"]
        )
        assert late[f"total_arrears_{part}"] == progress[f"arrears_{part}"]
    basis = now["kinerja"]
    assert basis["basis"]["balance"] + sum(one["balance"] for one in basis["partner_funds"]) == total
    funds = listed.get("funds") or []
    assert not funds or sum(one["balance"] for one in funds) == total


def allowance(now):
    paper = now["cadangan"]
    held = -now.held.get("12010", 0)
    assert paper["booked_allowance"] == paper["required_allowance"] == held
    moved = dict(paper["movement"])
    closing = moved.pop("closing")
    assert sum(amount for name, amount in moved.items() if name not in {"from", "to"}) == closing == held


def kept_for_others(now):
    """Savings, titipan, advances, allocated surplus, debts to partners: each list is its account."""
    saved = now["tabungan"]
    held = now.held
    assert saved["totals"]["closing"] == saved["ledger"] == held.get("21020", 0)
    assert now["buku-pembantu-tabungan"]["total"] == held.get("21020", 0)
    assert now["buku-pembantu-titipan"]["total"] == held.get("21040", 0)
    for name in ("tabungan", "titipan", "hutang"):
        for book in now[f"buku-pembantu-{name}"]["accounts"]:
            assert sum(one["closing"] for one in book["holders"]) == book["closing"]
            assert book["closing"] == held.get(book["code"], 0)
    advanced = now["uang-muka"]
    assert advanced["totals"]["closing"] == advanced["ledger"] == held.get("11040", 0)
    assert now["alokasi-laba"]["unpaid"] == held.get("21030", 0)
    owed = [one.owed for one in partners.list_partners(now.desk, now.period.end)]
    assert sum(owed) == held.get("21060", 0)


def fixed_assets(now):
    totals = now["inventaris"]["totals"]
    assert totals["cost"] == now.held.get("12020", 0)
    assert totals["accumulated"] == -now.held.get("12021", 0)
    assert totals["book_value"] == totals["cost"] - totals["accumulated"]


def results(now):
    """What is earned and spent, wherever it is told."""
    income = now["laba-rugi"]
    so_far = Papers(now.desk, ReportPeriod.at(now.period.end))["laba-rugi"]
    budget, notes, board = now["anggaran"], now["calk"], now["gabungan-bkm"]
    for figures in (income, so_far):
        assert figures["total_income"] - figures["total_expense"] == figures["net_income"]
    told = {key: so_far[key] for key in ("total_income", "total_expense", "net_income")}
    assert {key: value for key, value in income.get("year_to_date", told).items() if key in told} == told
    assert [budget[key]["realised"] for key in ("total_income", "total_expense", "result")] == list(
        told.values()
    )
    assert (
        sum(line["realised"] for line in budget["lines"] if line["type"] == "pendapatan")
        == told["total_income"]
    )
    assert (
        sum(line["realised"] for line in budget["lines"] if line["type"] == "biaya") == told["total_expense"]
    )
    basis = now["kinerja"]["basis"]
    assert (basis["income"], basis["expense"], basis["net_income"]) == tuple(told.values())
    assert notes["income"]["net_income"] == income["net_income"] == board["net_income"]["total"]
    sheet = now["neraca"]
    for part, key in (
        ("assets", "total_assets"),
        ("liabilities", "total_liabilities"),
        ("equity", "total_equity"),
    ):
        assert board[part]["total"]["total"] == sheet[key]
        assert sum(line["total"] for line in board[part]["lines"]) == sheet[key]
    for line in notes["lines"]:
        assert line["opening"] + line["increase"] - line["decrease"] == line["closing"], line["line"]
        assert sum(one["closing"] for one in line["accounts"]) == line["closing"]


def service(now):
    """Service in the income statement of a month is what loans brought, those written off too."""
    recovered = now["hapus-buku"]["totals"]["recovered_service"]
    before = now.period.comparison()
    if before.end >= now.desk.office.start:
        recovered -= Papers(now.desk, before)["hapus-buku"]["totals"]["recovered_service"]
    paid = now["perkembangan-pinjaman"]["totals"]["month_service"]
    with now.desk.read() as session:  # what was undone of a closed year has left this one's income again
        carried = sums_of_kind(session, KIND, now.period.month.first, now.period.end).get("41010", NOTHING)
    assert now.earned.get("41010", 0) + carried.movement == paid + recovered


def forms(now):
    """Both sets of words and both forms say the same figures."""
    for name in ("neraca", "laba-rugi", "arus-kas", "perubahan-modal", "neraca-saldo"):
        usual = bare(now[name])
        for terms in TERM_SETS:
            for form in FORMS if name == "neraca" else (None,):
                assert bare(now.build(name, Choices(form=form, terms=terms))) == usual, (name, terms, form)


def bare(data):
    """Figures without what they are called."""
    if isinstance(data, dict):
        return {key: bare(value) for key, value in data.items() if key not in {"name", "title"}}
    return [bare(one) for one in data] if isinstance(data, list | tuple) else data


def comparisons(now):
    """What stands beside the figures is what the papers of those periods say."""
    beside = {"bulan-lalu": "previous", "tahun-lalu": "previous_year", "sampai-kini": "year_to_date"}
    start = now.desk.office.start
    for name, asked in COMPARISONS.items():
        data = now.build(name, Choices(beside=asked))
        for what, key in beside.items():
            period = now.period.beside(what)
            if what not in asked or period is None or period.end < start:
                continue
            other = Papers(now.desk, period)[name]
            if name == "arus-kas":
                told = flow_columns(now, what)
                assert told == [other["net_cash_flow"], other["opening_cash"], other["closing_cash"]], what
                continue
            assert data[key] == {total: other[total] for total in data[key]}, (name, what)
    lines = now["anggaran"]["lines"]
    if now.period.kind == "tahun":
        budget = now.build("laba-rugi", Choices(beside=("anggaran",)))["budget"]
        planned = {type_: sum(one["budget_year"] for one in lines if one["type"] == type_) for type_ in ("pendapatan", "biaya")}  # fmt: skip
        assert (budget["total_income"], budget["total_expense"]) == (planned["pendapatan"], planned["biaya"])


def flow_columns(now, what):
    """Net flow, opening and closing cash in the column of arus kas that stands beside the figures."""
    paper = build_statement(now.desk, "arus-kas", now.period, choices=Choices(beside=(what,)))
    return [row.cells[-1] for row in paper.sections[0].rows[-3:]]


CHECKS = (
    balance_sheet, equity, cash_flow, day_books, loans, allowance, kept_for_others, fixed_assets, results, service,
    forms, comparisons,
)  # fmt: skip
"""Of one closed month."""

OF_UPK = [name for name, paper in PAPERS.items() if "upk" in paper.offices]
