"""A filing passes through its hands in turn; nobody decides for another; every word is kept."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.delivery.progress.models import Filing, MonthFigure, Review, ReviewStep
from ballast.delivery.progress.rules import Level
from ballast.delivery.progress.rules.chain import Step
from ballast.delivery.progress.selectors.reviewers import chain
from ballast.delivery.progress.services.bench import ReasonMissing, ReviewRefused
from ballast.delivery.progress.services.chains import (
    ChainChangedLater,
    NotAChain,
    set_chain,
)
from ballast.delivery.progress.services.reviewing import accept, begin, leave_out, send_back
from ballast.kernel.periods import Period
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.services import NotAllowed
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State
from ballast.platform.periods.services import PeriodClosed
from tests.identity.factories import ACTOR
from tests.progress.city import AT, make_city, make_submitted
from tests.progress.factories import make_filing, make_line, make_period, wan
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_city()


def hands(filing):
    rows = Review.objects.filter(filing=filing).order_by("order", "level")
    return [(row.level, row.unit and row.unit.code, row.verdict) for row in rows]


def state_of(filing):
    return Filing.objects.get(pk=filing.pk).state


def ids(filings):
    return [filing.pk for filing in filings]


def test_a_filing_goes_to_the_district_and_the_department_before_the_office(city):
    [filing] = make_submitted(city)

    assert hands(filing) == [
        ("DEPARTMENT", "BUREAU", "PENDING"),
        ("DISTRICT", "NORTH", "PENDING"),
        ("OFFICE", None, "PENDING"),
    ]


def test_what_an_owner_under_a_group_files_the_group_reads_first(city):
    [filing] = make_submitted(city, owner=True)

    assert hands(filing)[0] == ("GROUP", "GROUP", "PENDING")


def test_a_district_reads_what_lies_in_it_whoever_answers_for_it(city):
    project = make_project(unit=city.bureau, region_code="990103")
    make_line(project)
    filing = make_filing(project, state="SUBMITTED")

    begin([filing], by=city.owner_by, at=AT)

    assert hands(filing) == [
        ("DEPARTMENT", "BUREAU", "PENDING"),
        ("DISTRICT", "SOUTH", "PENDING"),
        ("OFFICE", None, "PENDING"),
    ]


def test_a_group_that_filed_for_its_subsidiary_is_not_asked_again(city):
    project = make_project(unit=city.group)
    make_line(project)
    filing = make_filing(project, state="SUBMITTED")

    begin([filing], by=city.group_by, at=AT)

    assert hands(filing) == [("OFFICE", None, "PENDING")]


def test_what_the_office_entered_for_a_unit_is_accepted_by_who_entered_it(city):
    project = make_project(unit=city.north)
    make_line(project)
    filing = make_filing(project, state="ACCEPTED", is_on_behalf=True)

    begin([filing], by=city.office_by, at=AT)

    assert hands(filing) == [("OFFICE", None, "ACCEPTED")]
    assert Review.objects.get().decided_by == "office"


def test_a_filing_counts_when_the_last_hand_has_passed_it_on(city):
    make_period()
    [filing] = make_submitted(city)

    assert accept(by=city.north_by, at=AT, filing_ids=[filing.pk]).counted == 0
    assert accept(by=city.bureau_by, at=AT, filing_ids=[filing.pk]).counted == 0
    assert state_of(filing) == "SUBMITTED"
    assert accept(by=city.office_by, at=AT, filing_ids=[filing.pk]).counted == 1

    assert state_of(filing) == "ACCEPTED"
    assert Filing.objects.get().decided_at == AT
    assert Entry.objects.filter(code="progress.accepted").count() == 3
    last = Entry.objects.latest("pk")
    assert last.payload["counted"] == [filing.project.number]
    assert {(row.table, tuple(row.fields)) for row in ChangedRow.objects.filter(entry=last)} == {
        ("progress_review", ("verdict",)),
        ("progress_filing", ("state",)),
    }


def test_what_is_accepted_counts_at_once_and_what_is_returned_no_longer_does(city):
    [filing] = make_submitted(city, completed="900")
    make_period()

    accept(by=city.office_by, at=AT, filing_ids=[filing.pk], through="急")
    assert MonthFigure.objects.get().completed_yuan == wan(900)

    send_back(by=city.office_by, at=AT, filing_ids=[filing.pk], reason="多计一个零")
    figure = MonthFigure.objects.get()
    assert (figure.completed_yuan, figure.state) == (None, "RETURNED")


def test_nobody_decides_before_their_turn_and_the_refusal_names_who_holds_it(city):
    make_period()
    [first, second] = make_submitted(city, count=2)
    accept(by=city.north_by, at=AT, filing_ids=[first.pk])
    accept(by=city.bureau_by, at=AT, filing_ids=[first.pk])
    before = Entry.objects.count()

    with pytest.raises(ReviewRefused) as refused:
        accept(by=city.office_by, at=AT, filing_ids=ids([first, second]))

    assert [one.code for one in refused.value.faults] == ["not_your_turn"]
    [fault] = refused.value.faults
    assert fault.project == second.project.name
    assert "交通局" in fault.more
    assert state_of(first) == "SUBMITTED"
    assert Entry.objects.count() == before


def test_another_district_can_neither_decide_nor_learn_the_name(city):
    make_period()
    [filing] = make_submitted(city)

    with pytest.raises(ReviewRefused) as refused:
        accept(by=city.south_by, at=AT, filing_ids=[filing.pk, filing.pk + 1])

    assert [(one.code, one.project) for one in refused.value.faults] == [
        ("filing_unknown", str(filing.pk)),
        ("filing_unknown", str(filing.pk + 1)),
    ]


def test_an_owner_holds_no_right_to_review(city):
    make_period()
    [filing] = make_submitted(city)

    with pytest.raises(NotAllowed):
        accept(by=city.owner_by, at=AT, filing_ids=[filing.pk])


def test_the_office_passes_over_who_did_not_read_in_time_with_a_reason(city):
    make_period()
    [filing] = make_submitted(city)
    accept(by=city.bureau_by, at=AT, filing_ids=[filing.pk])

    done = accept(by=city.office_by, at=AT, filing_ids=[filing.pk], through="市政府会议需用数")

    assert (done.passed_on, done.counted) == (1, 1)
    assert hands(filing) == [
        ("DEPARTMENT", "BUREAU", "ACCEPTED"),
        ("DISTRICT", "NORTH", "PASSED_OVER"),
        ("OFFICE", None, "ACCEPTED"),
    ]
    assert Review.objects.get(level="DISTRICT").reason == "市政府会议需用数"
    assert Entry.objects.latest("pk").cause == "市政府会议需用数"


def test_a_district_may_not_pass_over_the_department_beside_it(city):
    make_period()
    [filing] = make_submitted(city)

    with pytest.raises(NotAllowed):
        accept(by=city.north_by, at=AT, filing_ids=[filing.pk], through="急")


def test_one_return_ends_the_round_and_the_next_attempt_begins_anew(city):
    make_period()
    [filing] = make_submitted(city)
    accept(by=city.north_by, at=AT, filing_ids=[filing.pk])

    send_back(by=city.bureau_by, at=AT, filing_ids=[filing.pk], reason="本月数与台账不符")

    assert state_of(filing) == "RETURNED"
    assert Review.objects.get(level="DEPARTMENT").reason == "本月数与台账不符"
    with pytest.raises(ReviewRefused) as refused:
        accept(by=city.office_by, at=AT, filing_ids=[filing.pk])
    assert [one.code for one in refused.value.faults] == ["filing_decided"]

    again = make_filing(filing.project, state="SUBMITTED")
    begin([again], by=city.owner_by, at=AT)
    assert again.attempt == 2
    assert {verdict for _, _, verdict in hands(again)} == {"PENDING"}


def test_a_return_without_a_reason_is_refused(city):
    make_period()
    [filing] = make_submitted(city)

    with pytest.raises(ReasonMissing):
        send_back(by=city.north_by, at=AT, filing_ids=[filing.pk], reason="  ")

    assert state_of(filing) == "SUBMITTED"


def test_the_office_returns_ahead_of_its_turn_and_also_what_it_had_accepted(city):
    make_period()
    early, late = make_submitted(city, count=2)
    accept(by=city.office_by, at=AT, filing_ids=[late.pk], through="急")

    send_back(by=city.office_by, at=AT, filing_ids=ids([early, late]), reason="单位换算有误")

    assert (state_of(early), state_of(late)) == ("RETURNED", "RETURNED")
    assert Review.objects.filter(level="OFFICE", verdict="RETURNED").count() == 2


def test_a_district_may_not_return_what_it_has_passed_on(city):
    make_period()
    [filing] = make_submitted(city)
    accept(by=city.north_by, at=AT, filing_ids=[filing.pk])

    with pytest.raises(ReviewRefused):
        send_back(by=city.north_by, at=AT, filing_ids=[filing.pk], reason="反悔")

    assert state_of(filing) == "SUBMITTED"


@pytest.mark.parametrize(("period", "allowed"), [("closing", True), ("closed", False)])
def test_reviews_finish_while_a_period_closes_and_never_after(city, period, allowed):
    lock = make_period()
    [filing] = make_submitted(city)
    move(lock, period)

    if allowed:
        accept(by=city.north_by, at=AT, filing_ids=[filing.pk])
    else:
        with pytest.raises(PeriodClosed):
            accept(by=city.north_by, at=AT, filing_ids=[filing.pk])

    assert ("DISTRICT", "NORTH", "ACCEPTED" if allowed else "PENDING") in hands(filing)


def test_a_close_that_carries_leaves_out_what_nobody_finished_reading(city):
    lock = make_period()
    open_, done = make_submitted(city, count=2)
    accept(by=city.office_by, at=AT, filing_ids=[done.pk], through="急")
    move(lock, "closing")

    left = leave_out(period="2023-09", reason="逾期未审", by=city.office_by, at=AT)

    assert left == [open_]
    assert (state_of(open_), state_of(done)) == ("LEFT_OUT", "ACCEPTED")
    assert Entry.objects.latest("pk").payload["numbers"] == [open_.project.number]


def test_a_thousand_take_as_many_queries_as_one(city):
    make_period()
    few, many = make_submitted(city, count=1), make_submitted(city, count=7)

    asked = []
    for filings in (few, many):
        with CaptureQueriesContext(connection) as context:
            accept(by=city.north_by, at=AT, filing_ids=ids(filings))
        asked.append(len(context))

    assert asked[0] == asked[1]


CITYWIDE = [Step(1, Level.DEPARTMENT), Step(2, Level.OFFICE)]


def test_another_chain_binds_what_is_submitted_from_its_day_on(city):
    make_period()
    [before] = make_submitted(city)

    set_chain(by=city.office_by, at=AT, chain=CITYWIDE, since=AT.date())

    [after] = make_submitted(city)
    assert len(hands(before)) == 3
    assert [level for level, _, _ in hands(after)] == ["DEPARTMENT", "OFFICE"]
    assert len(chain(AT.date() - timedelta(days=1))) == 4
    assert Entry.objects.get(code="progress.chain_set").payload["steps"] == [
        "1 DEPARTMENT",
        "2 OFFICE",
    ]


def test_the_chain_can_be_written_again_on_the_same_day_and_later(city):
    day = AT.date()
    set_chain(by=city.office_by, at=AT, chain=CITYWIDE, since=day)
    set_chain(by=city.office_by, at=AT, chain=[Step(1, Level.OFFICE)], since=day)
    set_chain(by=city.office_by, at=AT, chain=CITYWIDE, since=day + timedelta(days=3))

    assert chain(day) == (Step(1, Level.OFFICE),)
    assert chain(day + timedelta(days=3)) == tuple(CITYWIDE)


def test_a_chain_that_cannot_be_walked_is_not_written(city):
    with pytest.raises(NotAChain):
        set_chain(by=city.office_by, at=AT, chain=CITYWIDE[:1], since=date(2023, 11, 1))
    set_chain(by=city.office_by, at=AT, chain=CITYWIDE, since=date(2023, 11, 1))
    with pytest.raises(ChainChangedLater):
        set_chain(by=city.office_by, at=AT, chain=CITYWIDE, since=date(2023, 10, 15))
    with pytest.raises(NotAllowed):
        set_chain(by=city.north_by, at=AT, chain=CITYWIDE, since=date(2023, 12, 1))

    assert ReviewStep.objects.count() == 2


def move(lock, state):
    for step in ["closing", "closed"][: 1 if state == "closing" else 2]:
        periods.move(by=ACTOR, at=AT, period=Period.from_code(lock.code), to=State(step))
