"""Why a plan cannot be written so: one refusal with every fault, each naming its project."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ballast.kernel.errors import Faulty, Refused

if TYPE_CHECKING:
    from ballast.projects.models import Project


@dataclass(frozen=True, slots=True)
class PlanFault:
    """What is wrong with one project; ``params`` hold its number and name and fill the words."""

    code: str
    project_id: int
    params: Mapping[str, object] = field(default_factory=dict)


class PlanRefused(Faulty):
    """The plan, or what is put up for it, has faults; nothing was written."""

    code = "plan_refused"


class PlanIsIssued(Refused):
    """The year's plan is issued: only adjustments change it."""

    code = "plan_is_issued"


class PlanNotIssued(Refused):
    """The year's plan is a draft: there is nothing to adjust."""

    code = "plan_not_issued"


class PlanEmpty(Refused):
    """The year's plan has no line to issue."""

    code = "plan_empty"


class DeclarationsClosed(Refused):
    """Units cannot declare for this year today."""

    code = "declarations_closed"


class OutsideWindow(Refused):
    """No window of adjustment is open, and no reason was given for going outside of one."""

    code = "outside_window"


class ReasonMissing(Refused):
    """A decision of this kind needs its reason."""

    code = "plan_reason_missing"


class DayWrong(Refused):
    """The day does not fit: an issue lies ahead, or an adjustment outside of its year."""

    code = "plan_day_wrong"


class NothingToUndo(Refused):
    """The plan was not adjusted since its issue."""

    code = "plan_nothing_to_undo"


refuse = PlanRefused.where


def fault(code: str, project: "Project", **params: object) -> PlanFault:
    return PlanFault(code, project.pk, {"number": project.number, "name": project.name, **params})


def faults_of(codes: Iterable[str], project: "Project") -> list[PlanFault]:
    return [fault(code, project) for code in codes]


def unknown(project_ids: Iterable[int]) -> list[PlanFault]:
    """Projects that the actor does not see: they are as good as not there."""
    return [PlanFault("plan_project_unknown", pk, {"project": pk}) for pk in sorted(project_ids)]
