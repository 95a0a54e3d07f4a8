"""The one door to instructions, how far each has come, and what waits for whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from ballast.dispatch.coordination.models import (
    Addressee,
    ClosingDays,
    Instruction,
    Report,
    Wording,
)
from ballast.dispatch.coordination.rules import Standing, Tally, standing, tally
from ballast.dispatch.coordination.rules.instructions import CLOSED_AFTER
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import RIGHTS

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

# The kinds of owner that files name.
INSTRUCTION, REPORT = "instruction", "instruction_report"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of the list is asked for; what is empty narrows nothing."""

    text: str = ""
    leader: str = ""  # sign-in name
    project: str = ""  # number
    is_mine: bool = False  # to be signed for or reported by the reader
    only: Collection[Standing] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """An instruction as a list shows it; ``addressees`` the one that leads first."""

    instruction: Instruction
    standing: Standing
    addressees: Sequence[Addressee]
    projects: Sequence[Any]

    @property
    def signed(self) -> int:
        return sum(one.received_at is not None for one in self.addressees)


def spoken_for(viewer: "User", on: date) -> frozenset[int]:
    """The units for which a person signs: those they work in, not those below."""
    held = identity.held_by(viewer, on)
    return frozenset(one.unit_id for one in held if "instruction.receive" in RIGHTS[one.role])


def instructions(viewer: "User", on: date) -> QuerySet[Instruction]:
    """The instructions a person sees; the office sees all.

    Others: their own as the leader, what they entered themselves, and what is addressed to them
    or to a unit they sign for.
    """
    scope = identity.scope_of(viewer, on)
    rows = Instruction.objects.order_by("-said_on", "-pk")
    if not scope.may("instruction.view"):
        return rows.none()
    if scope.may("instruction.follow"):
        return rows
    return rows.filter(
        Q(leader=viewer)
        | Q(entered_by=viewer)
        | Q(pk__in=addressed_to(viewer, on).values("instruction"))
    )


def addressed_to(viewer: "User", on: date) -> QuerySet[Addressee]:
    """The addressees a person speaks for: themselves, and the units they sign for."""
    return Addressee.objects.filter(
        Q(user=viewer) | Q(unit__in=spoken_for(viewer, on)), taken_off_at=None
    )


def lines(rows: QuerySet[Instruction], on: date) -> list[Line]:
    """Instructions with their standing, addressees and projects; three queries for any number."""
    addressees = (
        Addressee.objects.filter(taken_off_at=None)
        .select_related("unit", "user")
        .order_by("-leads", "pk")
    )
    found: QuerySet[Any] = (
        _annotated(rows)
        .select_related("leader", "entered_by", "paper")
        .prefetch_related(
            Prefetch("addressees", queryset=addressees, to_attr="its_addressees"),
            Prefetch("projects", to_attr="its_projects"),
        )
    )
    return [Line(row, standing_of(row, on), row.its_addressees, row.its_projects) for row in found]


def _annotated(rows: QuerySet[Instruction]) -> QuerySet[Instruction]:
    """With ``lead_signed`` and ``lead_reported``, of whoever leads now, since the last wording."""
    leading = Addressee.objects.filter(instruction=OuterRef("pk"), leads=True, taken_off_at=None)
    last = Wording.objects.filter(instruction=OuterRef("addressee__instruction")).order_by("-pk")
    reports = Report.objects.filter(
        addressee__instruction=OuterRef("pk"),
        addressee__leads=True,
        addressee__taken_off_at=None,
        at__gte=Subquery(last.values("at")[:1]),
    )
    return rows.annotate(
        lead_signed=Exists(leading.filter(received_at__isnull=False)),
        lead_reported=Exists(reports),
    )


def standing_of(row: Any, on: date) -> Standing:
    """How far one of ``_annotated`` has come."""
    return standing(
        is_withdrawn=row.withdrawn_at is not None,
        is_closed=row.closed_at is not None,
        has_reported=row.lead_reported,
        has_signed=row.lead_signed,
        limit=row.limit,
        on=on,
    )


def chosen(
    rows: QuerySet[Instruction], choice: Choice, viewer: "User", on: date
) -> QuerySet[Instruction]:
    """The part of them that is asked for, the latest first."""
    asked = Q()
    for part in choice.text.split():
        asked &= Q(words__icontains=part) | Q(leader__name__icontains=part)
    if choice.leader:
        asked &= Q(leader__username=choice.leader)
    if choice.project:
        asked &= Q(projects__number=choice.project)
    if choice.is_mine:
        asked &= Q(pk__in=_waiting(viewer, on))
    if choice.only:
        rows, known = _annotated(rows), _standings(on)
        asked &= reduce(or_, (known[one] for one in choice.only))
    return rows.filter(asked)


def _standings(on: date) -> Mapping[Standing, Q]:
    """``rules.standing`` as the database decides it, for lists that are cut; a test compares."""
    stands, reported = Q(withdrawn_at=None, closed_at=None), Q(lead_reported=True)
    late, signed = Q(limit__lt=on), Q(lead_signed=True)
    waits = stands & ~reported
    return {
        Standing.WITHDRAWN: Q(withdrawn_at__isnull=False),
        Standing.CLOSED: Q(withdrawn_at=None, closed_at__isnull=False),
        Standing.REPORTED: stands & reported,
        Standing.OVERDUE: waits & late,
        Standing.IN_HAND: waits & ~late & signed,
        Standing.DELIVERED: waits & ~late & ~signed,
    }


def waiting(rows: QuerySet[Addressee]) -> QuerySet[Addressee]:
    """Those of them who have not signed, or lead and have not reported since the last wording."""
    last = Wording.objects.filter(instruction=OuterRef("instruction")).order_by("-pk")
    told = Report.objects.filter(addressee=OuterRef("pk"), at__gte=OuterRef("worded_at"))
    standing_ones = rows.filter(
        instruction__withdrawn_at=None, instruction__closed_at=None, taken_off_at=None
    )
    return standing_ones.annotate(worded_at=Subquery(last.values("at")[:1])).filter(
        Q(received_at=None) | Q(leads=True) & ~Exists(told)
    )


def waiting_addressees(ids: Collection[int]) -> QuerySet[Addressee]:
    """Whom the office reminds of these instructions."""
    return waiting(Addressee.objects.filter(instruction__in=ids)).order_by("pk")


def _waiting(viewer: "User", on: date) -> QuerySet[Any, Any]:
    return waiting(addressed_to(viewer, on)).values_list("instruction_id", flat=True)


def to_answer(viewer: "User", on: date) -> int:
    """How many instructions wait for this person: to be signed for, or to be reported back."""
    if not identity.scope_of(viewer, on).may("instruction.view"):
        return 0
    return Instruction.objects.filter(pk__in=_waiting(viewer, on)).count()


def instructions_of(viewer: "User", on: date) -> Tally:
    """For the cockpit: of this year's instructions of the reader, or of all for the office.

    One's own as a leader; else those one sees. Nothing given tells that the slot stays out.
    """
    rows = instructions(viewer, on).filter(said_on__year=on.year)
    own = rows.filter(leader=viewer)
    follows = identity.scope_of(viewer, on).may("instruction.follow")
    return tally(standing_of(row, on) for row in _annotated(rows if follows else own))


def closing_days(on: date) -> int:
    """How many working days without a word close what was reported back, on a day."""
    rows = ClosingDays.objects.filter(valid_from__lte=on).order_by("-valid_from", "-pk")
    last = rows.first()
    return last.days if last else CLOSED_AFTER


def quiet_since(last: date) -> QuerySet[Instruction]:
    """What stands reported back by who leads, the last report and word on that day or before."""
    reports = Report.objects.filter(addressee__instruction=OuterRef("pk"))
    standing_ones = _annotated(Instruction.objects.filter(withdrawn_at=None, closed_at=None))
    return standing_ones.filter(Q(lead_reported=True), ~Exists(reports.filter(at__date__gt=last)))


def of_project(viewer: "User", on: date, project_id: int) -> list[Line]:
    """The instructions about a project, as far as this person sees them."""
    return lines(instructions(viewer, on).filter(projects=project_id), on)


def leaders_of(rows: QuerySet[Instruction]) -> list[tuple[str, str]]:
    """Whose instructions these are: sign-in name and name."""
    found = rows.order_by().values_list("leader__username", "leader__name").distinct()
    return sorted(found, key=lambda one: one[1])


def sees_instruction(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the instruction of a key, for its scans."""
    return key.isdecimal() and instructions(viewer, on).filter(pk=int(key)).exists()


def sees_report(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the report of a key: whoever sees its instruction."""
    if not key.isdecimal():
        return False
    seen = instructions(viewer, on)
    return Report.objects.filter(pk=int(key), addressee__instruction__in=seen).exists()
