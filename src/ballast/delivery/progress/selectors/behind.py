"""What stays behind in plan and filing when a project leaves the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ballast.delivery.plans import selectors as plans
from ballast.delivery.progress.rules import Standing

from .duties import duties_of
from .windows import moving

if TYPE_CHECKING:
    from ballast.delivery.plans.models import PlanLine
    from ballast.delivery.progress.models import Duty
    from ballast.platform.identity.models import User
    from ballast.projects.models import Project


@dataclass(frozen=True, slots=True)
class Behind:
    """Of a project: its lines of issued plans and of drafts, its duties with their ``standing``."""

    issued: Sequence["PlanLine"]
    drafted: Sequence["PlanLine"]
    duties: Sequence["Duty"]


def behind(viewer: "User", on: date, project: "Project") -> Behind:
    """The plan of this year and later ones, and the duties of periods not yet closed."""
    lines = project.plan_lines.filter(valid_until__isnull=True, year__gte=on.year).order_by("year")
    issued = {line.year for line in lines if plans.is_issued(line.year)}
    duties: list[Any] = []
    for code in moving():
        duties += duties_of(viewer, on, code).filter(project=project)
    return Behind(
        issued=[line for line in lines if line.year in issued],
        drafted=[line for line in lines if line.year not in issued],
        duties=[duty for duty in duties if duty.standing != Standing.ACCEPTED],
    )
