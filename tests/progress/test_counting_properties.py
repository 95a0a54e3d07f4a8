"""A year played on the database: what screens read is what the rule says, for every revision."""

import contextlib
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import Kind
from ballast.delivery.progress.services import (
    CorrectionDraft,
    FilingRefused,
    Report,
    accept,
    enter_for,
    follow,
    leave_out,
    open_periods,
    recount,
    save,
    send_back,
    submit,
)
from ballast.kernel.periods import Period
from ballast.platform.periods import services as periods
from ballast.platform.periods.models import PeriodLock
from ballast.platform.periods.rules import State
from tests.identity.factories import ACTOR

from .factories import AT, make_line, wan
from .test_recounting import from_scratch, stored

CODES = ["2023-08", "2023-09", "2023-10"]

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Deed:
    """What somebody does: to which of two projects, in which month, with how much."""

    what: str
    project: int
    month: int
    amount: int


DEEDS = st.lists(
    st.builds(
        Deed,
        what=st.sampled_from(
            [
                "enter",
                "estimate",
                "submit",
                "accept",
                "return",
                "correct",
                "adjust",
                "close",
                "reopen",
            ]
        ),
        project=st.integers(0, 1),
        month=st.integers(0, len(CODES) - 1),
        amount=st.integers(0, 500),
    ),
    max_size=12,
)


class City:
    """Two projects and three months, and every revision that was closed, as it was then."""

    def __init__(self):
        self.at = AT
        self.projects = [make_line().project for _ in range(2)]
        open_periods(by=ACTOR, at=AT, periods=[Period.from_code(code) for code in CODES])
        self.closed = {}

    def do(self, deed):
        self.at += timedelta(minutes=1)
        self.project, self.code = self.projects[deed.project], CODES[deed.month]
        self.state = PeriodLock.objects.get(pk=self.code).state
        self.amount = deed.amount
        own = Filing.objects.filter(project=self.project, period=self.code)
        self.last = own.order_by("attempt").last()
        getattr(self, deed.what)()

    def filed(self, **said):
        """Through ``enter_for``, where the month is open and nothing waits for review."""
        if self.state == "open" and not (self.last and self.last.state == "SUBMITTED"):
            report = self.report(**said)
            with contextlib.suppress(FilingRefused), transaction.atomic():
                enter_for(by=ACTOR, at=self.at, reports=[report])

    def report(self, **said):
        return Report(project_id=self.project.pk, period=self.code, **said)

    def enter(self):
        self.filed(month_yuan=wan(self.amount))

    def estimate(self):
        self.filed(completed_yuan=wan(self.amount), kind=Kind.ESTIMATE)

    def correct(self):
        about = next((code for code, _ in self.closed if code < self.code), None)
        if about and self.amount:
            row = CorrectionDraft(
                about_period=about, amount_yuan=-Decimal(self.amount), reason="核查"
            )
            self.filed(month_yuan=wan(1), corrections=[row])

    def save(self):
        if self.state == "open" and not (self.last and self.last.state == "SUBMITTED"):
            words = {"year_to_date_falls": "审计核减", "later_filing_rests_on_it": "并重报"}
            said = self.report(
                month_yuan=wan(self.amount), visible_progress=f"第{self.at}次", words=words
            )
            save(by=ACTOR, at=self.at, reports=[said])

    def submit(self):
        self.save()
        draft = Filing.objects.filter(project=self.project, period=self.code, state="DRAFT")
        if draft and self.state == "open":
            with contextlib.suppress(FilingRefused), transaction.atomic():
                submit(by=ACTOR, at=self.at, filing_ids=[draft.get().pk])

    def accept(self):
        if self.last and self.last.state == "SUBMITTED":
            accept(by=ACTOR, at=self.at, filing_ids=[self.last.pk], through="赶时")

    def send(self):
        send_back(by=ACTOR, at=self.at, filing_ids=[self.last.pk], reason="数不对")

    def adjust(self):
        last = PeriodLock.objects.filter(state="closed").order_by("last_day").last()
        day = (
            last.last_day + timedelta(days=1)
            if last
            else PeriodLock.objects.get(pk=CODES[0]).first_day
        )
        lines = PlanLine.objects.filter(project=self.project, valid_until__isnull=True)
        lines.exclude(valid_from__gte=day).update(valid_until=day)
        PlanLine.objects.get_or_create(
            project=self.project, year=2023, valid_from=day, defaults={"plan_class": "CARRY_OVER"}
        )
        PlanLine.objects.filter(project=self.project, valid_until__isnull=True).update(
            planned_yuan=wan(self.amount)
        )
        follow(by=ACTOR, at=self.at, year=2023)

    def close(self):
        """The first month that is not closed: the office closes them in order."""
        lock = PeriodLock.objects.exclude(state="closed").order_by("last_day").first()
        if lock:
            self.move(lock.code, State.CLOSING)
            leave_out(by=ACTOR, at=self.at, period=lock.code, reason="逾期")
            recount(periods=[lock.code])
            self.move(lock.code, State.CLOSED)
            self.closed[lock.code, lock.revision] = stored(lock.code)

    def reopen(self):
        lock = PeriodLock.objects.filter(state="closed").order_by("last_day").last()
        if lock:
            self.move(lock.code, State.OPEN, reason="统计核查")

    def move(self, code, to, **more):
        periods.move(by=ACTOR, at=self.at, period=Period.from_code(code), to=to, **more)


setattr(
    City,
    "return",
    lambda self: self.send() if self.last and self.last.state == "SUBMITTED" else None,
)


def figures_of(rows):
    """Without the plan, of which a reopened month may take a later one: it is frozen beside."""
    return {project: (row[3:6], row[7:]) for project, row in rows.items()}


@given(DEEDS)
@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_stored_figure_is_the_counted_one_after_every_deed_and_for_every_revision(deeds):
    with transaction.atomic():
        city = City()
        for deed in deeds:
            city.do(deed)
            for code in CODES:
                assert stored(code) == from_scratch(code)
            for (code, revision), figures in city.closed.items():
                assert figures_of(from_scratch(code, revision)) == figures_of(figures)
        for filing in Filing.objects.exclude(state="DRAFT"):
            assert (filing.completed_yuan or 0) == (
                filing.base_yuan
                + filing.caught_up_yuan
                + filing.correction_yuan
                + (filing.month_yuan or 0)
            )
        transaction.set_rollback(True)
