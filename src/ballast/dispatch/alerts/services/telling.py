"""Telling those whose projects a period's warnings name. ``docs/rules/notices.md``."""

from collections import defaultdict
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from ballast.dispatch.alerts.models import WarningStep
from ballast.dispatch.alerts.rules import STANDING
from ballast.platform.notices.services import Telling, tell_all
from ballast.projects import selectors as projects

_NAMED = 3  # projects named in one notice


def tell_issued(*, period: str, at: datetime) -> int:
    """Tell the responsible unit's, the owner's people which of their projects are named."""
    steps = WarningStep.objects.filter(period=period, state__in=STANDING)
    rows = steps.order_by("warning__project__sort_key", "warning__project").distinct()
    named = dict(rows.values_list("warning__project", "warning__project__name"))
    of_person: dict[int, list[str]] = defaultdict(list)
    people = projects.people_of(list(named), "alert.view", timezone.localdate(at))
    for project, name in named.items():
        for person in people.get(project, ()):
            of_person[person].append(name)
    together: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for person, names in of_person.items():
        together[tuple(names)].append(person)
    return tell_all(
        [
            Telling(
                kind="warnings_issued",
                to=people,
                params={"period": period, "count": str(len(names)), "projects": _listed(names)},
                link=f"{reverse('alerts:warnings')}?period={period}",
                about=period,
            )
            for names, people in together.items()
        ],
        at=at,
    )


def _listed(names: tuple[str, ...]) -> str:
    return "、".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])
