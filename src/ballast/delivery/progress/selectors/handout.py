"""What each unit has to file for a period, with what stood before: for the sheets it is handed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.delivery.progress.models import Duty
from ballast.delivery.progress.rules import Before
from ballast.kernel.periods import Period
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import selectors as identity
from ballast.projects.selectors import recorded, visible_to

from .before import befores

if TYPE_CHECKING:
    from ballast.platform.identity.models import Unit, User
    from ballast.projects.models import Project


GROUND_BREAKING = "ground_breaking"


@dataclass(frozen=True, slots=True)
class Due:
    """One project that is due; ``before`` holds last month's figures and words, and the plan.

    ``broken_on`` and ``finished_on`` are recorded of its ground-breaking and its finishing mark.
    """

    project: "Project"
    plan_class: str
    before: Before
    broken_on: date | None
    finished_on: date | None


@dataclass(frozen=True, slots=True)
class Handout:
    """The projects that one unit files, by unit and name; no unit: nobody answers for them."""

    unit: "Unit | None"
    due: tuple[Due, ...]

    @property
    def code(self) -> str:
        return self.unit.code if self.unit else ""


def handed_units(viewer: "User | None", on: date, period: str) -> "list[tuple[Unit | None, int]]":
    """The units that file for a period, and how many projects; as ``handouts`` finds them."""
    units = {unit.pk: unit for unit in identity.units(on)}
    found = _by_unit(viewer, on, period)
    return [(units.get(pk or 0), len(its)) for pk, its in _in_order(found, units)]


@dataclass(frozen=True, slots=True)
class Turnover:
    """How many projects are due that were not in the period before, and how many no longer are."""

    new: int
    gone: int


def turnover(period: Period) -> Turnover | None:
    """Against the period filed before it in the same year; None for the year's first."""
    codes = Duty.objects.filter(period__startswith=f"{period.year}-", period__lt=period.code)
    before = codes.order_by("-period").values_list("period", flat=True).first()
    if before is None:
        return None
    now, then = (
        set(Duty.objects.filter(period=code).values_list("project_id", flat=True))
        for code in (period.code, before)
    )
    return Turnover(len(now - then), len(then - now))


def handouts(viewer: "User | None", on: date, period: Period, unit: str = "") -> list[Handout]:
    """Each unit's projects, in order of the units' codes; only those of one unit if named.

    A project is handed to the accounting unit (归口单位) of the unit that answers for it, or to
    that unit itself where the accounting unit is not the viewer's; to who files for a project of
    another unit, under their own. Without a viewer, all of them.
    """
    units = {one.pk: one for one in identity.units(on)}
    found = _by_unit(viewer, on, period.code)
    chosen = [
        (units.get(pk or 0), its)
        for pk, its in _in_order(found, units)
        if not unit or (pk in units and units[pk].code == unit)
    ]
    everyone = {duty.project_id: duty.project for _, its in chosen for duty in its}
    stood, reached = befores(period, everyone, on), recorded(everyone)
    templates = codelists.lifecycle(on=on).templates

    def due(one: Duty) -> Due:
        pk, finish = one.project_id, templates[one.project.template].finish
        broken, finished = (reached.get((pk, code), {}) for code in (GROUND_BREAKING, finish))
        days = broken.get("actual_on"), finished.get("actual_on")
        return Due(one.project, one.plan_class, stood[pk], *days)

    return [Handout(one, tuple(map(due, its))) for one, its in chosen]


def _by_unit(viewer: "User | None", on: date, period: str) -> dict[int | None, list[Duty]]:
    scope = identity.scope_of(viewer, on) if viewer else None
    reach = None if scope is None or scope.everything else scope.unit_ids
    duties = Duty.objects.filter(period=period).select_related("project__responsible_unit")
    duties = duties.order_by("unit__code", "project__sort_key", "project__number")
    under = identity.accounting_units(on)
    found: dict[int | None, list[Duty]] = defaultdict(list)
    for duty in duties if reach is None else duties.filter(unit__in=reach):
        its = under.get(duty.unit_id or 0, duty.unit_id)
        found[its if reach is None or its in reach else duty.unit_id].append(duty)
    if viewer and scope and reach is not None and scope.may("filing.enter"):
        # An owner, and an officer, file for projects for which another unit answers.
        own = next((one.unit_id for one in identity.held_by(viewer, on)), None)
        for duty in duties.exclude(unit__in=reach).filter(project__in=visible_to(viewer, on)):
            found[own].append(duty)
    return found


def _in_order(
    found: dict[int | None, list[Duty]], units: "dict[int, Unit]"
) -> list[tuple[int | None, list[Duty]]]:
    return sorted(
        found.items(),
        key=lambda one: (one[0] not in units, units[one[0]].code if one[0] in units else ""),
    )
