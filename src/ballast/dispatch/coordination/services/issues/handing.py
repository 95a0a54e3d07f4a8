"""Issues given to another unit: by its consent, or by the office's order."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.rules.issues import Act
from ballast.dispatch.coordination.selectors import matters
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as people

from .effects import carry_out
from .events import IssuesAssigned, IssuesHandedOver, IssuesOffered, OffersDeclined
from .holding import Held, IssueMove, hold, write
from .moving import RIGHTS
from .refusals import refuse
from .telling import tell_leads, tell_units


@transaction.atomic
def offer(*, by: Actor, at: datetime, moves: Sequence[IssueMove], to: int) -> list[Issue]:
    """The lead asks another unit to take issues over; nothing changes until it does.

    Raises ``NotAllowed``, ``IssuesRefused``, as each of these does.
    """
    held = hold(Act.OFFER, by=by, at=at, moves=moves, right=RIGHTS)
    _refuse_unit(held, to)
    for row in held.rows:
        row.offered_to_id = to
    carry_out(held, Act.OFFER)
    event = IssuesOffered(subject=held.numbers[0], issues=held.numbers)
    rows = write(held, Act.OFFER, event, words=_said(moves))
    tell_units("issue_offered", rows, to, at)
    return rows


@transaction.atomic
def assign_person(
    *, by: Actor, at: datetime, moves: Sequence[IssueMove], person_id: int
) -> list[Issue]:
    """Let one person of the unit that leads answer for issues."""
    held = hold(Act.ASSIGN, by=by, at=at, moves=moves, right=RIGHTS)
    staff = people.people_in({row.lead_id for row in held.rows}, "issue.handle", held.on)
    refuse(
        Fault("issue_person_elsewhere", {"number": row.number}, "person")
        for row in held.rows
        if person_id not in staff.get(row.lead_id, ())
    )
    for row in held.rows:
        row.holder_person_id = person_id
    carry_out(held, Act.ASSIGN)
    event = IssuesAssigned(subject=held.numbers[0], issues=held.numbers)
    return write(held, Act.ASSIGN, event, words=_said(moves))


@transaction.atomic
def decline(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The unit asked does not take them; they stay where they are."""
    held = hold(Act.DECLINE, by=by, at=at, moves=moves, right=RIGHTS)
    carry_out(held, Act.DECLINE)
    event = OffersDeclined(subject=held.numbers[0], issues=held.numbers)
    rows = write(held, Act.DECLINE, event, words=_said(moves))
    tell_leads("issue_declined", rows, at)
    return rows


@transaction.atomic
def hand_over(
    *, by: Actor, at: datetime, moves: Sequence[IssueMove], to: int | None = None
) -> list[Issue]:
    """The unit asked takes them over (``to`` None), or the office orders who leads from now on.

    Who led assists. The clock of the level runs on; the new lead has to accept.
    """
    held = hold(Act.HAND_OVER, by=by, at=at, moves=moves, right=RIGHTS)
    decides = matters.reach(by, localdate(at)).decides
    if to is not None:
        refuse([Fault("issue_not_yours", {"number": r.number}) for r in held.rows if not decides])
        _refuse_unit(held, to)
    else:
        refuse(
            Fault("issue_not_offered", {"number": row.number})
            for row in held.rows
            if row.offered_to_id is None
        )
    before = {row.pk: row.lead_id for row in held.rows}
    for row in held.rows:
        row.lead_id = to or row.offered_to_id or row.lead_id
    carry_out(held, Act.HAND_OVER)
    event = IssuesHandedOver(subject=held.numbers[0], issues=held.numbers)
    rows = write(held, Act.HAND_OVER, event, words=_said(moves))
    assist(before)
    tell_leads("issue_raised", rows, at)
    return rows


def assist(units: Mapping[int, int]) -> None:
    """Let units assist in issues, by the issue's id, once each; who leads by now does not."""
    assisting = Issue.assisting.through
    assisting.objects.filter(issue__in=units, unit=F("issue__lead")).delete()
    assisting.objects.bulk_create(
        (assisting(issue_id=pk, unit_id=unit) for pk, unit in units.items()), ignore_conflicts=True
    )


def _refuse_unit(held: Held, to: int) -> None:
    known = people.units(held.on).filter(pk=to).exists()
    refuse([] if known else [Fault("issue_unit_unknown", {}, "to")])
    refuse(
        Fault("issue_led_already", {"number": row.number}, "to")
        for row in held.rows
        if row.lead_id == to
    )


def _said(moves: Sequence[IssueMove]) -> dict[int, str]:
    return {one.issue_id: one.words.strip() for one in moves}
