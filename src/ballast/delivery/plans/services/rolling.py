"""Carrying what is not finished into the next year's declarations, in December."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction

from ballast.delivery.plans import selectors
from ballast.delivery.plans.models import Declaration, PlanLine
from ballast.delivery.plans.rules import Declared, PlanClass, by_dates, rolled_class
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Facts, Scheme, standing
from ballast.platform.identity import services as people
from ballast.platform.periods.rules import State
from ballast.projects.rules import LIVING

from .declaring import write
from .years import hold_months, take_draft

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRolledOver(Event):
    """What a plan leaves unfinished was declared for the next year, which is the subject."""

    code: ClassVar[str] = "plans.rolled_over"
    rolled_from: int
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rolled:
    """An unfinished line, and what would be declared of its project for the next year."""

    line: PlanLine
    said: "Mapping[str, Any]"


@transaction.atomic
def roll_over(*, by: Actor, at: datetime, year: int) -> list[Declaration]:
    """Declare for the year after ``year`` what its plan leaves unfinished, while December is open.

    The class is the one that dates give it if nothing more happens this year. What is declared
    for that year already stays as it is, so that it may be done again. Raises ``NotAllowed``,
    ``PeriodClosed`` and ``PlanIsIssued``.
    """
    people.insist(by, "plan.edit", at=at)
    take_draft(year + 1)
    hold_months(year, since=date(year, 12, 31), until=State.CLOSING)
    rolled = foresee_roll_over(year=year)
    if not rolled:
        return []
    said = {one.line.project_id: one.said for one in rolled}
    rows, changes = write(year + 1, said, {}, {"declared_at": at})
    numbers = tuple(one.line.project.number for one in rolled)
    event = PlanRolledOver(subject=str(year + 1), rolled_from=year, numbers=numbers)
    audit.record(event, by=by, at=at, changes=changes)
    return rows


def foresee_roll_over(*, year: int) -> list[Rolled]:
    """What rolling a year over would declare for the next one; nothing is written."""
    lines = list(
        PlanLine.objects.filter(year=year, valid_until__isnull=True)
        .filter(project__state__in=LIVING)
        .exclude(project__declarations__year=year + 1)
        .select_related("project__responsible_unit")
        .order_by("project__number")
    )
    begins = date(year + 1, 1, 1)
    scheme = codelists.scheme("plan_class", on=begins)
    facts = selectors.dates([line.project for line in lines], year=year, on=begins)
    return [
        Rolled(line, _said(scheme, line, replace(facts[line.project_id], plan_year=year + 1)))
        for line in lines
        if not _is_finished(scheme, facts[line.project_id])
    ]


def _is_finished(scheme: Scheme, facts: Facts) -> bool:
    stands = standing(scheme.lifecycle, facts)
    return stands.template.finish in stands.reached


def _said(scheme: Scheme, line: PlanLine, facts: Facts) -> "Mapping[str, Any]":
    finish = scheme.lifecycle.templates[facts.template].finish
    dates = {**facts.planned, **facts.reached}
    before = PlanClass(line.plan_class) if line.plan_class else None
    placed = by_dates(scheme, facts)
    plan_class = placed.plan_class if placed.is_dated else rolled_class(before)
    return {
        "state": Declared.DECLARED.value,
        "plan_class": plan_class.value if plan_class else "",
        "starts_on": dates.get("ground_breaking"),
        "finishes_on": dates.get(finish),
        "rolled_from": line.year,
    }
