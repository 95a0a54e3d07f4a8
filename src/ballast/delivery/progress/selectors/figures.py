"""The figures that count, as stored for every screen and as the rule makes them from scratch."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Max, Q, QuerySet

from ballast.delivery.plans import selectors as plans
from ballast.delivery.progress.models import Duty, Filing, MonthFigure
from ballast.delivery.progress.rules import AsOf, Filed, MonthLine, counting
from ballast.kernel.periods import Period
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State as Lock

if TYPE_CHECKING:
    from ballast.platform.periods.models import PeriodLock
    from ballast.projects.models import Project

_FILED = (
    *("project_id", "pk", "period", "attempt", "revision", "kind", "state"),
    *("completed_yuan", "month_yuan", "since_start_yuan"),
)


def figures(period: str, projects: "QuerySet[Project]") -> QuerySet[MonthFigure]:
    """The stored figures of a period for the given projects (``visible_to``)."""
    return MonthFigure.objects.filter(period=period, project__in=projects)


def by_month(periods: Collection[str]) -> dict[str, dict[int, Decimal]]:
    """The stored year-to-date figures of these periods that are known, by period and project."""
    rows = MonthFigure.objects.filter(period__in=periods, completed_yuan__isnull=False)
    found: dict[str, dict[int, Decimal]] = {period: {} for period in periods}
    for period, project, completed in rows.values_list("period", "project_id", "completed_yuan"):
        found[period][project] = completed or Decimal(0)
    return found


def counted(
    period: str, revision: int | None = None, project_ids: Collection[int] | None = None
) -> dict[int, MonthLine]:
    """What the rule says of every project of the plan at a period's end, from scratch.

    As of now; of a closed revision, as it was closed. Nothing for a period never opened.
    """
    lock = periods.periods().filter(pk=period).first()
    if lock is None:
        return {}
    wanted = lock.revision if revision is None else revision
    as_of = _as_closed(lock, wanted)
    these = Q() if project_ids is None else Q(project__in=project_ids)
    filed = _filed(these, period)
    due = set(Duty.objects.filter(these, period=period).values_list("project_id", flat=True))
    of_year = Period.from_code(period).year
    original = dict(plans.originals(of_year).filter(these).values_list("project", "planned_yuan"))
    current = plans.lines_at(of_year, lock.last_day).filter(these)
    return {
        project: MonthLine(
            project_id=project,
            plan_class=plan_class,
            original_yuan=original.get(project),
            planned_yuan=planned,
            counted=counting.counted(filed[project], period, as_of),
            standing=counting.standing(
                [one for one in filed[project] if one.revision <= wanted],
                period,
                is_due=project in due,
            ),
        )
        for project, plan_class, planned in current.values_list(
            "project_id", "plan_class", "planned_yuan"
        )
    }


def _filed(these: Q, period: str) -> defaultdict[int, list[Filed]]:
    """The filings of the year up to a period, by project."""
    of_year = Q(period__startswith=f"{period[:4]}-", period__lte=period)
    filed: defaultdict[int, list[Filed]] = defaultdict(list)
    for project, *row in Filing.objects.filter(these, of_year).values_list(*_FILED):
        filed[project].append(Filed(*row))
    return filed


def _as_closed(lock: "PeriodLock", revision: int) -> AsOf | None:
    """Up to which filings a closed revision looked; None while it is not closed."""
    closing = lock.moves.filter(revision=revision, state=Lock.CLOSED.value).first()
    if closing is None:
        return None
    earlier = periods.moves().filter(entry_id__lt=closing.entry_id)
    revisions = earlier.values_list("period").annotate(last=Max("revision"))
    return AsOf(dict(revisions))
