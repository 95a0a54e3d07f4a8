"""Issuing a month: what others see from then on, what relapses, what is cleared."""

from datetime import date

import pytest

from ballast.delivery.plans.models import PlanLine
from ballast.dispatch.alerts import selectors, services
from ballast.dispatch.alerts.models import Evaluation, Exemption, WarningStep
from ballast.dispatch.alerts.rules import WarningState
from ballast.dispatch.alerts.services import (
    EarlierNotIssued,
    IssuedAlready,
    LettingOff,
    NothingToIssue,
    UnjudgedRed,
    evaluate,
)
from ballast.kernel.periods import Period
from ballast.oversight.reporting import services as reporting
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.periods.models import PeriodLock
from ballast.projects.models import Project
from tests.identity.factories import make_unit, make_user

from .factories import AT, BY, SEPTEMBER, confirm_drafts, count, file, make_project
from .months import begin, close_issued, is_issued, judge_and_issue, pks, refile, steps

pytestmark = pytest.mark.django_db

OCTOBER, NOVEMBER = "2023-10", "2023-11"


def issue(period=SEPTEMBER):
    return services.issue(by=BY, at=AT, period=Period.from_code(period))


def traces():
    return (
        list(WarningStep.objects.order_by("pk").values()),
        list(Evaluation.objects.order_by("pk").values()),
        Entry.objects.count(),
    )


def month(period, **completed):
    """A month filed by these projects, by name."""
    for name, amount in completed.items():
        file(Project.objects.get(name=name), amount, period)
    count(period)


def test_red_drafts_are_named_and_hold_the_issue_up():
    red = make_project("红路", completed="40")
    make_project("黄路", completed="60")
    begin()
    before = traces()

    with pytest.raises(UnjudgedRed) as refusal:
        issue()

    assert refusal.value.params == {
        "period": SEPTEMBER,
        "count": 1,
        "warnings": f"{red.number} 红路",
    }
    assert traces() == before


def test_yellow_drafts_go_out_as_they_stand_and_the_journal_says_when():
    make_project("红", completed="40")
    make_project("黄", completed="60")
    begin()
    services.confirm(by=BY, at=AT, ids=pks("红"))

    assert issue()[WarningState.ISSUED] == 2

    assert steps() == [
        ("红", "progress", "red", "issued"),
        ("黄", "progress", "yellow", "issued"),
    ]
    evaluation = Evaluation.objects.get()
    assert (evaluation.issued_at, evaluation.issued_by) == (AT, "tests")
    entry = Entry.objects.latest("pk")
    assert (entry.code, entry.subject) == ("alerts.warnings_issued", SEPTEMBER)
    assert (entry.payload["issued"], entry.payload["relapsed"]) == (2, 0)
    told = ChangedRow.objects.filter(entry=entry, table="alerts_projectwarning")
    assert [one.fields for one in told] == [{"warning": [None, "issued"]}] * 2


def test_what_was_let_off_is_not_issued():
    make_project("红", completed="40")
    begin()
    because = LettingOff(cause=Exemption.Cause.WINTER, proof="停工令", until=date(2024, 3, 1))
    services.let_off(by=BY, at=AT, ids=pks(), because=because)

    issue()

    assert steps() == [("红", "progress", "dash", "exempted")]


def test_neither_an_open_month_nor_an_issued_one_is_issued():
    make_project(completed="80")
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    with pytest.raises(NothingToIssue):
        issue()
    judge_and_issue()
    before = traces()

    with pytest.raises(IssuedAlready):
        issue()

    assert traces() == before


def test_a_later_month_is_not_issued_before_an_earlier_one_that_is_closing_too():
    make_project(completed="80")
    begin()
    count(OCTOBER)
    begin(OCTOBER)

    with pytest.raises(EarlierNotIssued) as refusal:
        issue(OCTOBER)

    assert refusal.value.params["earlier"] == SEPTEMBER
    assert not is_issued(OCTOBER)


def test_a_green_lamp_clears_and_a_red_one_afterwards_relapses_in_the_same_warning():
    make_project("甲", completed="40")
    close_issued()
    month(OCTOBER, 甲="90")
    close_issued(OCTOBER)
    month(NOVEMBER, 甲="45")
    close_issued(NOVEMBER)

    assert steps() == [("甲", "progress", "red", "issued")]
    assert steps(OCTOBER) == [("甲", "progress", "green", "cleared")]
    assert steps(NOVEMBER) == [("甲", "progress", "red", "relapsed")]
    assert WarningStep.objects.values("warning").distinct().count() == 1
    assert set(WarningStep.objects.values_list("prompt", flat=True)) == {"promotion"}


def test_a_month_without_a_rating_leaves_the_warning_standing():
    make_project("甲", completed="40")
    close_issued()
    count(OCTOBER)  # nothing filed
    close_issued(OCTOBER)
    month(NOVEMBER, 甲="41")
    close_issued(NOVEMBER)

    assert steps(OCTOBER) == []
    assert steps(NOVEMBER) == [("甲", "progress", "red", "issued")]


def test_a_project_that_leaves_the_list_takes_its_warning_with_it():
    make_project("甲", completed="40")
    make_project("乙", completed="80")
    close_issued()
    PlanLine.objects.filter(project__name="甲").update(valid_until=date(2023, 10, 1))
    count(OCTOBER)
    close_issued(OCTOBER)

    assert steps(OCTOBER) == [("甲", "progress", "", "cleared")]


def test_lamps_that_turn_after_the_issue_are_drafts_again_and_keep_their_judgement():
    make_project("甲", completed="40")
    make_project("乙", completed="40")
    make_project("丙", completed="80")
    judge_and_issue()
    refile("40", "丙")

    evaluate(by=BY, at=AT, period=SEPTEMBER)

    assert not is_issued()
    assert steps() == [
        ("丙", "progress", "red", "draft"),
        ("乙", "progress", "red", "confirmed"),
        ("甲", "progress", "red", "confirmed"),
    ]


def test_closing_issues_what_is_not_issued_and_refuses_unjudged_red():
    red = make_project("红", completed="40", unit=make_unit())
    period = Period.from_code(SEPTEMBER)
    reporting.begin_closing(by=BY, at=AT, period=period)
    assert steps() == [("红", "progress", "red", "draft")]
    before = traces()

    with pytest.raises(UnjudgedRed) as refusal:
        reporting.close(by=BY, at=AT, period=period)
    assert red.number in refusal.value.params["warnings"]
    assert traces() == before
    assert PeriodLock.objects.get(pk=SEPTEMBER).state == "closing"

    confirm_drafts()
    reporting.close(by=BY, at=AT, period=period)
    assert is_issued()
    assert steps() == [("红", "progress", "red", "issued")]


def test_reopening_and_calling_off_take_the_issue_back():
    make_project("红", completed="40")
    period = Period.from_code(SEPTEMBER)
    reporting.begin_closing(by=BY, at=AT, period=period)
    confirm_drafts()
    issue()
    reporting.call_off(by=BY, at=AT, period=period)
    assert not is_issued()

    reporting.begin_closing(by=BY, at=AT, period=period)
    reporting.close(by=BY, at=AT, period=period)
    assert is_issued()
    reporting.reopen(by=BY, at=AT, period=period, reason="更正")

    assert not is_issued()
    assert steps() == [("红", "progress", "red", "confirmed")]


def test_red_to_green_is_counted_over_months_without_a_rating_and_only_of_seen_projects():
    north, south = make_unit(), make_unit()
    for name, unit in (("甲", north), ("乙", north), ("丙", south)):
        make_project(name, unit=unit, completed="40")
    make_project("丁", unit=north, completed="80")
    close_issued()
    month(OCTOBER, 乙="90", 丁="90", 丙="90")  # nothing filed for 甲
    close_issued(OCTOBER)
    month(NOVEMBER, 甲="95", 乙="95", 丁="95", 丙="95")
    close_issued(NOVEMBER)
    codes, on = [SEPTEMBER, OCTOBER, NOVEMBER], AT.date()
    office = make_user(role="PROJECT_OFFICE")
    district = make_user(role="DISTRICT", unit=north)

    turned = selectors.conversions(office, on, codes, codes)
    assert {code: dict(of) for code, of in turned.items()} == {
        SEPTEMBER: {},
        OCTOBER: {north.pk: 1, south.pk: 1},
        NOVEMBER: {north.pk: 1},
    }
    assert selectors.conversions(district, on, codes, codes)[OCTOBER] == {north.pk: 1}
    assert selectors.by_unit(district, on, codes)[OCTOBER] == {
        north.pk: {"grey": 1, "green": 2},
    }
