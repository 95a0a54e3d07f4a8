"""滚动清单: the lists of a scheme in a month, what they hold, and who came and went since the last.

Sums are taken over the month's stored table (``frames``): of a closed month as it was frozen.
Where a project stood is decided anew by what had happened by the month's end.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import narwhals as nw

from ballast.delivery.progress.selectors import lists
from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.coordination.selectors.about_projects import waiting_at
from ballast.kernel.periods import Period
from ballast.platform.analytics import extracts, frames
from ballast.platform.analytics.expressions import Column, Sum, Term
from ballast.platform.analytics.selectors import Facts
from ballast.platform.periods import selectors as periods
from ballast.projects import selectors as projects

from .frames import frame_of
from .months import month_before

if TYPE_CHECKING:
    from ballast.dispatch.coordination.selectors.about_projects import Waiting
    from ballast.platform.codelists.rules import Member, Scheme
    from ballast.platform.identity.models import User
    from ballast.projects.models import Project

_SUMS: Sequence[Term] = [
    Sum(Column(name)) for name in ("total_yuan", "planned_yuan", "month_yuan", "completed_yuan")
]
_NOUGHT = (Decimal(0),) * len(_SUMS)
Amounts = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A project that came onto a list or left it, and the lists it came from or went to."""

    project: "Project"
    others: "Sequence[Member]"


@dataclass(frozen=True, slots=True)
class Known:
    """An own measure in yuan, and of how many projects of the list it is known."""

    yuan: Decimal
    projects: int


@dataclass(frozen=True, slots=True)
class RollingList:
    """One list in a month.

    Amounts in yuan: in all, the year's plan, done in the month, done since January. ``held_up``:
    projects with open issues now, ``overdue`` those with an overdue one.
    """

    member: "Member"
    count: int
    total: Decimal
    planned: Decimal
    month: Decimal
    completed: Decimal
    measures: Mapping[str, Known]
    came: Sequence[Moved]
    went: Sequence[Moved]
    lamps: Mapping[str, int]
    held_up: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Rolling:
    """A scheme in a month; ``before`` None where no month of the year came before.

    ``nowhere`` stand on none of its lists. ``is_closed``: the amounts are those frozen.
    """

    scheme: "Scheme"
    period: Period
    before: Period | None
    lists: Sequence[RollingList]
    counted: int
    nowhere: int
    is_closed: bool
    told_at: datetime | None


def rolling(
    viewer: "User", on: date, scheme: "Scheme", period: Period, *, with_lamps: bool
) -> Rolling:
    """The lists of a scheme in a month, of the projects a viewer sees on a day."""
    frame = frame_of(period)
    amounts = _amounts(frame.facts, period)
    earlier = month_before(period)
    before = earlier if earlier and earlier.year == period.year else None
    last = set(_amounts(frame_of(before).facts, before)) if before else set()
    ids = projects.among(amounts.keys() | last)
    seen = list(projects.visible_to(viewer, on).filter(pk__in=ids).order_by("number"))
    now = _stood([one for one in seen if one.pk in amounts], scheme, period)
    then = _stood([one for one in seen if one.pk in last], scheme, before) if before else {}
    known = _Known(
        {one.pk: one for one in seen},
        amounts,
        now,
        then,
        alerts.own_lamps(list(now), period.code) if with_lamps else {},
        waiting_at(viewer, on, list(now)),
        lists.measured(
            [one for one in seen if one.pk in now],
            period.last_day,
            period.year,
            scheme.measures,
            until=period.code,
        ),
    )
    return Rolling(
        scheme=scheme,
        period=period,
        before=before,
        lists=[known.list_of(member, scheme) for member in scheme.members],
        counted=len(now),
        nowhere=sum(not places for places in now.values()),
        is_closed=bool(periods.seal_of(period.code)),
        told_at=frame.told_at,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of every project, before it is put to the lists."""

    projects: "Mapping[int, Project]"
    amounts: Mapping[int, Amounts]
    now: Mapping[int, tuple[str, ...]]
    then: Mapping[int, tuple[str, ...]]
    lamps: Mapping[int, str]
    waiting: "Mapping[int, Waiting]"
    measured: Mapping[int, lists.Measured]

    def list_of(self, member: "Member", scheme: "Scheme") -> RollingList:
        here = [pk for pk, places in self.now.items() if member.code in places]
        was = {pk for pk, places in self.then.items() if member.code in places}
        sums = _added(self.amounts[pk] for pk in here)
        waits = [self.waiting[pk] for pk in here if pk in self.waiting]
        return RollingList(
            member=member,
            count=len(here),
            total=sums[0],
            planned=sums[1],
            month=sums[2],
            completed=sums[3],
            measures={code: self._own(code, here) for code in member.measure if _is_amount(code)},
            came=self._moved(set(here) - was, self.then, scheme) if self.then else [],
            went=self._moved(was - set(here), self.now, scheme) if self.then else [],
            lamps=dict(Counter(self.lamps[pk] for pk in here if pk in self.lamps)),
            held_up=len(waits),
            overdue=sum(one.overdue > 0 for one in waits),
        )

    def _own(self, code: str, here: Iterable[int]) -> Known:
        said = [self.measured[pk].amounts.get(code) for pk in here]
        told = [one for one in said if one is not None]
        return Known(sum(told, Decimal(0)), len(told))

    def _moved(
        self, moved: Collection[int], places: Mapping[int, tuple[str, ...]], scheme: "Scheme"
    ) -> list[Moved]:
        return [
            Moved(one, [member for member in scheme.members if member.code in places.get(pk, ())])
            for pk, one in self.projects.items()
            if pk in moved
        ]


def _is_amount(code: str) -> bool:
    """Whether it is measured of a single project; rates are of the whole city, elsewhere."""
    return code in lists.AMOUNTS


def _stood(of: "Sequence[Project]", scheme: "Scheme", period: Period) -> dict[int, tuple[str, ...]]:
    return lists.stood(of, scheme, period.last_day, period.year)


def _amounts(facts: Facts, period: Period) -> dict[int, Amounts]:
    """The sums of each counted project, a part of a listed whole left aside."""
    counted = facts.filter(~nw.col("is_inside"))
    rows = frames.sums(counted, _SUMS, extracts.known(period), "project_id").collect().iter_rows()
    return {pk: tuple(map(Decimal, sums)) for pk, *sums in rows}


def _added(rows: Iterable[Amounts]) -> Amounts:
    return tuple(sum(column, Decimal(0)) for column in zip(_NOUGHT, *rows, strict=True))
