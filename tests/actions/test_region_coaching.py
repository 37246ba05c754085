"""Visits to UPK, minutes, and the register of what has to be put right, on both engines."""

from datetime import date

import pytest

from tests.region_offices import make_region, region_desk
from tests.region_papers import check_golden
from upk_ledger.actions.region.coaching import (
    add_follow_up,
    call_off_visit,
    end_follow_up,
    list_follow_ups,
    list_visits,
    note_visit,
)
from upk_ledger.actions.region.coaching_papers import follow_up_paper, minutes_of_visit, visit_paper
from upk_ledger.bahasa.region_coaching import day_in_words
from upk_ledger.core.errors import region_coaching as errors
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.region_registers import UnknownUpk
from upk_ledger.core.region.coaching import Agreed, CoachingVisit
from upk_ledger.store.audit import audit

DAY = date(2026, 9, 14)
VISIT = CoachingVisit(
    "", "", DAY, "Rina Wulandari", "Balai Desa U1", ("Budi, Manajer UPK", "Siti, Pembuku"),
    "Buku bank belum dicocokkan.\nKas di atas batas.",
)  # fmt: skip
AGREED = (
    Agreed("Rekonsiliasi bank Agustus", "Pembuku", date(2026, 9, 30)),
    Agreed("Setor kas tiap Jumat", "Kasir", date(2026, 12, 31)),
)


@pytest.fixture
def region(build, engine_location):
    make_region(build, engine_location, ("U1", "U2"), months=2)
    return region_desk(build, engine_location)


def test_a_visit_gives_its_follow_ups_their_codes(region):
    made = note_visit(region, "u1", VISIT, AGREED)
    assert made.visit.code == "KJ-2026-001"
    assert made.visit.agreed == ("TL-2026-001", "TL-2026-002")
    added = add_follow_up(region, "U2", DAY, Agreed("Opname kas", "BKM", date(2026, 10, 1)), "kt-1A2B3c4d")
    assert (added.code, added.finding) == ("TL-2026-003", "KT-1a2b3c4d")
    end_follow_up(region, "tl-2026-001", date(2026, 10, 2), "Sudah cocok")
    end_follow_up(region, "TL-2026-003", date(2026, 10, 5), "Salah UPK", called_off=True)
    listed = list_follow_ups(region, date(2026, 11, 5))
    assert [(one.code, one.status, one.late(date(2026, 11, 5))) for one in listed] == [
        ("TL-2026-002", "terbuka", 0),
        ("TL-2026-003", "batal", 0),
        ("TL-2026-001", "selesai", 0),
    ]
    before = list_follow_ups(region, date(2026, 10, 1))
    assert next((one.code, one.late(date(2026, 10, 1))) for one in before) == ("TL-2026-001", 1)
    assert [one.code for one in list_follow_ups(region, DAY, upk="U2")] == ["TL-2026-003"]
    assert list_follow_ups(region, date(2026, 9, 13)) == []
    with region.read() as session:
        assert audit(session).ok


def test_what_is_refused(region):
    with pytest.raises(UnknownUpk):
        note_visit(region, "U9", VISIT)
    with pytest.raises(EmptyField):
        note_visit(region, "U1", CoachingVisit("", "", DAY, " ", "", (), "isi"))
    with pytest.raises(errors.DueBeforeAgreed):
        note_visit(region, "U1", VISIT, [Agreed("apa", "siapa", date(2026, 9, 13))])
    assert list_visits(region) == []
    with pytest.raises(errors.NeverVisited):
        minutes_of_visit(region, "U1")
    with pytest.raises(errors.NotAFindingCode):
        add_follow_up(region, "U1", DAY, AGREED[0], "temuan pertama")
    made = note_visit(region, "U1", VISIT, AGREED).visit
    with pytest.raises(errors.UnknownCoachingVisit):
        minutes_of_visit(region, "U2", made.code)
    end_follow_up(region, "TL-2026-001", DAY, "Selesai")
    with pytest.raises(errors.FollowUpClosed):
        end_follow_up(region, "TL-2026-001", DAY, "Selesai lagi")
    with pytest.raises(errors.UnknownFollowUp) as unknown:
        end_follow_up(region, "TL-2026-009", DAY, "Selesai")
    assert unknown.value.near == ("TL-2026-002",)
    call_off_visit(region, made.code, "Salah UPK")
    with pytest.raises(errors.VisitCalledOff):
        call_off_visit(region, made.code, "Lagi")
    assert list_visits(region) == []
    assert note_visit(region, "U1", VISIT).visit.code == "KJ-2026-002"


def test_the_newest_visit_has_the_minutes_unless_told(region):
    first = note_visit(region, "U1", VISIT).visit
    earlier = CoachingVisit("", "", date(2026, 8, 3), "Doni", "", (), "Perkenalan")
    second = note_visit(region, "U1", earlier).visit
    assert second.place == "Kantor UPK U1"
    assert minutes_of_visit(region, "U1").data["code"] == first.code
    assert minutes_of_visit(region, "U1", second.code.lower()).data["found"] == "Perkenalan"
    assert [one.code for one in list_visits(region, "U1")] == [first.code, second.code]


def test_the_papers_word_by_word(build, sqlite_location):
    make_region(build, sqlite_location, ("U1", "U2"), months=2)
    region = region_desk(build, sqlite_location)
    note_visit(region, "U1", VISIT, AGREED)
    end_follow_up(region, "TL-2026-002", date(2026, 10, 2), "Setor tiap Jumat sejak September")
    check_golden(
        {
            "berita-acara": minutes_of_visit(region, "U1"),
            "tindak-lanjut": follow_up_paper(region, date(2026, 11, 5)),
            "kunjungan": visit_paper(region, date(2026, 11, 5)),
        }
    )


def test_a_day_in_words():
    assert day_in_words(date(2026, 10, 12)) == (
        "Senin tanggal dua belas bulan Oktober tahun dua ribu dua puluh enam (12-10-2026)"
    )
