"""Adjusting an issued plan: the original stays, another line holds from a day on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from ballast.delivery.plans import selectors
from ballast.delivery.plans.models import Adjustment, AdjustmentItem, PlanLine
from ballast.delivery.plans.rules import (
    AdjustmentKind,
    Item,
    PlanClass,
    Standing,
    item_faults,
    outcome,
)
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as people
from ballast.projects.rules import is_living

from .declaring import reached
from .lines import TABLE, gone, told
from .refusals import (
    DayWrong,
    NothingToUndo,
    OutsideWindow,
    PlanFault,
    PlanRefused,
    ReasonMissing,
    faults_of,
    refuse,
    unknown,
)
from .years import hold_months, take_issued

if TYPE_CHECKING:
    from ballast.projects.models import Project

ADJUSTMENTS, ITEMS = "plans_adjustment", "plans_adjustmentitem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Why a plan is adjusted, from which day on, by which paper.

    ``outside_window_reason`` says why it cannot wait for the next window.
    """

    reason: str
    valid_from: date
    number: str = ""  # 文号
    outside_window_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAdjusted(Event):
    """An issued plan was adjusted from a day on; the subject is the year."""

    code: ClassVar[str] = "plans.adjusted"
    number: int
    valid_from: date
    project_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentUndone(Event):
    """The last adjustment of a plan was taken back; the subject is the year."""

    code: ClassVar[str] = "plans.adjustment_undone"
    number: int
    valid_from: date
    project_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AdjustmentForeseen:
    """Each project's line before and after by its id; or every fault, and then nothing else."""

    changes: Mapping[int, tuple[Standing | None, Standing | None]]
    faults: Sequence[PlanFault | Refused]


@transaction.atomic
def adjust(
    *, by: Actor, at: datetime, year: int, paper: Paper, items: Sequence[Item]
) -> Adjustment | None:
    """Add, take out and change projects of an issued plan from a day on.

    The day lies in the year and after the last closed month. Raises ``NotAllowed``,
    ``ReasonMissing``, ``OutsideWindow``, ``DayWrong``, ``PlanNotIssued``, ``PeriodClosed`` and
    ``PlanRefused`` with every fault.
    """
    lines, window = _checked(by, at, year, paper, items)
    if not items:
        return None
    adjustment = _adjustment(by, at, year, window, paper)
    changes = _carry_out(adjustment, items, lines)
    event = PlanAdjusted(
        subject=str(year),
        number=adjustment.number,
        valid_from=adjustment.valid_from,
        project_ids=tuple(item.project_id for item in items),
    )
    audit.record(event, by=by, at=at, cause=adjustment.reason, changes=changes)
    return adjustment


@transaction.atomic
def foresee_adjustment(
    *, by: Actor, at: datetime, year: int, paper: Paper, items: Sequence[Item]
) -> AdjustmentForeseen:
    """What an adjustment would do to each project, or all that refuses it; nothing is written."""
    try:
        lines, _ = _checked(by, at, year, paper, items)
    except PlanRefused as refused:
        return AdjustmentForeseen({}, refused.faults)
    except Refused as refused:
        return AdjustmentForeseen({}, [refused])
    changes = {}
    for item in items:
        before = _standing(lines.get(item.project_id))
        changes[item.project_id] = before, outcome(item, before, paper.valid_from)
    return AdjustmentForeseen(changes, [])


@transaction.atomic
def undo_adjustment(*, by: Actor, at: datetime, year: int, reason: str) -> None:
    """Take back the year's last adjustment, while no month it holds for is closed.

    Raises ``NotAllowed``, ``ReasonMissing``, ``PlanNotIssued``, ``NothingToUndo`` and
    ``PeriodClosed``.
    """
    people.insist(by, "plan.edit", at=at)
    if not reason.strip():
        raise ReasonMissing
    take_issued(year)
    last = Adjustment.objects.filter(year=year).order_by("-number").first()
    if last is None:
        raise NothingToUndo(year=year)
    hold_months(year, since=last.valid_from)
    items = list(last.items.order_by("project_id"))
    changes = _take_back(last, items)
    event = AdjustmentUndone(
        subject=str(year),
        number=last.number,
        valid_from=last.valid_from,
        project_ids=tuple(item.project_id for item in items),
    )
    audit.record(event, by=by, at=at, cause=reason.strip(), changes=changes)


def _checked(
    by: Actor, at: datetime, year: int, paper: Paper, items: Sequence[Item]
) -> tuple[dict[int, PlanLine], str]:
    """Each project's latest line and the window's name; year and months are held from here on."""
    people.insist(by, "plan.edit", at=at)
    if not paper.reason.strip():
        raise ReasonMissing
    if not date(year, 1, 1) < paper.valid_from <= date(year, 12, 31):
        raise DayWrong(day=paper.valid_from)
    take_issued(year)
    window = _window(year, localdate(at), paper)
    hold_months(year, since=paper.valid_from)
    within = reached(by, localdate(at), [item.project_id for item in items])
    lines = _last_lines(year, within)
    refuse(_faults(items, within, lines, paper.valid_from))
    return lines, window


def _window(year: int, on: date, paper: Paper) -> str:
    """The name of the window that is open; none where a reason is given for going outside."""
    window = selectors.adjustment_window(year, on)
    if window is None and not paper.outside_window_reason.strip():
        raise OutsideWindow(year=year)
    return window.name if window else ""


def _last_lines(year: int, project_ids: Mapping[int, "Project"]) -> dict[int, PlanLine]:
    """Each project's latest line of the year, in force or over."""
    rows = PlanLine.objects.filter(year=year, project__in=project_ids).order_by("valid_from")
    return {row.project_id: row for row in rows}


def _standing(line: PlanLine | None) -> Standing | None:
    """What a line says, unless it is over."""
    if line is None or line.valid_until:
        return None
    return Standing(
        plan_class=PlanClass(line.plan_class) if line.plan_class else None,
        planned_yuan=line.planned_yuan,
        monthly_yuan=tuple(line.monthly_yuan),
        goal=line.goal,
        valid_from=line.valid_from,
    )


def _faults(
    items: Sequence[Item],
    within: Mapping[int, "Project"],
    lines: Mapping[int, PlanLine],
    valid_from: date,
) -> list[PlanFault]:
    found = unknown({item.project_id for item in items} - within.keys())
    for project_id, times in Counter(item.project_id for item in items).items():
        if times > 1 and project_id in within:
            found += faults_of(["plan_item_twice"], within[project_id])
    for item in items:
        if project := within.get(item.project_id):
            line = lines.get(item.project_id)
            left_on = line.valid_until if line else None
            codes = list(item_faults(item, _standing(line), left_on, valid_from))
            if item.kind is AdjustmentKind.ADDED and not is_living(project.state):
                codes.append("plan_project_left")
            found += faults_of(codes, project)
    return found


def _adjustment(by: Actor, at: datetime, year: int, window: str, paper: Paper) -> Adjustment:
    last = Adjustment.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    return Adjustment.objects.create(
        year=year,
        number=last + 1,
        window=window,
        outside_window_reason="" if window else paper.outside_window_reason.strip(),
        reason=paper.reason.strip(),
        paper=paper.number,
        valid_from=paper.valid_from,
        recorded_at=at,
        recorded_by=by.label,
    )


def _carry_out(
    adjustment: Adjustment, items: Sequence[Item], lines: Mapping[int, PlanLine]
) -> list[Change]:
    """End the lines that change, and write those that hold from the adjustment's day on."""
    ended = [lines[item.project_id] for item in items if item.kind is not AdjustmentKind.ADDED]
    PlanLine.objects.filter(pk__in=[line.pk for line in ended]).update(
        valid_until=adjustment.valid_from
    )
    written = []
    rows = []
    for item in items:
        before = _standing(lines.get(item.project_id))
        after = outcome(item, before, adjustment.valid_from)
        rows.append(_row(adjustment, item, before, after))
        if after:
            written.append(_line(adjustment, item, after))
    AdjustmentItem.objects.bulk_create(rows)
    PlanLine.objects.bulk_create(written)
    over = {"valid_until": (None, adjustment.valid_from)}
    return [
        *(Change(TABLE, line.pk, over) for line in ended),
        *(Change(TABLE, line.pk, told(line)) for line in written),
    ]


def _row(
    adjustment: Adjustment, item: Item, before: Standing | None, after: Standing | None
) -> AdjustmentItem:
    return AdjustmentItem(
        adjustment=adjustment,
        project_id=item.project_id,
        kind=item.kind.value,
        old_class=_code(before),
        new_class=_code(after),
        old_yuan=before.planned_yuan if before else None,
        new_yuan=after.planned_yuan if after else None,
        cause=item.cause.value if item.cause else "",
        reason=item.reason,
    )


def _line(adjustment: Adjustment, item: Item, after: Standing) -> PlanLine:
    return PlanLine(
        project_id=item.project_id,
        year=adjustment.year,
        plan_class=_code(after),
        planned_yuan=after.planned_yuan,
        monthly_yuan=list(after.monthly_yuan),
        goal=after.goal,
        valid_from=adjustment.valid_from,
        adjustment=adjustment,
    )


def _code(standing: Standing | None) -> str:
    return standing.plan_class.value if standing and standing.plan_class else ""


def _take_back(adjustment: Adjustment, items: Sequence[AdjustmentItem]) -> list[Change]:
    """The lines as they were before the adjustment; it and its items go."""
    written = list(adjustment.lines.order_by("pk"))
    ended = PlanLine.objects.filter(
        year=adjustment.year,
        valid_until=adjustment.valid_from,
        project__in=[item.project_id for item in items if item.kind != AdjustmentKind.ADDED.value],
    )
    again = {"valid_until": (adjustment.valid_from, None)}
    changes = [
        *(Change(TABLE, line.pk, gone(line)) for line in written),
        *(Change(TABLE, pk, again) for pk in ended.order_by("pk").values_list("pk", flat=True)),
        *(Change(ITEMS, item.pk, _gone(item)) for item in items),
        Change(
            ADJUSTMENTS,
            adjustment.pk,
            {"number": (adjustment.number, None), "reason": (adjustment.reason, None)},
        ),
    ]
    adjustment.lines.all().delete()
    ended.update(valid_until=None)
    adjustment.items.all().delete()
    adjustment.delete()
    return changes


def _gone(item: AdjustmentItem) -> dict[str, tuple[Any, Any]]:
    names = ("kind", "old_class", "new_class", "old_yuan", "new_yuan", "cause", "reason")
    return {name: (getattr(item, name), None) for name in names}
