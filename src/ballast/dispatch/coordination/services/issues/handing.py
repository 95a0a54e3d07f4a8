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

from .effects import done
from .events import IssuesAssigned, IssuesHandedOver, IssuesOffered, OffersDeclined, OffersTakenBack
from .holding import Held, IssueMove, hold
from .refusals import refuse


@transaction.atomic
def offer(*, by: Actor, at: datetime, moves: Sequence[IssueMove], to: int) -> list[Issue]:
    """The lead asks another unit to take issues over; nothing changes until it does.

    Raises ``NotAllowed``, ``IssuesRefused``, as each of these does.
    """
    held = hold(Act.OFFER, by=by, at=at, moves=moves)
    _refuse_unit(held, to)
    for row in held.rows:
        row.offered_to_id = to
    return done(held, Act.OFFER, IssuesOffered)


@transaction.atomic
def assign_person(
    *, by: Actor, at: datetime, moves: Sequence[IssueMove], person_id: int
) -> list[Issue]:
    """Let one person of the unit that leads answer for issues."""
    held = hold(Act.ASSIGN, by=by, at=at, moves=moves)
    staff = people.people_in({row.lead_id for row in held.rows}, "issue.handle", held.on)
    refuse(
        Fault("issue_person_elsewhere", {"number": row.number}, "person")
        for row in held.rows
        if person_id not in staff.get(row.lead_id, ())
    )
    for row in held.rows:
        row.holder_person_id = person_id
    return done(held, Act.ASSIGN, IssuesAssigned)


@transaction.atomic
def decline(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The unit asked does not take them; they stay where they are."""
    held = hold(Act.DECLINE, by=by, at=at, moves=moves)
    return done(held, Act.DECLINE, OffersDeclined)


@transaction.atomic
def take_offer_back(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The lead no longer asks the other unit; they stay where they are."""
    held = hold(Act.TAKE_BACK, by=by, at=at, moves=moves)
    return done(held, Act.TAKE_BACK, OffersTakenBack)


@transaction.atomic
def hand_over(
    *, by: Actor, at: datetime, moves: Sequence[IssueMove], to: int | None = None
) -> list[Issue]:
    """The unit asked takes them over (``to`` None), or the office orders who leads from now on.

    Who led assists. The clock of the level runs on; the new lead has to accept.
    """
    held = hold(Act.HAND_OVER, by=by, at=at, moves=moves)
    reach = matters.reach(by, localdate(at))
    if to is not None:
        refuse(_not_yours(row) for row in held.rows if not reach.decides)
        _refuse_unit(held, to)
    else:
        refuse(
            Fault("issue_not_offered", {"number": row.number})
            for row in held.rows
            if row.offered_to_id is None
        )
        # The office orders, and says to whom: it consents for nobody.
        refuse(_not_yours(row) for row in held.rows if not reach.hand(row).offered)
    before = {row.pk: row.lead_id for row in held.rows}
    for row in held.rows:
        row.lead_id = to or row.offered_to_id or row.lead_id
    rows = done(held, Act.HAND_OVER, IssuesHandedOver)
    assist(before)
    return rows


def assist(units: Mapping[int, int]) -> None:
    """Let units assist in issues, by the issue's id, once each; who leads by now does not."""
    assisting = Issue.assisting.through
    lead = assisting.objects.filter(issue__in=units, unit=F("issue__lead"))
    # By their keys: deleted by the join, each row is looked for in the whole table.
    assisting.objects.filter(pk__in=list(lead.values_list("pk", flat=True))).delete()
    assisting.objects.bulk_create(
        (assisting(issue_id=pk, unit_id=unit) for pk, unit in units.items()), ignore_conflicts=True
    )


def _not_yours(row: Issue) -> Fault:
    return Fault("issue_not_yours", {"number": row.number})


def _refuse_unit(held: Held, to: int) -> None:
    known = people.units(held.on).filter(pk=to).exists()
    refuse([] if known else [Fault("issue_unit_unknown", {}, "to")])
    refuse(
        Fault("issue_led_already", {"number": row.number}, "to")
        for row in held.rows
        if row.lead_id == to
    )
