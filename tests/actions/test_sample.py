from collections import Counter
from datetime import date
from hashlib import sha256
from itertools import pairwise
from random import Random

import pytest

from upk_ledger.actions import sample
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.book import open_desk
from upk_ledger.actions.loan_views import list_loans
from upk_ledger.actions.reports import monthly_papers
from upk_ledger.actions.sample import make_sample
from upk_ledger.actions.sample_office import OfficeKeeper
from upk_ledger.actions.sample_region import REPORTED
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.exchange import CannotWrite
from upk_ledger.core.errors.sample import SampleFolderTaken
from upk_ledger.core.region.self_reported import contradictions, lines_of
from upk_ledger.core.rulebooks import parse_rulebook
from upk_ledger.core.sample.plan import plan_office
from upk_ledger.resources import folder
from upk_ledger.store.balances import account_sums
from upk_ledger.store.region.members import histories


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A sample of eight months of one office, made once."""
    return make_sample(tmp_path_factory.mktemp("sample") / "contoh", months=8)


def digests(folder):
    """The digest of every file of a sample but the book, whose pages SQLite lays out as it likes."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != sample.BOOK_NAME
    }


def desk_at(result, office=None):
    return open_desk(str(result.book), office, None, None, None)


def test_the_same_seed_gives_the_same_papers_and_head_in_any_folder(made, tmp_path):
    again = make_sample(tmp_path / "lain kali" / "ç ü", months=8)
    assert digests(again.folder) == digests(made.folder)
    assert again.offices == made.offices
    other = make_sample(tmp_path / "other", months=1, seed=2)
    assert other.offices[0].head != made.offices[0].head


def test_no_folder_name_is_in_a_file(made):
    name = str(made.folder.parent).encode()
    assert [path for path in made.folder.rglob("*") if path.is_file() and name in path.read_bytes()] == []


def test_every_month_is_closed_and_has_its_set(made):
    folders = sorted(path.name for path in made.folder.iterdir() if path.is_dir())
    assert folders == [f"2025-{month:02d}" for month in range(1, 9)]
    for name in folders:
        papers = {path.name for path in (made.folder / name).iterdir()}
        statements = {f"{paper}-{name}.pdf" for paper in monthly_papers("upk")}
        assert papers == statements | {f"surat-tagihan-{name}.pdf"}
    cards = {path.name for path in made.folder.glob("*.pdf")}
    assert cards == {"kartu-angsuran-2025-08.pdf", "kartu-pinjaman-2025-08.pdf"}
    assert made.papers == len(list(made.folder.rglob("*.pdf")))
    with desk_at(made).read() as session:
        assert session.closed_through == date(2025, 8, 31)


def test_the_book_proves_whole_and_has_loans_of_each_kind(made):
    desk = desk_at(made)
    assert check_book(desk).violations == ()
    loans = list_loans(desk, date(2025, 8, 31))
    classes = Counter(view.at.position.class_ for view in loans if view.at)
    assert classes[1] >= 3
    assert any(classes[kind] for kind in (3, 4))
    assert "ditolak" in {view.status for view in loans}


def test_moments_are_those_of_the_sample(made):
    desk = desk_at(made)
    with desk.read() as session:
        moments = [
            row[0]
            for row in session.all("SELECT recorded_at FROM record WHERE office_id = :office ORDER BY number")
        ]
        exceptions = {
            row[0] for row in session.all("SELECT rule FROM exception_item WHERE office_id = :office")
        }
    assert all(before < after for before, after in pairwise(moments))
    assert moments[0].startswith("2025-01-01")
    assert moments[-1].startswith("2025-08-31")
    assert exceptions & {"jam-mundur", "satu-orang"} == set()


def test_several_offices_share_one_book(tmp_path):
    result = make_sample(tmp_path / "contoh", offices=3, months=2)
    assert [office.health for office in result.offices] == ["sedang", "baik", "buruk"]
    for office in result.offices:
        assert (result.folder / office.code / "2025-02" / "neraca-2025-02.pdf").exists()
        assert check_book(desk_at(result, office.code)).violations == ()
        assert (result.folder / office.code / "kartu-angsuran-2025-02.pdf").exists()


@pytest.mark.parametrize(
    ("number", "engines"), [(1, ("sqlite", "postgres")), (2, ("sqlite",)), (3, ("sqlite",))]
)
def test_the_book_holds_the_money_that_was_planned_and_is_the_same_on_both_engines(request, number, engines):
    plan = plan_office(number, 13, 10, alone=True)
    told = [event for _, of_month in plan.months for event in of_month]
    heads = set()
    for engine in engines:
        keeper = OfficeKeeper(plan, request.getfixturevalue(f"{engine}_location"), Random(10))
        for month, of_month in plan.months:
            keeper.keep(month, of_month)
        assert check_book(keeper.desk).violations == ()
        with keeper.desk.read() as session:
            sums = account_sums(session, plan.identity.start, plan.months[-1][0].last)
            heads.add(session.head().digest)
        assert sums["11010"].balance == sum(event.cash for event in told)
        assert sums["11021"].balance == sum(event.bank for event in told)
    assert len(heads) == 1


def test_every_kind_of_thing_leaves_its_trace(made):
    desk = desk_at(made)
    with desk.read() as session:
        listed = {row[0] for row in session.all("SELECT rule FROM exception_item WHERE office_id = :office")}
        kinds = {row[0] for row in session.all("SELECT kind FROM journal_entry WHERE office_id = :office")}
    assert listed >= {"impor", "mundur", "batal-menyusul", "tanpa-persetujuan", "keluarga-pengurus"}
    assert kinds >= {"saldo-awal", "hapus-buku", "tabungan", "pencairan", "angsuran"}
    assert made.offices[0].seen.keys() == {"hapus-buku", "alih-bagian", "lunas-dini"}


def test_progress_goes_from_nothing_to_all_but_one_step(tmp_path):
    seen = []
    make_sample(tmp_path / "contoh", months=2, progress=seen.append)
    assert [step.done for step in seen] == [0, 1, 2, 3]
    assert {step.steps for step in seen} == {4}
    assert [(step.doing, step.month) for step in seen[:2]] == [
        ("buku", Month(2025, 1)),
        ("cetak", Month(2025, 1)),
    ]


def test_a_folder_that_holds_something_is_refused(tmp_path):
    (tmp_path / "upk.db").write_text("buku saya", encoding="utf-8")
    with pytest.raises(SampleFolderTaken):
        make_sample(tmp_path, months=1)
    with pytest.raises(SampleFolderTaken):
        make_sample(tmp_path / "upk.db", months=1)
    with pytest.raises(CannotWrite):
        make_sample(tmp_path / "upk.db" / "contoh", months=1)
    assert [path.name for path in tmp_path.iterdir()] == ["upk.db"]


def test_an_empty_folder_is_filled_and_stays_the_same_folder(tmp_path):
    before = tmp_path.stat().st_ino
    result = make_sample(tmp_path, months=1)
    assert result.book.exists()
    assert tmp_path.stat().st_ino == before


@pytest.mark.parametrize("broken", [KeyboardInterrupt, OSError])
def test_an_interrupted_run_leaves_nothing(tmp_path, broken):
    def interrupt(step):
        if step.done == 3:
            raise broken

    with pytest.raises((KeyboardInterrupt, CannotWrite)):
        make_sample(tmp_path / "contoh", months=2, progress=interrupt)
    assert list(tmp_path.iterdir()) == []


def test_the_region_beside_the_offices_comes_out_the_same_and_is_whole(tmp_path):
    first, again = (
        make_sample(tmp_path / name, offices=2, months=2, region=True) for name in ("satu", "dua")
    )
    assert first.region
    assert (first.region, first.offices) == (again.region, again.offices)
    alone = make_sample(tmp_path / "tanpa", offices=2, months=2)
    assert [one.head for one in alone.offices] == [one.head for one in first.offices]
    region = desk_at(first, "WILAYAH")
    assert check_book(region).ok
    with region.read() as session:
        told = {one.upk.code: [str(month) for month in sorted(one.months)]
                for one in histories(session, Month(2025, 1), Month(2025, 2))}  # fmt: skip
    both = ["2025-01", "2025-02"]
    assert told == {"UPK001": both, "UPK002": both, "UPK-P1": both, "UPK-P2": []}


def test_the_upk_on_paper_tells_what_its_form_would_let_through():
    rules = parse_rulebook((folder("rulebooks") / "pnpm-2012.toml").read_text(encoding="utf-8"))
    assert set(REPORTED) == {line.name for line in lines_of(rules)}
    assert list(contradictions(REPORTED, rules)) == []
