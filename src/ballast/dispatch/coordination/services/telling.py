"""Notices to who is concerned. They say that there is something, and never what it says.

Told by reactions, after the act: a notice that fails undoes nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import Addressee, Duty, Instruction, Sweep
from ballast.platform.identity import selectors as identity
from ballast.platform.notices import services as notices
from ballast.platform.notices.services import Telling

# To whom of an instruction each kind goes.
_TO_ADDRESSEES = frozenset(
    {
        "instruction_delivered",
        "instruction_amended",
        "instruction_withdrawn",
        "instruction_spoken_again",
        "instruction_closed",
    }
)
_TO_GIVERS = frozenset({"instruction_reported", "instruction_closed"})


def tell_instructions(*, kind: str, ids: Collection[int], at: datetime) -> int:
    """Whom it concerns learns that instructions came, changed, wait, came back or were closed."""
    on = localdate(at)
    to: dict[int, set[int]] = {pk: set() for pk in ids}
    if kind == "instruction_waits":
        _join(to, who_sign(selectors.waiting_addressees(ids), on))
    if kind in _TO_ADDRESSEES:
        rows = Addressee.objects.filter(instruction__in=ids, taken_off_at=None)
        _join(to, who_sign(rows.order_by("pk"), on))
    if kind in _TO_GIVERS:
        _join(to, _givers(ids, on))
    told = [
        Telling(
            kind=kind,
            to=people,
            params={"day": f"{on}"},
            link=reverse("coordination:instruction", args=[pk]),
            about=f"instruction {pk}",
        )
        for pk, people in to.items()
    ]
    return notices.tell_all(told, at=at)


def tell_sweeps(*, kind: str, ids: Collection[int], at: datetime) -> int:
    """Who can answer what is not answered learns of sweeps, and by when."""
    on, rows = localdate(at), list(Sweep.objects.filter(pk__in=ids).order_by("pk"))
    to = who_answers(rows, on)
    told = [
        Telling(
            kind=kind,
            to=to[one.pk],
            params={"title": one.title, "due": f"{one.due_on}", "day": f"{on}"},
            link=reverse("coordination:answer", args=[one.pk]),
            about=f"sweep {one.pk}",
        )
        for one in rows
    ]
    return notices.tell_all(told, at=at)


def tell_handed_on(*, leaver: str, heir_id: int, count: int, about: str, at: datetime) -> int:
    """The heir learns that things passed to them."""
    params = {"leaver": leaver, "count": f"{count}"}
    one = Telling(kind="handed_on", to=[heir_id], params=params, link="/", about=about)
    return notices.tell_all([one], at=at)


def who_sign(rows: Iterable[Addressee], on: date) -> dict[int, set[int]]:
    """Who signs for these addressees, by instruction."""
    rows = list(rows)
    units = {one.unit_id for one in rows if one.unit_id}
    signing = identity.people_in(units, "instruction.receive", on)
    found: dict[int, set[int]] = {}
    for one in rows:
        people = {one.user_id} if one.user_id else signing.get(one.unit_id or 0, set())
        found.setdefault(one.instruction_id, set()).update(people)
    return found


def who_answers(rows: Iterable[Sweep], on: date) -> dict[int, set[int]]:
    """Who can answer a line of these sweeps that is not answered."""
    duties: dict[int, list[Duty]] = {row.pk: [] for row in rows}
    for one in Duty.objects.filter(sweep__in=duties, handed_in_on=None).order_by("pk"):
        duties[one.sweep_id].append(one)
    return {pk: set(selectors.who_answer(own, on)) for pk, own in duties.items()}


def _givers(ids: Collection[int], on: date) -> dict[int, set[int]]:
    """The leader, who entered it and the office."""
    office = identity.people_with("instruction.follow", on)
    rows = Instruction.objects.filter(pk__in=ids).order_by("pk")
    return {one.pk: {one.leader_id, one.entered_by_id, *office} for one in rows}


def _join(to: dict[int, set[int]], more: Mapping[int, Collection[int]]) -> None:
    for pk, people in more.items():
        to[pk].update(people)
