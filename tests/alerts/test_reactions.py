"""Lamps follow the figures by themselves: nobody has to remember to judge a month again."""

from dataclasses import replace

import pytest

from ballast.delivery.ledgers import services as ledgers
from ballast.delivery.ledgers.services import Workbook
from ballast.delivery.progress import services as progress
from ballast.dispatch.alerts.models import Evaluation, ProjectLamp
from ballast.edges.demo import settling
from ballast.edges.demo.books import Ledger, lines_of, plan_books
from ballast.edges.demo.books.tables import details
from ballast.edges.demo.generator import city
from ballast.edges.demo.generator.units import OFFICE
from ballast.kernel.periods import Period
from ballast.platform.audit.models import Entry
from ballast.platform.periods import selectors as periods
from tests.support import jobs

from .factories import AT, BY

pytestmark = pytest.mark.django_db

CITY = city(120).works
SEPTEMBER = Period.month(2023, 9)


@pytest.fixture
def plan():
    settling.open_units(by=BY, at=AT)
    bring_in_plan(CITY)


def bring_in_plan(works):
    for sector, content in plan_books("示例市", works):
        workbook = Workbook(content=content, filename=sector, kind="plan", subject="2023")
        ledgers.bring_in(by=BY, at=AT, workbook=workbook)


def bring_in_month(works):
    if not periods.periods().filter(pk=SEPTEMBER.code).exists():
        progress.open_periods(by=BY, at=AT, periods=[SEPTEMBER])
    lines = lines_of(works, SEPTEMBER)
    content = details(Ledger(unit=OFFICE, period=SEPTEMBER, lines=lines))
    workbook = Workbook(content=content, filename="month.xlsx", kind="filing", subject="2023-09")
    ledgers.bring_in(by=BY, at=AT, workbook=workbook, accept=True)


def completed(work):
    return work.months[9].completed if 9 in work.months else 0


def test_a_month_that_comes_in_is_judged_and_the_journal_says_what_caused_it(plan):
    bring_in_month(CITY)
    jobs.run_all()

    assert ProjectLamp.objects.filter(period="2023-09", family="project").count() == 120
    judged = Entry.objects.get(code="alerts.lamps_evaluated")
    imported = Entry.objects.get(code="ledgers.month_imported")
    assert (judged.actor_kind, judged.cause) == ("job", f"entry {imported.pk}")


def test_a_plan_alone_judges_no_month(plan):
    jobs.run_all()

    assert not Evaluation.objects.exists()


def test_a_changed_plan_judges_again_the_months_that_were_judged(plan):
    bring_in_month(CITY)
    jobs.run_all()
    red = min((one for one in CITY if completed(one)), key=lambda one: completed(one) / one.planned)
    assert ProjectLamp.objects.get(family="progress", project__name=red.name).colour == "red"

    smaller = replace(red, planned=completed(red), split=())
    bring_in_plan([smaller if work is red else work for work in CITY])
    jobs.run_all()

    assert ProjectLamp.objects.get(family="progress", project__name=red.name).colour == "green"
