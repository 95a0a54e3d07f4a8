"""A closed month stands still: what counted is kept, what came too late is named, nothing is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from ballast.delivery.plans.models import Adjustment, PlanLine
from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress.models import Filing
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.oversight.reporting.models import FrozenFigure, FrozenPeriod
from ballast.oversight.reporting.rules import FROZEN, Difference, digest
from ballast.platform.audit.models import Entry
from ballast.platform.audit.services import Actor
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.periods.models import PeriodLock
from ballast.platform.periods.services import PeriodCannotMove
from tests.alerts.factories import confirm_drafts
from tests.identity.factories import ACTOR, make_unit, make_user
from tests.progress.factories import AT, make_filing, make_line, make_period
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db

SEPTEMBER, OCTOBER = Period.month(2023, 9), Period.month(2023, 10)


@pytest.fixture
def three():
    """Three projects of the plan: one filed, one still under review, one silent since August."""
    unit = make_unit(code="TT", name="听涛区")
    projects = [make_project(name=name, unit=unit) for name in ("甲厂", "乙路", "丙库")]
    for project in projects:
        make_line(project, planned="1200")
    make_filing(projects[2], "300", period="2023-08", revision=1)
    make_period()
    make_filing(projects[0], "900", month="100", visible_progress="封顶。")
    make_filing(projects[1], "500", month="500", state="SUBMITTED")
    return projects


def begin(period=SEPTEMBER):
    services.begin_closing(by=ACTOR, at=AT, period=period)
    confirm_drafts(period.code)


def close(period=SEPTEMBER, by=ACTOR, **how):
    return services.close(by=by, at=AT, period=period, **how)


def standing(code="2023-09"):
    return PeriodLock.objects.values_list("state", "revision").get(pk=code)


def traces():
    return (Entry.objects.count(), FrozenFigure.objects.count(), FrozenPeriod.objects.count())


def test_closing_freezes_what_counts_of_every_project_of_the_plan(three):
    Filing.objects.filter(project=three[1]).update(state="ACCEPTED")
    begin()

    done = close()

    assert standing() == ("closed", 1)
    assert (done.revision, done.rows, done.left_out) == (1, 3, 0)
    rows = [
        (row.name, row.completed_yuan, row.month_yuan, row.filed_for, row.standing)
        for row in selectors.frozen("2023-09")
    ]
    assert rows == [
        ("甲厂", Decimal(9_000_000), Decimal(1_000_000), "2023-09", "ACCEPTED"),
        ("乙路", Decimal(5_000_000), Decimal(5_000_000), "2023-09", "ACCEPTED"),
        ("丙库", Decimal(3_000_000), None, "2023-08", "NOT_REPORTED"),
    ]
    first = selectors.frozen("2023-09").first()
    assert (first.unit_code, first.unit_name) == ("TT", "听涛区")
    assert (first.planned_yuan, first.original_yuan) == (Decimal(12_000_000), Decimal(12_000_000))
    assert (first.visible_progress, first.caught_up_yuan) == ("封顶。", Decimal(8_000_000))


def test_the_journal_holds_the_digest_of_the_rows_as_they_are_kept(three):
    begin()
    done = close(carry=True, reason="十月十二日前须出通报")

    kept = selectors.frozen("2023-09", 1).values(*FROZEN)
    assert digest("2023-09", 1, kept) == done.digest
    entry = Entry.objects.get(code="periods.closed")
    assert (entry.payload["digest"], entry.payload["rows"]) == (done.digest, 3)
    closing = FrozenPeriod.objects.get()
    assert (closing.digest, closing.rows, closing.entry_id) == (done.digest, 3, entry.pk)
    assert (closing.closed_by, closing.carry_reason) == ("tests", "十月十二日前须出通报")
    assert selectors.verify_frozen() == []


def test_a_month_with_a_filing_under_review_is_not_closed_and_the_filing_is_named(three):
    begin()
    before = traces()

    with pytest.raises(services.FilingsWaiting) as refusal:
        close()

    assert refusal.value.params["count"] == 1
    assert refusal.value.params["filings"] == f"{three[1].number} 乙路"
    assert standing() == ("closing", 1)
    assert traces() == before


def test_closing_over_a_filing_under_review_wants_a_reason_and_leaves_it_out(three):
    begin()
    with pytest.raises(services.ReasonMissing), transaction.atomic():
        close(carry=True, reason=" ")

    assert close(carry=True, reason="逾期未审").left_out == 1

    assert Filing.objects.get(project=three[1]).state == "LEFT_OUT"
    row = selectors.frozen("2023-09").get(project=three[1])
    assert (row.completed_yuan, row.filing_id) == (None, None)
    assert Entry.objects.get(code="periods.closed").cause == "逾期未审"
    assert selectors.verify_frozen() == []


@pytest.mark.parametrize("what", ["close", "reopen", "call_off"])
def test_an_open_month_is_neither_closed_nor_reopened_nor_called_off(three, what):
    before = traces()

    act = getattr(services, what)
    with pytest.raises(PeriodCannotMove):
        act(by=ACTOR, at=AT, period=SEPTEMBER, reason="x")

    assert standing() == ("open", 1)
    assert traces() == before


@pytest.mark.parametrize("role", [None, Role.DISTRICT, Role.DEPARTMENT, Role.CITY_LEADER])
def test_only_the_office_closes_and_reopens(three, role):
    other = actor_of(make_user(role=role))
    before = traces()

    for act in (
        lambda: services.begin_closing(by=other, at=AT, period=SEPTEMBER),
        lambda: services.call_off(by=other, at=AT, period=SEPTEMBER),
        lambda: services.close(by=other, at=AT, period=SEPTEMBER),
        lambda: services.reopen(by=other, at=AT, period=SEPTEMBER, reason="x"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert (standing(), traces()) == (("open", 1), before)

    services.begin_closing(
        by=actor_of(make_user(role=Role.PROJECT_OFFICE)), at=AT, period=SEPTEMBER
    )
    assert standing() == ("closing", 1)


def test_closing_called_off_takes_filings_again(three):
    begin()

    services.call_off(by=ACTOR, at=AT, period=SEPTEMBER, reason="国庆值守")

    assert standing() == ("open", 1)
    entry = Entry.objects.latest("id")
    assert (entry.code, entry.cause) == ("periods.called_off", "国庆值守")


def test_months_are_closed_from_the_first_and_reopened_from_the_last(three):
    make_period("2023-10")
    begin(OCTOBER)
    with pytest.raises(services.EarlierPeriodOpen) as refusal:
        close(OCTOBER)
    assert refusal.value.params == {"period": "2023-10", "earlier": "2023-09"}

    begin()
    close(carry=True, reason="逾期")
    close(OCTOBER)
    with pytest.raises(services.LaterPeriodClosed) as refusal:
        services.reopen(by=ACTOR, at=AT, period=SEPTEMBER, reason="漏报")

    assert refusal.value.params == {"period": "2023-09", "later": "2023-10"}
    assert (standing(), standing("2023-10")) == (("closed", 1), ("closed", 1))


def test_a_reopened_month_keeps_what_was_frozen_and_says_what_the_next_revision_changed(three):
    begin()
    close(carry=True, reason="逾期")
    first = list(selectors.frozen("2023-09", 1).values(*FROZEN))
    with pytest.raises(services.ReasonMissing):
        services.reopen(by=ACTOR, at=AT, period=SEPTEMBER, reason="")

    assert services.reopen(by=ACTOR, at=AT, period=SEPTEMBER, reason="乙路补审") == 2
    make_filing(three[1], "500", month="500", revision=2)
    begin()
    close()

    assert list(selectors.frozen("2023-09", 1).values(*FROZEN)) == first
    changed = selectors.revisions_differ("2023-09", 1, 2)
    assert [(one.number, one.field) for one in changed] == [
        (three[1].number, field)
        for field in (
            "standing",
            "month_yuan",
            "completed_yuan",
            "base_yuan",
            "caught_up_yuan",
            "correction_yuan",
            "filed_for",
            "kind",
            "visible_progress",
        )
    ]
    assert changed[2] == Difference(
        three[1].number, "乙路", "completed_yuan", None, Decimal(5_000_000)
    )
    assert [row.revision for row in selectors.frozen("2023-09")] == [2, 2, 2]
    assert selectors.verify_frozen() == []


def test_what_is_frozen_comes_from_the_rule_and_not_from_a_stored_figure(three):
    begin()
    progress.figures("2023-09", type(three[0]).objects.all()).update(completed_yuan=1)

    close(carry=True, reason="逾期")

    assert selectors.frozen("2023-09").get(project=three[0]).completed_yuan == Decimal(9_000_000)


def test_the_plan_of_the_months_last_day_is_frozen_with_the_one_as_issued(three):
    line = three[0].plan_lines.get()
    line.valid_until = date(2023, 9, 30)
    line.save()
    adjustment = Adjustment.objects.create(
        year=2023,
        number=1,
        window="年中调整",
        reason="征拆滞后",
        valid_from=date(2023, 9, 30),
        recorded_at=AT,
        recorded_by="tests",
    )
    PlanLine.objects.create(
        project=three[0],
        year=2023,
        plan_class="CARRY_OVER",
        planned_yuan=10_000_000,
        valid_from=date(2023, 9, 30),
        adjustment=adjustment,
    )
    begin()

    close(carry=True, reason="逾期")

    row = selectors.frozen("2023-09").get(project=three[0])
    assert (row.original_yuan, row.planned_yuan) == (Decimal(12_000_000), Decimal(10_000_000))


def test_closing_20_projects_asks_as_often_as_closing_three(three, django_assert_max_num_queries):
    for number in range(17):
        make_line(make_project(name=f"第{number}号"))
    begin()

    # Four of them are the month's warnings asked about: who is asked, what was, and two reactions.
    with django_assert_max_num_queries(122):
        close(carry=True, reason="逾期", by=Actor("system", None, "tests"))
