"""What stood before a filing: the figures it rests on, and what was last said."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ballast.delivery.plans import selectors as plans
from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import Before, Kind, State
from ballast.delivery.progress.rules.figures import NOUGHT
from ballast.kernel.periods import Period
from ballast.platform.codelists import selectors as codelists
from ballast.platform.periods import selectors as locks
from ballast.platform.periods.rules import State as Lock

from .output import asked_for_output
from .windows import window_rule

if TYPE_CHECKING:
    from ballast.platform.codelists.rules import Template
    from ballast.projects.models import Project

_LIVE = (State.SUBMITTED.value, State.ACCEPTED.value)


@dataclass(frozen=True, slots=True)
class _Figure:
    """One live filing of the year, as far as another rests on it."""

    is_actual: bool
    is_accepted: bool
    period: str
    attempt: int
    completed_yuan: Decimal
    since_start_yuan: Decimal | None
    base_yuan: Decimal

    @property
    def before_year_yuan(self) -> Decimal | None:
        if self.since_start_yuan is None:
            return None
        return self.since_start_yuan - self.completed_yuan


_FIGURE = (
    *("project_id", "kind", "state", "period", "attempt"),
    *("completed_yuan", "since_start_yuan", "base_yuan"),
)


def befores(
    period: Period, projects: Mapping[int, "Project"], on: date, *, on_behalf: bool = False
) -> dict[int, Before]:
    """What is known of projects, by id, that are filed for a period on a day.

    A fixed number of queries, however many projects.

    What was submitted for an earlier month is rested on before it is accepted: two months may
    be open at once.
    """
    together = window_rule(period.last_day).opening_together
    earlier, later = period.previous(opening=together), period.next(opening=together)
    is_first = earlier.year != period.year
    year = _year(period.year, projects)
    december = _december(period.year - 1, projects)
    words = _words(period, projects)
    planned = _planned(period, projects)
    planned_before = {} if is_first else _planned(earlier, projects)
    closed = frozenset(
        locks.periods().filter(state=Lock.CLOSED.value).values_list("code", flat=True)
    )
    templates = codelists.lifecycle(on=on).templates
    asked = asked_for_output(projects, on, period.year)
    found = {}
    for pk, project in projects.items():
        base = _last(year[pk], period)
        own = [one for one in year[pk] if one.period == period.code]
        rests = _last_attempt(year[pk], later) if own else None
        said, percent = words.get(pk, ("", None))
        found[pk] = Before(
            period=period,
            on=on,
            base_yuan=base.completed_yuan if base else NOUGHT,
            is_base_filed=is_first or (base is not None and base.period == earlier.code),
            before_year_yuan=december.get(pk, base.before_year_yuan if base else None),
            total_investment_yuan=project.total_investment_yuan,
            planned_yuan=planned.get(pk),
            planned_before_yuan=planned_before.get(pk),
            visible_progress=said,
            visible_percent=percent,
            closed=closed,
            steps=_codes(templates[project.template]),
            asks_output=pk in asked,
            has_actual=any(one.is_actual and one.is_accepted for one in own),
            is_on_behalf=on_behalf,
            rests_for=rests.period if rests else "",
            rests_yuan=rests.base_yuan if rests else None,
        )
    return found


def _year(year: int, projects: Collection[int]) -> dict[int, list[_Figure]]:
    rows = Filing.objects.filter(
        project__in=projects,
        period__startswith=f"{year}-",
        state__in=_LIVE,
        completed_yuan__isnull=False,
    )
    found: dict[int, list[_Figure]] = defaultdict(list)
    for project, kind, state, *row in rows.values_list(*_FIGURE):
        found[project].append(_Figure(kind == Kind.ACTUAL, state == State.ACCEPTED, *row))
    return found


def _december(year: int, projects: Collection[int]) -> dict[int, Decimal]:
    """What was completed since the start up to a year's end, where its December was filed."""
    rows = Filing.objects.filter(
        project__in=projects,
        period=f"{year}-12",
        state=State.ACCEPTED.value,
    ).only("project_id", "since_start_yuan")
    found = {}
    for row in rows.order_by("-kind", "attempt"):  # the last of each project wins: an actual
        if row.since_start_yuan is not None:
            found[row.project_id] = row.since_start_yuan
    return found


def _words(period: Period, projects: Collection[int]) -> dict[int, tuple[str, Decimal | None]]:
    """The words and the percent last filed before a period."""
    rows = Filing.objects.filter(
        project__in=projects, period__lt=period.code, state__in=_LIVE
    ).order_by("project", "-period", "-attempt")
    last = rows.distinct("project").values_list("project_id", "visible_progress", "visible_percent")
    return {project: (words, percent) for project, words, percent in last}


def _planned(period: Period, projects: Collection[int]) -> dict[int, Decimal | None]:
    lines = plans.lines_at(period.year, period.last_day).filter(project__in=projects)
    return dict(lines.values_list("project_id", "planned_yuan"))


def _last(filed: list[_Figure], period: Period) -> _Figure | None:
    earlier = (one for one in filed if one.period < period.code)
    return max(earlier, key=lambda one: (one.period, one.is_actual, one.attempt), default=None)


def _last_attempt(filed: list[_Figure], period: Period) -> _Figure | None:
    """The filing of the next period, which was made on this one's figure."""
    its = (one for one in filed if one.period == period.code)
    return max(its, key=lambda one: one.attempt, default=None)


def _codes(template: "Template") -> frozenset[str]:
    return template.steps | template.node_of_mark.keys()
