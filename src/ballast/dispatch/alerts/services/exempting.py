"""For a proven reason a family of a project is not rated for a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.models import Exemption
from ballast.dispatch.alerts.rules import Family, bears_on_nothing
from ballast.kernel.errors import Fault, Faulty
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity

_TABLE = "alerts_exemption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempting:
    """What is asked for; ``until`` is the first day on which it is rated again.

    ``line``: where it stands in what was typed, if it was.
    """

    project_id: int
    family: Family
    since: date
    until: date
    cause: Exemption.Cause
    proof: str
    paper: str = ""
    line: int = 0


class ExemptionRefused(Faulty):
    """None was given or ended; ``faults`` says why."""

    code = "exemption_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempted(Event):
    """Projects are not rated for a time; the subject is the first one's id."""

    code: ClassVar[str] = "alerts.exempted"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionEnded(Event):
    """Exemptions end before their day; the subject is the first one's id."""

    code: ClassVar[str] = "alerts.exemption_ended"
    count: int


@transaction.atomic
def exempt(*, by: Actor, at: datetime, exemptions: Sequence[Exempting]) -> list[Exemption]:
    """Let projects off, each one family for a time and with proof.

    Lamps follow at the next evaluation. Raises ``NotAllowed``, ``ExemptionRefused``.
    """
    identity.insist(by, "alert.judge", at=at)
    rows = given(by, at, exemptions)
    if rows:
        tell(by, at, rows)
    return rows


def given(by: Actor, at: datetime, exemptions: Sequence[Exempting]) -> list[Exemption]:
    """The exemptions as stored, to be told by who gave them. Raises ``ExemptionRefused``."""
    if faults := list(_faults(exemptions)):
        raise ExemptionRefused(faults)
    return Exemption.objects.bulk_create(
        Exemption(
            project_id=one.project_id,
            family=one.family.value,
            valid_from=one.since,
            valid_until=one.until,
            cause=one.cause.value,
            proof=one.proof.strip(),
            paper=one.paper.strip(),
            given_by=by.label,
            given_at=at,
        )
        for one in exemptions
    )


def tell(by: Actor, at: datetime, rows: Sequence[Exemption], also: Sequence[Change] = ()) -> int:
    """Journal exemptions given, with what they changed; the entry's id."""
    names = ("project_id", "family", "valid_from", "valid_until", "cause", "proof", "paper")
    changes = [
        Change(_TABLE, row.pk, {name: (None, getattr(row, name)) for name in names}) for row in rows
    ]
    event = Exempted(subject=str(rows[0].project_id), count=len(rows))
    return audit.record(event, by=by, at=at, changes=[*changes, *also])


def _faults(exemptions: Sequence[Exempting]) -> Iterator[Fault]:
    known = _known(exemptions)
    for place, one in enumerate(exemptions, 1):
        where = {"place": one.line or place}
        if not one.proof.strip():
            yield Fault("exemption_without_proof", where)
        if one.until <= one.since:
            yield Fault("exemption_backwards", where)
        for first, last in known.get((one.project_id, one.family.value), ()):
            if one.since < last and first < one.until:
                yield Fault("exemption_twice", {**where, "until": last.isoformat()})
    closed = selectors.closed_until()
    if any(bears_on_nothing(one.until, closed) for one in exemptions):
        yield Fault("exemption_all_closed", {"day": f"{closed}"})


def _known(exemptions: Sequence[Exempting]) -> dict[tuple[int, str], list[tuple[date, date]]]:
    """From when until when these projects are let off already, by family."""
    rows = Exemption.objects.filter(project__in={one.project_id for one in exemptions})
    known: dict[tuple[int, str], list[tuple[date, date]]] = {}
    for row in rows:
        span = (row.valid_from, row.valid_until)
        known.setdefault((row.project_id, row.family), []).append(span)
    return known


@transaction.atomic
def end_exemptions(*, by: Actor, at: datetime, ids: Sequence[int], on: date) -> None:
    """Rate again from ``on``, before the day that was set. Raises as ``exempt``.

    What held when a period was closed is not ended within it.
    """
    identity.insist(by, "alert.judge", at=at)
    held = Exemption.objects.select_for_update(of=("self",)).select_related("project")
    rows = list(held.filter(pk__in=ids).order_by("pk"))
    faults = [
        Fault("exemption_not_running", {"name": row.project.name})
        for row in rows
        if not row.valid_from < on < row.valid_until
    ]
    faults += [
        Fault("exemption_not_running", {"name": pk}) for pk in set(ids) - {row.pk for row in rows}
    ]
    closed = selectors.closed_until()
    if closed and on <= closed:
        faults.append(Fault("exemption_end_closed", {"day": f"{closed}"}))
    if faults:
        raise ExemptionRefused(faults)
    changes = [Change(_TABLE, row.pk, {"valid_until": (row.valid_until, on)}) for row in rows]
    Exemption.objects.filter(pk__in=ids).update(valid_until=on)
    if rows:
        event = ExemptionEnded(subject=str(rows[0].pk), count=len(rows))
        audit.record(event, by=by, at=at, changes=changes)
