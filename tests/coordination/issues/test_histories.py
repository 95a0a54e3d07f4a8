"""Random histories through the real services: no issue is lost, stuck, or doubly escalated.

Whatever happens, every step has one line of the journal, and the journal read again gives the
issues as they are.
"""

import contextlib
from collections import Counter
from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import Issue, IssueStep
from ballast.dispatch.coordination.rules.clocks import is_silent
from ballast.dispatch.coordination.rules.issues import (
    EVERY_HAND,
    OPEN,
    RUNNING,
    WAITING,
    Act,
    Decision,
    PauseReason,
    Standing,
    acts,
    state_after,
)
from ballast.dispatch.coordination.selectors.journalled import moved
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import IssueMove, IssuesRefused, Run
from ballast.kernel.errors import Refused
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.services import DeclaredDay, declare_workdays
from tests.coordination.issues.factories import MONDAY, draft, make_town, move, photo
from tests.identity.factories import ACTOR

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The worker is killed in the middle of its run."""


CALLED = {act: act.value for act in Act} | {
    Act.SOLVE: "report_solved",
    Act.REFUSE: "refuse_solution",
    Act.DECIDE_CLOSED: "decide",
    Act.DECIDE_ON: "decide",
    Act.ASSIGN: "accept",
}


# Taken more often than the others, or few histories would come to an end.
ONWARD = frozenset({Act.ACCEPT, Act.TAKE_IN_HAND, Act.SOLVE, Act.CONFIRM, Act.REFUSE, Act.REOPEN})


class City:
    """What may happen on a day, each by its name; the clock is ours."""

    def __init__(self, town):
        self.town, self.at = town, MONDAY
        self.raise_issue(0)

    def issue(self, place):
        rows = list(Issue.objects.order_by("pk"))
        return rows[place % len(rows)]

    def act(self, name, place, **said):
        issue = self.issue(place)
        moves = [IssueMove(issue_id=issue.pk, words="随机", seen=issue.version)]
        getattr(services, name)(by=ACTOR, at=self.at, moves=moves, **said)

    def happen(self, name, place, choice):
        if name == "step":
            name = self.possible(place, choice)
        own = getattr(self, name, None)
        if own:
            own(place)
        else:
            self.act(name, place)

    def possible(self, place, choice):
        """One of the acts that the rules allow on the issue, or another issue."""
        row = self.issue(place)
        (standing,) = selectors.standings([row], self.at.date()).values()
        allowed = acts(standing, EVERY_HAND)
        ways = sorted(allowed) + 4 * sorted(allowed & ONWARD)
        return CALLED[ways[choice % len(ways)]] if ways else "raise_issue"

    def raise_issue(self, _place):
        services.raise_issues(by=ACTOR, at=self.at, issues=[draft(self.town)])

    def report_solved(self, place):
        uploads = {self.issue(place).pk: [photo()]}
        self.act("report_solved", place, uploads=uploads)

    def pause(self, place):
        until = (self.at + timedelta(days=1 + place)).date()
        self.act("pause", place, until_on=until, reason=PauseReason.WEATHER)

    def offer(self, place):
        self.act("offer", place, to=self.town.units["other"].pk)

    def hand_over(self, place):
        self.act("hand_over", place, to=self.town.units["district"].pk)

    def decide(self, place):
        self.act("decide", place, decision=list(Decision)[place % 2])

    def merge(self, place):
        self.act("merge", place, into=self.issue(place + 1).pk)

    def split(self, place):
        (one,) = move(self.issue(place))
        services.split(by=ACTOR, at=self.at, move=one, parts=[draft(self.town)] * 2)

    def sign(self, place):
        """The petitions that wait are signed."""
        asked = Issue.objects.filter(petition_asked_on__isnull=False)
        numbers = list(asked.values_list("number", flat=True))[: place + 1]
        services.raise_to_headquarters(by=ACTOR, at=self.at, numbers=numbers)

    def stale(self, place):
        """Somebody acts upon a page that is no longer so."""
        issue = self.issue(place)
        old = [IssueMove(issue_id=issue.pk, words="旧页面", seen=issue.version - 1)]
        with pytest.raises(IssuesRefused):
            services.escalate(by=ACTOR, at=self.at, moves=old)

    def day_off(self, place):
        day = (self.at + timedelta(days=1 + place)).date()
        off = DeclaredDay(day=day, is_workday=False, name_zh="放假", source="随机")
        declare_workdays(by=ACTOR, at=self.at, days=[off])

    def killed(self, _place):
        with contextlib.suppress(Killed), transaction.atomic():
            services.run_clocks(at=self.at)
            raise Killed

    def days_pass(self, place):
        self.at += timedelta(days=1 + place)
        services.run_clocks(at=self.at)
        assert services.run_clocks(at=self.at) == Run(), "a second run finds something to do"
        self.clocks_were_kept()

    def clocks_were_kept(self):
        on, workdays = self.at.date(), codelists.calendar()
        for row in Issue.objects.filter(state__in=RUNNING, due_on__lt=on):
            assert row.level == 3 or row.petition_asked_on, f"{row.number} should have climbed"
        for row in Issue.objects.filter(state__in=WAITING, desk=""):
            assert not is_silent(row.waiting_since, on, workdays)


OTHERS = ("raise_issue", "sign", "stale", "day_off", "killed", "confirm", "accept")
HAPPENINGS = st.sampled_from(["step"] * 14 + ["days_pass"] * 3 + [*OTHERS])
LENGTH = 36


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    history=st.lists(
        st.tuples(HAPPENINGS, st.integers(0, 3), st.integers(0, 60)),
        min_size=LENGTH,
        max_size=LENGTH,
    )
)
def test_no_history_loses_an_issue_or_its_journal(db, history):
    with transaction.atomic():
        city = City(make_town())
        for name, place, choice in history:
            with contextlib.suppress(Refused), transaction.atomic():
                city.happen(name, place, choice)
        _adds_up()
        transaction.set_rollback(True)


def _adds_up():
    assert selectors.strayed() == {}
    rows = list(Issue.objects.all())
    steps = Counter(IssueStep.objects.values_list("issue_id", flat=True))
    assert {row.pk: row.version for row in rows} == dict(steps)
    assert Counter(one.pk for one in moved()) == steps
    told = IssueStep.objects.filter(act="escalate").values_list("issue_id", "level", "on")
    reopened = {row.pk: row.reopened for row in rows}
    climbed = Counter((pk, level) for pk, level, _ in told)
    assert all(count <= 1 + reopened[pk] for (pk, _), count in climbed.items())
    counts = selectors.loop_counts(max(row.raised_on for row in rows) + timedelta(days=3660))
    gone = sum(row.state in {"withdrawn", "merged"} for row in rows)
    assert counts.matters == counts.solved + counts.open == len(rows) - gone


def test_no_open_issue_can_ever_be_stuck():
    flags = product((False, True), repeat=3)
    for (paused, offered, asked), level, desk, state in product(
        list(flags), (1, 2, 3), ("", "silent", "refused"), OPEN
    ):
        standing = Standing(state, level, 3, desk, paused, offered, asked)
        ways = acts(standing, EVERY_HAND) - {Act.WITHDRAW, Act.MERGE}
        assert any(state_after(act, state) is not state for act in ways), standing
