"""Notices to who is concerned. They say that there is something, and never what it says."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import Addressee, Duty, Instruction, Sweep
from ballast.platform.identity import selectors as identity
from ballast.platform.notices import services as notices
from ballast.platform.notices.services import Telling


def tell_addressees(kind: str, rows: Iterable[Addressee], on: date, at: datetime) -> int:
    """Who signs for each addressee learns that an instruction has come, has changed, or waits."""
    rows = list(rows)
    units = {one.unit_id for one in rows if one.unit_id}
    signing = identity.people_in(units, "instruction.receive", on)
    to: dict[int, set[int]] = {}
    for one in rows:
        people = {one.user_id} if one.user_id else signing.get(one.unit_id or 0, set())
        to.setdefault(one.instruction_id, set()).update(people)
    return _tell(kind, "instruction", to, on, at)


def tell_givers(kind: str, rows: Iterable[Instruction], on: date, at: datetime) -> int:
    """The leader, who entered them and the office learn what came back."""
    office = identity.people_with("instruction.follow", on)
    to = {one.pk: {one.leader_id, one.entered_by_id, *office} for one in rows}
    return _tell(kind, "instruction", to, on, at)


def tell_answering(
    kind: str, duties: Mapping[int, Collection[Duty]], sweeps: Collection[Sweep], at: datetime
) -> int:
    """Who can answer these lines learns of the sweep, and by when."""
    on = localdate(at)
    told = [
        Telling(
            kind=kind,
            to=selectors.who_answer(duties.get(one.pk, ()), on),
            params={"title": one.title, "due": f"{one.due_on}", "day": f"{on}"},
            link=reverse("coordination:answer", args=[one.pk]),
            about=f"sweep {one.pk}",
        )
        for one in sweeps
    ]
    return notices.tell_all(told, at=at)


def _tell(kind: str, route: str, to: Mapping[int, Collection[int]], on: date, at: datetime) -> int:
    told = [
        Telling(
            kind=kind,
            to=people,
            params={"day": f"{on}"},
            link=reverse(f"coordination:{route}", args=[pk]),
            about=f"{route} {pk}",
        )
        for pk, people in to.items()
    ]
    return notices.tell_all(told, at=at)
