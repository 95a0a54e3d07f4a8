"""The stored figures are what the rule makes of the filings, whatever happened to them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.delivery.progress import selectors
from ballast.delivery.progress.models import MonthFigure
from ballast.delivery.progress.services import recount
from ballast.kernel.periods import Period
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State
from ballast.projects.models import Project
from tests.identity.factories import ACTOR

from .factories import AT, make_filing, make_line, make_period, wan

SEPTEMBER, OCTOBER = "2023-09", "2023-10"

pytestmark = pytest.mark.django_db


def stored(period):
    return {
        row.project_id: (
            *(row.plan_class, row.original_yuan, row.planned_yuan, row.month_yuan),
            *(row.completed_yuan, row.since_start_yuan, row.rate, row.filed_for, row.kind),
            *(row.filing_id, row.state),
        )
        for row in selectors.figures(period, Project.objects.all())
    }


def from_scratch(period, revision=None):
    return {
        pk: (
            *(line.plan_class, line.original_yuan, line.planned_yuan, line.counted.month_yuan),
            *(line.counted.completed_yuan, line.counted.since_start_yuan, line.rate),
            *(line.counted.filed_for, line.counted.kind, line.counted.filing_id),
            line.standing.value,
        )
        for pk, line in selectors.counted(period, revision).items()
    }


def move(code, to, *, at=AT, reason=""):
    periods.move(by=ACTOR, at=at, period=Period.from_code(code), to=State(to), reason=reason)


def test_the_figure_of_a_month_is_stored_with_its_plan_and_its_rate():
    line = make_line(planned="1200")
    make_period(SEPTEMBER)
    filing = make_filing(line.project, "900", month="100", since_start_yuan=wan("2000"))

    recount(periods=[SEPTEMBER])

    row = MonthFigure.objects.get()
    assert (row.completed_yuan, row.month_yuan, row.since_start_yuan) == (
        wan("900"),
        wan("100"),
        wan("2000"),
    )
    assert (row.planned_yuan, row.original_yuan, row.rate) == (
        wan("1200"),
        wan("1200"),
        Decimal("0.75"),
    )
    assert (row.filing, row.filed_for, row.state) == (filing, SEPTEMBER, "ACCEPTED")


def test_a_later_open_month_carries_it_and_a_closed_one_does_not_move():
    line = make_line()
    make_period("2023-08", state="open")
    recount(periods=["2023-08"])
    move("2023-08", "closing")
    move("2023-08", "closed")
    make_period(SEPTEMBER)
    make_period(OCTOBER)
    make_filing(line.project, "900")

    recount(periods=[SEPTEMBER])

    assert dict(MonthFigure.objects.values_list("period", "filed_for")) == {
        "2023-08": "",
        SEPTEMBER: SEPTEMBER,
        OCTOBER: SEPTEMBER,
    }
    assert {period: stored(period) for period in (SEPTEMBER, OCTOBER)} == {
        period: from_scratch(period) for period in (SEPTEMBER, OCTOBER)
    }


def test_a_project_that_left_the_plan_leaves_the_month():
    line, other = make_line(), make_line()
    make_period(SEPTEMBER)
    recount(periods=[SEPTEMBER])
    line.delete()

    recount(periods=[SEPTEMBER], project_ids=[line.project_id])

    assert [row.project_id for row in MonthFigure.objects.all()] == [other.project_id]


def test_a_closed_revision_can_be_counted_again_after_the_month_was_reopened():
    line = make_line()
    make_period(SEPTEMBER)
    make_period(OCTOBER)
    make_filing(line.project, "900")
    recount(periods=[SEPTEMBER])
    for code in (SEPTEMBER, OCTOBER):
        move(code, "closing")
        move(code, "closed")
    closed = {code: stored(code) for code in (SEPTEMBER, OCTOBER)}

    later = AT + timedelta(days=20)
    for code in (OCTOBER, SEPTEMBER):
        move(code, "open", at=later, reason="统计核查")
    make_filing(line.project, "850", revision=2, at=later)
    recount(periods=[SEPTEMBER])

    assert from_scratch(SEPTEMBER, 1) == closed[SEPTEMBER]
    assert from_scratch(SEPTEMBER) == stored(SEPTEMBER) != closed[SEPTEMBER]
    assert from_scratch(OCTOBER) == stored(OCTOBER) != closed[OCTOBER]


def test_a_thousand_projects_cost_no_more_queries_than_one():
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            recount(periods=[SEPTEMBER])
        return len(seen)

    make_filing(make_line().project)
    make_period(SEPTEMBER)
    one = queries()
    for _ in range(20):
        make_filing(make_line().project)

    assert queries() == one
    assert MonthFigure.objects.filter(filed_for=SEPTEMBER).count() == 21
