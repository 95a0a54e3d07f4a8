"""Telling units of checks, and the office of figures that are said to be wrong."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from ballast.dispatch.alerts.models import Check
from ballast.dispatch.alerts.rules import CheckState
from ballast.dispatch.alerts.selectors import JUDGES, checks
from ballast.platform.identity import selectors as identity
from ballast.platform.notices.services import Telling, tell_all
from ballast.projects import selectors as projects

_NAMED = 3  # projects named in one notice


def tell_asked(*, period: str, at: datetime) -> int:
    """Tell the units what a period asks of them; each of its people once, with all of theirs."""
    rows = Check.objects.filter(period=period, state=CheckState.ASKED)
    return tell_units("check_asked", _read(rows), at, about=period)


def tell_disputed(*, ids: Collection[int], at: datetime) -> int:
    """Figures are said to be wrong: the office is told, or who files where the month is closed."""
    rows = _read(Check.objects.filter(pk__in=ids, state=CheckState.CORRECTING))
    closed = checks.closed_periods()
    to_return = [one for one in rows if one.period not in closed]
    told = [_to_correct(one, at) for one in rows if one.period in closed]
    if to_return:
        told.append(
            Telling(
                kind="check_disputed",
                to=identity.people_with(JUDGES, localdate(at)),
                params={"count": str(len(to_return)), "projects": _listed(to_return)},
                link=f"{reverse('alerts:checks')}?tab=disputed",
                about=" ".join(str(one.pk) for one in to_return)[:90],
            )
        )
    return tell_all(told, at=at)


def tell_units(kind: str, rows: Iterable[Check], at: datetime, *, about: str) -> int:
    """Tell the people of each unit who answer, of all of these that are the unit's."""
    of_unit: dict[int, list[Check]] = defaultdict(list)
    for one in rows:
        of_unit[one.unit_id].append(one)
    people = checks.who_answer(of_unit, localdate(at))
    return tell_all(
        [
            Telling(
                kind=kind,
                to=people.get(unit, ()),
                params={
                    "count": str(len(own)),
                    "day": str(min(one.due_on for one in own)),
                    "projects": _listed(own),
                },
                link=reverse("alerts:answer_checks"),
                about=f"{about} {unit}",
            )
            for unit, own in of_unit.items()
        ],
        at=at,
    )


def _to_correct(one: Check, at: datetime) -> Telling:
    project = one.warning.project
    people = projects.people_of([project.pk], "filing.enter", localdate(at))
    return Telling(
        kind="check_to_correct",
        to=people.get(project.pk, ()),
        params={"project": project.name, "period": one.period},
        link=reverse("progress:filings"),
        about=str(one.pk),
    )


def _read(rows: "Iterable[Check]") -> list[Check]:
    return list(rows.select_related("warning__project").order_by("pk"))  # type: ignore[attr-defined]


def _listed(rows: Collection[Check]) -> str:
    names = list(dict.fromkeys(one.warning.project.name for one in rows))
    return "、".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])
