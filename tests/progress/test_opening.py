"""Opening a month tells every unit what it owes, and by when."""

from datetime import date

import pytest

from ballast.delivery.progress import selectors
from ballast.delivery.progress.models import Duty, MonthFigure, Window
from ballast.delivery.progress.rules import Days
from ballast.delivery.progress.services import (
    PeriodNotFiled,
    WindowRunsBackward,
    follow,
    open_periods,
    set_windows,
)
from ballast.kernel.periods import Period
from ballast.platform.audit.models import Entry
from ballast.platform.codelists.services import load
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.periods.models import PeriodLock
from ballast.platform.periods.services import PeriodCannotMove, PeriodClosed
from ballast.projects.models import StateChange
from tests.identity.factories import ACTOR, make_unit, make_user

from .factories import AT, make_filing, make_line, make_period

SEPTEMBER, OCTOBER = Period.month(2023, 9), Period.month(2023, 10)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def workdays():
    load(at=AT)


def open_(*periods, by=ACTOR):
    open_periods(by=by, at=AT, periods=periods)


def befall(project, change, day):
    StateChange.objects.create(
        project=project, change=change, happened_on=day, reason="停", recorded_at=AT
    )


def test_a_period_opens_with_its_window_and_a_duty_of_the_responsible_unit():
    unit = make_unit()
    line = make_line()
    line.project.responsible_unit = unit
    line.project.save()

    open_(SEPTEMBER)

    window = Window.objects.get()
    assert (window.opens_on, window.cut_off_on, window.shuts_on) == (
        date(2023, 9, 20),
        date(2023, 9, 25),
        date(2023, 10, 11),
    )
    duty = Duty.objects.get()
    assert (duty.project, duty.unit, duty.period, duty.plan_class) == (
        line.project,
        unit,
        "2023-09",
        "CARRY_OVER",
    )
    assert MonthFigure.objects.get().state == "NOT_REPORTED"
    assert Entry.objects.get(code="periods.opened").payload["shuts_on"] == "2023-10-11"


def test_two_months_are_open_at_once():
    make_line()

    open_(SEPTEMBER)
    open_(OCTOBER)

    assert set(PeriodLock.objects.values_list("code", "state")) == {
        ("2023-09", "open"),
        ("2023-10", "open"),
    }
    assert Duty.objects.count() == 2


def test_nobody_owes_what_rests_or_is_filed_by_the_quarter():
    suspended, left, back, prepared = (make_line() for _ in range(4))
    befall(suspended.project, "SUSPENDED", date(2023, 9, 30))
    befall(left.project, "EXITED", date(2023, 5, 1))
    befall(back.project, "SUSPENDED", date(2023, 5, 1))
    befall(back.project, "RESUMED", date(2023, 8, 1))
    prepared.plan_class = "PREPARATORY"
    prepared.save()

    open_(OCTOBER)

    assert list(Duty.objects.values_list("project", flat=True)) == [back.project_id]
    assert MonthFigure.objects.get(project=prepared.project).state == "NOT_DUE"


def test_who_stops_after_the_month_still_owes_it():
    befall(make_line().project, "SUSPENDED", date(2023, 10, 1))

    open_(SEPTEMBER)

    assert Duty.objects.count() == 1


@pytest.mark.parametrize("period", [Period.month(2024, 1), Period.quarter(2023, 3)])
def test_a_period_that_the_city_does_not_file_is_refused(period):
    with pytest.raises(PeriodNotFiled):
        open_(SEPTEMBER, period)

    assert not PeriodLock.objects.exists()
    assert not Entry.objects.filter(code="periods.opened").exists()


def test_a_period_is_opened_once_and_only_by_the_office():
    open_(SEPTEMBER)
    owner = make_user(role=Role.OWNER)

    with pytest.raises(PeriodCannotMove):
        open_(SEPTEMBER)
    with pytest.raises(NotAllowed):
        open_(OCTOBER, by=actor_of(owner))

    assert [lock.code for lock in PeriodLock.objects.all()] == ["2023-09"]


def test_the_office_moves_a_window_but_not_backward_nor_of_a_closed_period():
    make_period("2023-08", state="closed")
    open_(SEPTEMBER)
    later = Days(date(2023, 9, 20), date(2023, 9, 30), date(2023, 10, 13))

    set_windows(by=ACTOR, at=AT, windows={"2023-09": later})

    assert Window.objects.get(pk="2023-09").shuts_on == date(2023, 10, 13)
    before = Entry.objects.count()
    backward = Days(later.shuts_on, later.cut_off_on, later.opens_on)
    with pytest.raises(WindowRunsBackward):
        set_windows(by=ACTOR, at=AT, windows={"2023-09": backward})
    with pytest.raises(PeriodClosed):
        set_windows(by=ACTOR, at=AT, windows={"2023-08": later})
    assert Entry.objects.count() == before
    assert Window.objects.get(pk="2023-09").shuts_on == date(2023, 10, 13)


def test_duties_and_figures_of_open_periods_follow_an_adjusted_plan():
    stays, leaves = make_line(), make_line()
    open_(SEPTEMBER)
    stays.plan_class, stays.planned_yuan = "DUE_FINISH", 5
    stays.save()
    befall(leaves.project, "EXITED", date(2023, 9, 1))
    added = make_line()

    follow(by=ACTOR, at=AT, year=2023, cause="entry 7")

    assert dict(Duty.objects.values_list("project", "plan_class")) == {
        stays.project_id: "DUE_FINISH",
        added.project_id: "CARRY_OVER",
    }
    assert MonthFigure.objects.get(project=stays.project).planned_yuan == 5
    assert Entry.objects.latest("id").code == "progress.duties_followed"


def test_a_person_sees_the_duties_of_their_own_projects_with_how_far_each_has_come():
    north = make_unit()
    mine, _ = make_line(), make_line()
    mine.project.responsible_unit = north
    mine.project.save()
    open_(SEPTEMBER)
    make_filing(mine.project, state="DRAFT")
    owner = make_user(role=Role.DISTRICT, unit=north)

    [duty] = selectors.duties_of(owner, AT.date(), "2023-09")

    assert (duty.project, duty.standing) == (mine.project, "NOT_REPORTED")
    assert duty.filing_id == mine.project.filings.get().pk
