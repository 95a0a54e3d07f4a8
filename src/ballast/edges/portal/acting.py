"""What can be done to many projects at once, each through the service that takes many."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form

from ballast.delivery.progress import services as progress
from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.projects import selectors as projects
from ballast.projects import services as register
from ballast.projects.rules import Party

from .forms import Appointing, HandingOver, PuttingOn, TakingOff
from .picking import Picked, Row


class TooMany(Refused):
    """More projects than are changed at once."""

    code = "picked_too_many"


class NotHeld(Refused):
    """Nobody of this name holds the part of this project."""

    code = "part_not_held_by"


@dataclass(frozen=True, slots=True)
class Doing:
    """One press of a button: what was picked, what was filled in, and who does it when."""

    picked: Picked
    form: Any
    by: Actor
    at: datetime


def _star(doing: Doing) -> None:
    register.star(by=doing.by, at=doing.at, project_ids=doing.picked.pks)


def _unstar(doing: Doing) -> None:
    register.unstar(by=doing.by, at=doing.at, project_ids=doing.picked.pks)


def _remind(doing: Doing) -> None:
    period = doing.picked.listing.period.code
    progress.remind(by=doing.by, at=doing.at, period=period, project_ids=doing.picked.pks)


def _appoint(doing: Doing) -> None:
    said = doing.form.cleaned_data
    appointments = [
        register.Appointment(
            project_id=pk,
            party=Party(said["party"]),
            holder=doing.form.holder,
            since=said["since"],
        )
        for pk in doing.picked.pks
    ]
    register.assign(by=doing.by, at=doing.at, appointments=appointments)


def _hand_over(doing: Doing) -> None:
    """From one person to another; refused, by number, where the one named does not hold it."""
    said = doing.form.cleaned_data
    held = projects.holders(doing.picked.pks, said["since"], [Party(said["party"])])
    former = said["former"].strip()
    rows = {
        row.project_id: row.pk for rows in held.values() for row in rows if row.person == former
    }
    refused = [NotHeld(number=row.number, person=former) for row in _without(doing.picked, rows)]
    if refused:
        raise Together(refused)
    handovers = [
        register.Handover(
            responsibility_id=rows[pk],
            holder=doing.form.holder,
            since=said["since"],
            reason=said["reason"],
        )
        for pk in doing.picked.pks
    ]
    register.hand_over(by=doing.by, at=doing.at, handovers=handovers)


def _put_on(doing: Doing) -> None:
    said = doing.form.cleaned_data
    places = [
        register.Placing(
            project_id=pk,
            list_name=said["list_name"],
            valid_from=said["since"],
            batch=said["batch"],
            paper=said["paper"],
        )
        for pk in doing.picked.pks
    ]
    register.place_on_lists(by=doing.by, at=doing.at, places=places)


def _take_off(doing: Doing) -> None:
    said = doing.form.cleaned_data
    takings = [
        register.Taking(project_id=pk, list_name=said["list_name"], valid_until=said["until"])
        for pk in doing.picked.pks
    ]
    register.take_off_lists(by=doing.by, at=doing.at, takings=takings, reason=said["reason"])


class Together(Refused):
    """Several refusals of one press."""

    code = "refused_together"

    def __init__(self, faults: Sequence[Refused]) -> None:
        super().__init__()
        self.faults: Sequence[Refused] = tuple(faults)


def _without(picked: Picked, known: Collection[int]) -> list[Row]:
    return [row for row in picked.rows if row.pk not in known]


_DO: Mapping[str, tuple[Callable[[Doing], object], type[Form] | None]] = {
    "star": (_star, None),
    "unstar": (_unstar, None),
    "remind": (_remind, None),
    "appoint": (_appoint, Appointing),
    "hand_over": (_hand_over, HandingOver),
    "put_on": (_put_on, PuttingOn),
    "take_off": (_take_off, TakingOff),
}


def do(act: str, doing: Doing) -> None:
    """All of it or nothing. Raises what the service refuses, each project named."""
    _DO[act][0](doing)


def form_of(act: str) -> type[Form] | None:
    """What is asked before it is done."""
    return _DO[act][1]
