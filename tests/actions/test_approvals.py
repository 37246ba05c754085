import itertools
import random
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from upk_ledger.actions import lending
from upk_ledger.actions.approval_cards import list_cards, make_card, renew_card, revoke_card
from upk_ledger.actions.approvals import approve, approve_setting
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.exceptions import list_exceptions
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.officers import appoint
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.core.approvals import SETTINGS_OF_ACTS, make_codes
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import approvals as errors
from upk_ledger.core.errors.book import UnknownOfficer
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.offices import Officer
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.store import approvals
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.guards import install_guards

JANUARY = Month(2026, 1)
APPLIED = date(2026, 1, 5)


@pytest.fixture
def desk(desk, build):
    """An office with a group, an application, and the fifth of January on its calendar."""
    desk.clock = build.clock(datetime(2026, 1, 5, 1, tzinfo=UTC))
    build.group(desk)
    apply(desk)
    return desk


def apply(desk, number="P-2026-0001"):
    terms = LoanTerms(100_000_000, 10, Fraction(3, 2), "bulan", "flat", APPLIED)
    return lending.apply_for_loan(desk, LoanApplication("K01", terms, number=number))


def setting(desk, name, value, since=APPLIED):
    with desk.write() as session:
        add_facts(session, "pengaturan", [(name, value, since.isoformat())])


def demand(desk, *acts):
    for act in acts:
        setting(desk, SETTINGS_OF_ACTS[act], "wajib")


def decide(desk, *codes, number="P-2026-0001"):
    return lending.decide_loan(desk, number, "disetujui", APPLIED, codes=codes)


def uses(desk):
    with desk.read() as session:
        return [row[1:] for row in facts_of(session, "persetujuan")]


def rules(desk):
    """What the exception list says of persons, not of the loan's terms."""
    ours = {"satu-orang", "tanpa-persetujuan", "kartu-kode", "bulan-dibuka"}
    return [(item.rule, item.subject, item.detail) for item in list_exceptions(desk) if item.rule in ours]


def head(desk):
    with desk.read() as session:
        return session.head()


def refuse(desk, error, act):
    """The refusal of an act, which leaves the book as it was."""
    before = head(desk)
    with pytest.raises(error) as refused:
        act()
    assert head(desk) == before
    return refused.value


# Cards


def test_a_card_is_kept_as_digests_alone(desk):
    card = make_card(desk, "pengawas", 20)
    assert (card.card, card.holder, card.name, card.role) == (
        "KKP-001",
        "pengawas",
        "Rahmat Hidayat",
        "Pengawas",
    )
    assert (card.made_on, len(card.codes)) == (APPLIED, 20)
    with desk.read() as session:
        kept = facts_of(session, "kartu-kode")
        (body,) = session.first("SELECT body FROM record WHERE office_id = :office AND kind = 'kartu-kode'")
    assert [row[3] for row in kept] == list(range(1, 21))
    assert len({row[5] for row in kept}) == 20
    for code in card.codes:
        for part in (code, code.replace("-", ""), *code.split("-")):
            assert part not in body
            assert not any(part.lower() in str(cell).lower() for row in kept for cell in row)
    assert ("kartu-kode", "KKP-001", "pengawas") in rules(desk)
    assert check_book(desk).ok


def test_a_card_is_for_another_officer_in_office(desk):
    told = refuse(desk, UnknownOfficer, lambda: make_card(desk, "ketua", 20))
    assert "pembuku" not in told.near
    assert refuse(desk, errors.HolderIsActor, lambda: make_card(desk, "pembuku", 20)).holder == "pembuku"
    appoint(desk, Officer("siti", "Koordinator", " SITI  aminah", APPLIED))
    refuse(desk, errors.HolderIsActor, lambda: make_card(desk, "siti", 20))
    appoint(desk, Officer("manajer", "Manajer UPK", "Budi Santoso", date(2026, 1, 1), date(2026, 1, 4)))
    refuse(desk, UnknownOfficer, lambda: make_card(desk, "manajer", 20))
    refuse(desk, errors.CardSizeWrong, lambda: make_card(desk, "pengawas", 41))


def test_cards_are_revoked_and_renewed_on_the_record(desk):
    old = make_card(desk, "pengawas", 2)
    decide(desk, old.codes[0])
    new = renew_card(desk, "kkp-001", "Hampir habis", 3)
    assert (new.card, new.holder) == ("KKP-002", "pengawas")
    told = [(card.card, card.size, card.left, card.status, card.reason) for card in list_cards(desk)]
    assert told == [("KKP-001", 2, 1, "dicabut", "Hampir habis"), ("KKP-002", 3, 3, "berlaku", "")]
    revoked = revoke_card(desk, "KKP-002", "Hilang")
    assert (revoked.status, revoked.ended_on, revoked.reason) == ("dicabut", APPLIED, "Hilang")
    assert refuse(desk, errors.CardRevoked, lambda: revoke_card(desk, "KKP-002", "Lagi")).card == "KKP-002"
    assert refuse(desk, errors.UnknownCard, lambda: revoke_card(desk, "KKP-9", "?")).near == (
        "KKP-001",
        "KKP-002",
    )
    refuse(desk, EmptyField, lambda: revoke_card(desk, "KKP-001", " "))
    appoint(desk, Officer("pengawas", "Pengawas", "Rahmat Hidayat", date(2026, 1, 1), date(2026, 1, 4)))
    make_card(desk, "koordinator", 1)
    assert check_book(desk).ok


def test_a_renewal_for_one_who_serves_no_more_revokes_nothing(desk):
    make_card(desk, "pengawas", 2)
    appoint(desk, Officer("pengawas", "Pengawas", "Rahmat Hidayat", date(2026, 1, 1), date(2026, 1, 4)))
    refuse(desk, UnknownOfficer, lambda: renew_card(desk, "KKP-001", "Habis", 2))
    assert [card.status for card in list_cards(desk)] == ["berlaku"]


# Acts


def test_without_the_setting_one_person_may_act_and_is_listed_once(desk, build, engine_location):
    decide(desk)
    assert rules(desk) == [("satu-orang", "P-2026-0001", "pembuku")]
    apply(desk, "P-2")
    other = build.open(engine_location, "manajer", clock=desk.clock)
    decide(other, number="P-2")
    assert rules(desk)[1:] == [("tanpa-persetujuan", "P-2", "putusan")]
    assert uses(desk) == []


def test_a_code_may_be_given_where_none_is_needed(desk):
    card = make_card(desk, "pengawas", 2)
    decide(desk, f"01 {card.codes[0]}")
    assert uses(desk) == [("KKP-001", "pengawas", 1, "putusan", "P-2026-0001")]
    assert rules(desk) == [("kartu-kode", "KKP-001", "pengawas")]


def test_a_needed_code_is_asked_for_and_recorded_with_its_act(desk):
    demand(desk, "putusan")
    told = refuse(desk, errors.CodeNeeded, lambda: decide(desk))
    assert (told.act, told.subject, told.cards) == ("putusan", "P-2026-0001", ())
    pengawas, coordinator = make_card(desk, "pengawas", 3), make_card(desk, "koordinator", 3)
    assert refuse(desk, errors.CodeNeeded, lambda: decide(desk)).cards == (
        "KKP-001 (pengawas)",
        "KKP-002 (koordinator)",
    )
    decide(desk, pengawas.codes[1].lower().replace("-", ""), f"3 {coordinator.codes[2]}")
    assert uses(desk) == [
        ("KKP-001", "pengawas", 2, "putusan", "P-2026-0001"),
        ("KKP-002", "koordinator", 3, "putusan", "P-2026-0001"),
    ]
    assert "satu-orang" not in {rule for rule, _, _ in rules(desk)}
    assert check_book(desk).ok


def test_a_wrong_code_is_told_from_a_slip(desk):
    demand(desk, "putusan")
    card = make_card(desk, "pengawas", 3)
    stranger = make_card(desk, "koordinator", 1).codes[0]
    revoke_card(desk, "KKP-002", "Hilang")
    code = card.codes[0]
    refuse(desk, errors.CodeMistyped, lambda: decide(desk, ("A" if code[0] != "A" else "B") + code[1:]))
    refuse(desk, errors.CodeWrong, lambda: decide(desk, f"02 {code}"))
    refuse(desk, errors.CodeWrong, lambda: decide(desk, f"00 {code}"))
    (unknown,) = make_codes(1, random.Random(99).randbytes)
    refuse(desk, errors.CodeWrong, lambda: decide(desk, unknown))
    assert refuse(desk, errors.CardRevoked, lambda: decide(desk, stranger)).card == "KKP-002"


def test_a_code_is_used_once(desk):
    card = make_card(desk, "pengawas", 2)
    refuse(desk, errors.CodeUsed, lambda: decide(desk, card.codes[0], card.codes[0]))
    decide(desk, card.codes[0])
    apply(desk, "P-2")
    told = refuse(desk, errors.CodeUsed, lambda: decide(desk, card.codes[0], number="P-2"))
    assert (told.card, told.place, told.on, told.act, told.subject) == (
        "KKP-001",
        1,
        APPLIED,
        "putusan",
        "P-2026-0001",
    )
    used = approvals.FoundCode("KKP-001", "pengawas", 1)
    with pytest.raises(IntegrityError), desk.write() as session:
        approvals.use_code(session, used, "putusan", "P-2")
    assert len(uses(desk)) == 1


def test_nobody_approves_his_own_act(desk, build, engine_location):
    card = make_card(desk, "pengawas", 2)
    own = build.open(engine_location, "pengawas", clock=desk.clock)
    assert refuse(own, errors.HolderIsActor, lambda: decide(own, card.codes[0])).holder == "pengawas"
    setting(desk, "kode-putusan", "wajib")
    assert refuse(own, errors.CodeNeeded, lambda: decide(own)).cards == ()
    appoint(desk, Officer("pengawas", "Pengawas", "siti  aminah", APPLIED))
    refuse(desk, errors.HolderIsActor, lambda: decide(desk, card.codes[0]))


def test_who_left_office_approves_nothing(desk):
    card = make_card(desk, "pengawas", 2)
    appoint(desk, Officer("pengawas", "Pengawas", "Rahmat Hidayat", date(2026, 1, 1), date(2026, 1, 4)))
    told = refuse(desk, errors.HolderNotServing, lambda: decide(desk, card.codes[0]))
    assert (told.card, told.holder) == ("KKP-001", "pengawas")


def test_no_relative_approves_a_loan(desk):
    card = make_card(desk, "pengawas", 2)

    def related(status):
        with desk.write() as session:
            row = ("K01", "A02", "pengawas", "keluarga", APPLIED.isoformat(), status)
            add_facts(session, "hubungan", [row])

    related("ada")
    told = refuse(desk, errors.HolderRelated, lambda: decide(desk, card.codes[0]))
    assert (told.holder, told.group) == ("pengawas", "K01")
    related("berakhir")
    decide(desk, card.codes[0])


def test_a_month_is_reopened_by_two(desk):
    close_month(desk, JANUARY)
    card = make_card(desk, "pengawas", 2)
    demand(desk, "buka-bulan")
    refuse(desk, errors.CodeNeeded, lambda: reopen_month(desk, JANUARY, "salah"))
    reopen_month(desk, JANUARY, "salah", card.codes[:1])
    assert uses(desk) == [("KKP-001", "pengawas", 1, "buka-bulan", "2026-01")]
    assert ("bulan-dibuka", "2026-01", "2026-01-31") in rules(desk)
    assert "tanpa-persetujuan" not in {rule for rule, _, _ in rules(desk)}


def test_a_cancellation_after_the_day_takes_two(desk, build):
    build.entry(desk, APPLIED, "11010", "31020", 5_000_000, "Modal")
    first, second, third = (
        build.entry(desk, APPLIED, "51030", "11010", 1_000, "Kertas").voucher for _ in range(3)
    )
    card = make_card(desk, "pengawas", 2)
    demand(desk, "batal")
    correct_entry(desk, first, "salah akun")
    dated_later = refuse(
        desk, errors.CodeNeeded, lambda: correct_entry(desk, second, "salah", APPLIED + timedelta(1))
    )
    assert (dated_later.act, dated_later.subject) == ("batal", second)
    desk.__dict__.pop("today", None)
    desk.clock = build.clock(datetime(2026, 1, 6, 1, tzinfo=UTC))
    refuse(desk, errors.CodeNeeded, lambda: correct_entry(desk, second, "salah"))
    correct_entry(desk, second, "salah", codes=card.codes[:1])
    setting(desk, "kode-batal", "tidak")
    correct_entry(desk, third, "salah")
    assert ("tanpa-persetujuan", third, "batal") in rules(desk)
    assert [use[3:] for use in uses(desk)] == [("batal", second)]


def test_a_payment_is_taken_back_by_two(desk, build):
    build.entry(desk, APPLIED, "11010", "31020", 5_000_000, "Modal")
    decide(desk)
    lending.disburse_loan(desk, "P-2026-0001", APPLIED)
    paid = build.pay(desk, "P-2026-0001", APPLIED, 115_000)
    card = make_card(desk, "koordinator", 2)
    demand(desk, "batal")
    later = APPLIED + timedelta(3)
    refuse(desk, errors.CodeNeeded, lambda: cancel_repayment(desk, paid.voucher, "salah", later))
    cancel_repayment(desk, paid.voucher, "salah", later, card.codes[1:])
    assert uses(desk) == [("KKP-001", "koordinator", 2, "batal", paid.voucher)]


# Settings


def test_turning_a_demand_off_takes_its_own_code(desk):
    card = make_card(desk, "pengawas", 3)
    demand(desk, "putusan")

    def change(name, value, *codes):
        with desk.write() as session:
            return approve_setting(session, name, value, codes, APPLIED)

    assert change("kode-hapus-buku", "wajib") == (("tanpa-persetujuan", "kode-hapus-buku = wajib", "aturan"),)
    assert change("kode-putusan", "wajib") == (("tanpa-persetujuan", "kode-putusan = wajib", "aturan"),)
    assert refuse(desk, errors.CodeNeeded, lambda: change("kode-putusan", "tidak")).act == "putusan"
    assert change("kode-putusan", "tidak", card.codes[0]) == ()
    demand(desk, "aturan")
    assert refuse(desk, errors.CodeNeeded, lambda: change("geser-libur", "maju")).act == "aturan"
    assert refuse(desk, errors.CodeNeeded, lambda: change("kode-aturan", "tidak")).act == "aturan"
    change("geser-libur", "maju", card.codes[1])
    assert [use[3:] for use in uses(desk)] == [
        ("putusan", "kode-putusan = tidak"),
        ("aturan", "geser-libur = maju"),
    ]


def test_no_date_goes_around_a_code(desk, build, engine_location):
    setting(desk, "kode-putusan", "wajib", APPLIED + timedelta(30))
    with desk.write() as session:
        assert approve(session, "putusan", "P", (), APPLIED) != ()
        with pytest.raises(errors.CodeNeeded):
            approve(session, "putusan", "P", (), APPLIED + timedelta(30))
    setting(desk, "kode-putusan", "wajib", APPLIED)
    refuse(desk, errors.CodeNeeded, lambda: decide(desk))
    back = build.open(engine_location, clock=build.clock(datetime(2026, 1, 2, 1, tzinfo=UTC)))
    with pytest.raises(errors.CodeNeeded), back.write() as session:
        approve(session, "putusan", "P", (), date(2026, 1, 2))


# What leaves a code unused


def test_a_trial_uses_no_code(desk):
    card = make_card(desk, "pengawas", 1)
    demand(desk, "putusan")
    with desk.trial():
        decide(desk, card.codes[0])
        assert len(uses(desk)) == 1
    assert uses(desk) == []
    decide(desk, card.codes[0])


def test_an_act_that_fails_after_its_approval_leaves_the_code_unused(desk, monkeypatch):
    card = make_card(desk, "pengawas", 1)
    with monkeypatch.context() as broken:
        broken.setattr(lending.lending, "add_stage", lambda *_, **__: 1 / 0)
        refuse(desk, ZeroDivisionError, lambda: decide(desk, card.codes[0]))
    assert uses(desk) == []
    decide(desk, card.codes[0])
    assert [card.left for card in list_cards(desk)] == [0]
    assert list_cards(desk)[0].status == "habis"


def test_wherever_an_approved_act_is_interrupted_its_code_is_unused(desk, build, engine_location):
    card = make_card(desk, "pengawas", 1)
    demand(desk, "putusan")
    for number in itertools.count(1):
        other = build.open(engine_location, clock=desk.clock)
        counted = itertools.count(1)

        def stop(*_facts, counted=counted, number=number):
            if next(counted) == number:
                raise KeyboardInterrupt

        event.listen(other.book.engine, "before_cursor_execute", stop)
        event.listen(other.book.engine, "commit", stop)
        try:
            decide(other, card.codes[0])
        except KeyboardInterrupt:
            assert uses(desk) == []
        else:
            break
    assert number > 10
    assert len(uses(desk)) == 1
    assert check_book(desk).ok


# The audit


def found(desk):
    return {violation.code for violation in check_book(desk).violations}


def test_the_audit_names_a_code_used_by_its_holder_or_after_its_card_was_revoked(
    desk, build, engine_location
):
    make_card(desk, "pengawas", 5)
    own = build.open(engine_location, "pengawas", clock=desk.clock)
    with own.write() as session:
        approvals.use_code(session, approvals.FoundCode("KKP-001", "pengawas", 1), "putusan", "P-1")
    assert found(desk) == {"kode-sendiri"}
    with desk.write() as session:
        approvals.use_code(session, approvals.FoundCode("KKP-001", "koordinator", 2), "putusan", "P-1")
    assert found(desk) == {"kode-sendiri", "kode-tak-ada"}
    revoke_card(desk, "KKP-001", "Hilang")
    with desk.write() as session:
        approvals.use_code(session, approvals.FoundCode("KKP-001", "pengawas", 3), "putusan", "P-1")
    assert found(desk) == {"kode-sendiri", "kode-tak-ada", "kode-dicabut"}


def test_the_audit_names_a_code_used_twice_where_the_table_lost_its_key(desk):
    make_card(desk, "pengawas", 5)
    with desk.book.engine.connect() as connection:
        if desk.book.dialect == "sqlite":
            connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("ALTER TABLE approval_use RENAME TO approval_use_whole")
        connection.exec_driver_sql("CREATE TABLE approval_use AS SELECT * FROM approval_use_whole")
        connection.exec_driver_sql("DROP TABLE approval_use_whole")
        install_guards(connection)
        connection.commit()
    for _ in range(2):
        with desk.write() as session:
            approvals.use_code(session, approvals.FoundCode("KKP-001", "pengawas", 1), "putusan", "P-1")
    assert found(desk) == {"kode-ganda"}
