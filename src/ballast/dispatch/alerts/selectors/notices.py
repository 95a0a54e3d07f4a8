"""What the notices of a period's red warnings rest on, for all their projects at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ballast.delivery.progress import selectors as progress
from ballast.dispatch.alerts.models import WarningStep
from ballast.dispatch.alerts.rules import STANDING, Colour
from ballast.kernel.periods import Period
from ballast.platform.analytics import selectors as analytics
from ballast.platform.analytics.indicators import Value
from ballast.projects import selectors as projects
from ballast.projects.rules import Party, Stop

from .desk import Line, lines
from .issued import is_issued
from .trying import facts_of
from .turning import red_running

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.delivery.progress.models import Filing
    from ballast.platform.identity.models import User
    from ballast.projects.models import Project, Responsibility

RATES = ("completion_rate", "lead_points", "plan_share_lead_points", "since_start_rate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """One project with its red warnings, and what was known of it at the period's end.

    ``facts`` are those that its lamps were decided on, ``values`` its indicators; ``months`` for
    how many periods in a row its own lamp is red, 0 if it is not; ``filing`` the one made for
    this very period.
    """

    project: "Project"
    warnings: Sequence[Line]
    facts: Mapping[str, Any]
    values: Mapping[str, Value]
    months: int
    stops: Sequence[Stop]
    codes: Sequence[str]
    filing: "Filing | None"
    sponsors: "Sequence[Responsibility]"
    departments: "Sequence[Responsibility]"


def to_notice(period: str) -> list[str]:
    """The numbers of the projects with a red warning that was issued; none before the issue."""
    if not is_issued(period):
        return []
    numbers = _red(period).order_by("warning__project__number").distinct()
    return list(numbers.values_list("warning__project__number", flat=True))


def noticed(viewer: "User", on: date, period: Period, numbers: Collection[str]) -> list[Noticed]:
    """These projects, as far as a person sees them, in the order of their numbers."""
    seen = projects.visible_to(viewer, on).filter(number__in=set(numbers))
    wanted = _red(period.code).filter(warning__project__in=seen)
    warned: dict[int, list[Line]] = defaultdict(list)
    for line in lines(wanted.order_by("warning__project__number", "pk"), period.code):
        warned[line.step.warning.project_id].append(line)
    if not warned or not is_issued(period.code):
        return []
    whose = {pk: its[0].step.warning.project for pk, its in warned.items()}
    known = facts_of(period).facts
    rows = known.collect().iter_rows(named=True)
    facts = {row["project_id"]: row for row in rows if row["project_id"] in whose}
    values = analytics.by_project(known, period, codes=RATES)
    stops = projects.tracks(whose.values(), period.last_day)
    codes = projects.codes_of(whose.values(), period.last_day)
    held = projects.holders(list(whose), period.last_day, [Party.SPONSOR, Party.LEAD_DEPARTMENT])
    months, filings = red_running(period), _filed(period.code, seen)
    return [
        Noticed(
            project=project,
            warnings=warned[pk],
            facts=facts[pk],
            values=values[pk],
            months=months.get(pk, 0),
            stops=stops[pk],
            codes=codes.get(pk, ()),
            filing=filings.get(pk),
            sponsors=[one for one in held.get(pk, ()) if one.party == Party.SPONSOR],
            departments=[one for one in held.get(pk, ()) if one.party == Party.LEAD_DEPARTMENT],
        )
        for pk, project in whose.items()
    ]


def _red(period: str) -> "QuerySet[WarningStep]":
    steps = WarningStep.objects.filter(period=period, state__in=STANDING, colour=Colour.RED)
    return steps.exclude(warning__project__responsible_unit=None)


def _filed(period: str, listed: "QuerySet[Project]") -> "dict[int, Filing]":
    figures = progress.figures(period, listed).filter(filed_for=period, filing__isnull=False)
    found = figures.select_related("filing__unit")
    return {one.project_id: one.filing for one in found if one.filing}
