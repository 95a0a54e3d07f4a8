"""What follows from a plan or a register that changed: who files, what counts, where it stands."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol

from django.utils import timezone

from ballast.platform import clock
from ballast.platform.audit import selectors as audit
from ballast.platform.audit.services import Actor
from ballast.projects import selectors as register

from . import selectors, services
from .selectors import lists, places

if TYPE_CHECKING:
    from ballast.kernel.events import Event

    from .services import FilingsReminded

BY = Actor("job", None, "duties")


def follow_register(*, event: "Event", entry_id: int) -> None:  # noqa: ARG001 - of every kind
    """Projects stopped, went on, left, became others, or went to another unit."""
    for year in {int(code[:4]) for code in selectors.moving()}:
        services.follow(by=BY, at=clock.now(), year=year, cause=f"entry {entry_id}")


def follow_plan(*, event: "Event", entry_id: int) -> None:
    """A year's plan was issued or adjusted; the event's subject is the year."""
    services.follow(by=BY, at=clock.now(), year=int(event.subject), cause=f"entry {entry_id}")


class OfLines(Protocol):
    """An event that changed the lines of some projects in a plan; its subject is the year."""

    @property
    def subject(self) -> str: ...

    @property
    def project_ids(self) -> tuple[int, ...]: ...


def place_moved(*, event: "Event", entry_id: int) -> None:  # noqa: ARG001 - of every kind
    """What the register says of projects changed, alone or within a larger use case."""
    if moved := register.concerned(audit.changed_by(entry_id)):
        _place(places.years(), moved)


def place_planned(*, event: OfLines, entry_id: int) -> None:  # noqa: ARG001
    """Lines of an issued plan changed, and with them the classes it froze."""
    _place([int(event.subject)], event.project_ids)


def place_year(*, event: "Event", entry_id: int) -> None:  # noqa: ARG001
    """A plan was issued: from now on it says the class, not the dates."""
    _place([int(event.subject)], None)


def tell_returned(*, event: "Event", entry_id: int) -> None:  # noqa: ARG001
    """Filings were sent back: who filed them is told."""
    services.tell_returned(filing_ids=_filings(entry_id), at=audit.entry(entry_id).at)


def tell_entered_for(*, event: "Event", entry_id: int) -> None:  # noqa: ARG001
    """The office filed for units: their people are told to confirm or dispute it."""
    services.tell_entered_for(filing_ids=_filings(entry_id), at=audit.entry(entry_id).at)


def tell_reminded(*, event: "FilingsReminded", entry_id: int) -> None:
    """Units were pressed to file: their people are told."""
    entry = audit.entry(entry_id)
    services.tell_reminded(
        period=event.subject,
        project_ids=event.project_ids,
        by=entry.actor_label,
        about=f"entry {entry_id}",
        at=entry.at,
    )


def tell_of_windows() -> None:
    """A new day: a window may have opened, or be about to shut."""
    services.tell_of_windows(at=clock.now())


def _filings(entry_id: int) -> list[int]:
    return [pk for pk, _ in audit.changed_by(entry_id).get(services.FILINGS, [])]


def place_all() -> None:
    """A new day: what was planned may be due, and what was to come may be reached."""
    now = clock.now()
    for year in lists.years(timezone.localdate(now)):
        services.place(at=now, year=year)


def _place(years: Collection[int], project_ids: Collection[int] | None) -> None:
    for year in years:
        services.place(at=clock.now(), year=year, project_ids=project_ids)
