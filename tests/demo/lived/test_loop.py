"""The city lived its loop: what the records say is what was planned for it."""

from datetime import date

import pytest

from ballast.dispatch.alerts.models import Check
from ballast.dispatch.coordination.models import Issue
from ballast.edges.demo.generator.told import YEAR
from ballast.edges.demo.loop.fates import counted, fates
from ballast.oversight.reporting import selectors as reporting
from ballast.platform.codelists import selectors as codelists

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


@pytest.fixture
def planned(first_run):
    return fates(300, 7, (8, 9), codelists.calendar())


def told(on):
    loop = reporting.loop(on)
    codes = ("matters", "solved", "open", "overdue")
    levels = {f"level_{number}": loop.by_level.get(number, 0) for number in (1, 2, 3)}
    return {code: loop.count(code) for code in codes} | levels


def test_september_ends_as_it_was_planned(planned):
    assert told(date(YEAR, 9, 30)) == counted(planned, date(YEAR, 9, 30))
    assert told(date(YEAR, 9, 30))["overdue"] > 0


def test_october_ends_with_as_many_matters_and_as_many_solved(planned):
    then, wanted = told(date(YEAR, 10, 31)), counted(planned, date(YEAR, 10, 31))
    assert [then[code] for code in ("matters", "solved", "open")] == [
        wanted[code] for code in ("matters", "solved", "open")
    ]


def test_every_warning_was_checked_and_some_of_them_became_matters(planned):
    assert not Check.objects.filter(answered_on=None).exclude(state="lapsed").exists()
    tied = Check.objects.exclude(issue=None).values("issue").distinct().count()
    warned = sum(one.source == "warning" for one in planned)
    assert tied == Issue.objects.filter(source="warning").count() == warned > 0


def test_who_was_prompted_counts_from_the_day_of_issue(first_run):
    august, september = (
        reporting.loop(date(YEAR, month, day)).count("prompted") for month, day in ((9, 7), (9, 8))
    )
    assert august == 0 < september < reporting.loop(date(YEAR, 10, 12)).count("prompted")
