"""Matters that pass to another unit: one by its consent, one by the office's order."""

from datetime import date
from typing import TYPE_CHECKING

from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules import IssueState
from ballast.dispatch.coordination.services import issues
from ballast.edges.demo.days import at
from ballast.edges.demo.generator.told import YEAR

from . import said
from .said import moves

if TYPE_CHECKING:
    from .living import Loop

OFFERED, CONSENTED, TAKEN_ON = date(YEAR, 10, 19), date(YEAR, 10, 20), date(YEAR, 10, 24)
ORDERED = date(YEAR, 10, 20)
BY_CONSENT, BY_ORDER = "SL-ZJ", "SL-ST"


class Passing:
    """What passes from unit to unit on a day."""

    def __init__(self, loop: "Loop") -> None:
        self._loop = loop

    def live(self, day: date) -> None:
        if day == OFFERED:
            self._offer(day)
        if day == ORDERED:
            self._order(day)
        if day == CONSENTED:
            offered = Issue.objects.exclude(offered_to=None)
            by = self._loop.readers[BY_CONSENT]
            if rows := list(offered.filter(offered_to__code=BY_CONSENT)):
                issues.hand_over(by=by, at=at(day, 16), moves=moves(rows, said.CONSENTED))
        if day == TAKEN_ON:
            self._take(day)

    def _offer(self, day: date) -> None:
        if rows := self._steady(BY_CONSENT)[:1]:
            by = self._loop.readers[rows[0].lead.code]
            to = self._loop.units[BY_CONSENT]
            issues.offer(by=by, at=at(day, 11), moves=moves(rows, said.OFFERED), to=to)

    def _order(self, day: date) -> None:
        rows = [row for row in self._steady(BY_ORDER) if row.offered_to_id is None][:1]
        if rows:
            to, office = self._loop.units[BY_ORDER], self._loop.people.office
            issues.hand_over(by=office, at=at(day, 11), moves=moves(rows, said.ORDERED), to=to)

    def _take(self, day: date) -> None:
        """Who leads from now on takes them up."""
        for code in (BY_CONSENT, BY_ORDER):
            rows = Issue.objects.filter(
                lead__code=code, state=IssueState.RAISED, pk__in=self._loop.become.values()
            )
            passed = list(rows.exclude(accept_by__gte=day).order_by("pk"))
            if passed:
                by = self._loop.readers[code]
                issues.accept(by=by, at=at(day, 9), moves=moves(passed))
                issues.take_in_hand(by=by, at=at(day, 10), moves=moves(passed))

    def _steady(self, but: str) -> list[Issue]:
        """Matters in hand of which nothing more is planned this year, led by another unit."""
        ids = [
            self._loop.become[place]
            for place, one in enumerate(self._loop.fates)
            if place in self._loop.become and one.closed is None and not one.about
        ]
        rows = Issue.objects.filter(pk__in=ids, state=IssueState.IN_HAND, level=2)
        rows = rows.filter(lead__code__in=self._loop.readers).exclude(lead__code=but)
        return list(rows.select_related("lead").order_by("-due_on", "pk"))
