"""Which projects were to start or to finish in a span of days, and which are over that day."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from ballast.platform.codelists import selectors as codelists
from ballast.projects.models import StepRecord

from .among import among

_STARTS = "ground_breaking"


class Turn(StrEnum):
    """The two turns in a project's life that a plan is made for."""

    START = "start"
    FINISH = "finish"


def planned_within(turn: Turn, since: date, until: date, on: date) -> "QuerySet[Any, int]":
    """The ids of the projects planned to start or finish from a day to a day, both included.

    Whether they have meanwhile or not. The day is that of ``facts``: as planned, as forecast
    where none was planned; of the mark itself before that of the step that makes it. A whole is
    found by its own dates, not by those of its parts.
    """
    return _turns(turn, on).filter(day__range=(since, until)).values_list("project_id", flat=True)


def behind(turn: Turn, on: date) -> "QuerySet[Any, int]":
    """The ids of the projects that were to start or finish by a day and had not."""
    late = _turns(turn, on).filter(Q(reached=None) | Q(reached__gt=on), day__lte=on)
    return late.values_list("project_id", flat=True)


def turns_of(
    project_ids: Iterable[int], turn: Turn, on: date
) -> dict[int, tuple[date | None, date | None]]:
    """When each of these was to start or finish, and when it did, as the lists go by it."""
    rows = _turns(turn, on).filter(project__in=among(project_ids))
    return {
        pk: (day, reached) for pk, day, reached in rows.values_list("project_id", "day", "reached")
    }


def _turns(turn: Turn, on: date) -> "QuerySet[Any]":
    """A row for each project of which anything is recorded: the ``day`` planned, and ``reached``.

    Read from the records of this turn alone, whatever projects are asked for: it is found once.
    """
    of_mark = _codes(turn, on)
    rows = StepRecord.objects.filter(_any(of_mark), is_not_applicable=False)
    own = Q(code__in=[mark for mark, _ in of_mark])
    return (
        rows.values("project_id")
        .annotate(
            day=Coalesce(
                Max("planned_on", filter=own),
                Max("planned_on", filter=~own),
                Max("forecast_on", filter=own),
                Max("forecast_on", filter=~own),
            ),
            reached=Coalesce(Max("actual_on", filter=own), Max("actual_on", filter=~own)),
        )
        .order_by()
    )


def _codes(turn: Turn, on: date) -> Mapping[tuple[str, tuple[str, ...]], list[str]]:
    """Each mark with the steps that make it, and the templates that go by it."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for template in codelists.lifecycle(on=on).templates.values():
        mark = _STARTS if turn is Turn.START else template.finish
        if node := template.node_of_mark.get(mark):
            found.setdefault((mark, tuple(node.marks[mark])), []).append(template.code)
    return found


def _any(of_mark: Mapping[tuple[str, tuple[str, ...]], list[str]]) -> Q:
    found = Q()
    for (mark, steps), templates in of_mark.items():
        found |= Q(code__in=(mark, *steps), project__template__in=templates)
    return found
