"""Writing the year's plan: many projects at a time, one journal entry for each use case."""

from .adjusting import (
    AdjustmentForeseen,
    AdjustmentUndone,
    Paper,
    PlanAdjusted,
    adjust,
    foresee_adjustment,
    undo_adjustment,
)
from .declaring import (
    DeclarationDraft,
    DeclarationsWithdrawn,
    ProjectsDeclared,
    declare,
    withdraw,
)
from .issuing import IssueForeseen, PlanIssued, foresee_issue, issue
from .lines import Line, contradictions, put
from .refusals import (
    DayWrong,
    DeclarationsClosed,
    NothingToUndo,
    OutsideWindow,
    PlanEmpty,
    PlanFault,
    PlanIsIssued,
    PlanNotIssued,
    PlanRefused,
    ReasonMissing,
)
from .selecting import ProjectsLeftOut, ProjectsSelected, leave_out, select
from .windows import WindowDraft, WindowsOpened, open_windows

__all__ = [
    "AdjustmentForeseen",
    "AdjustmentUndone",
    "DayWrong",
    "DeclarationDraft",
    "DeclarationsClosed",
    "DeclarationsWithdrawn",
    "IssueForeseen",
    "Line",
    "NothingToUndo",
    "OutsideWindow",
    "Paper",
    "PlanAdjusted",
    "PlanEmpty",
    "PlanFault",
    "PlanIsIssued",
    "PlanIssued",
    "PlanNotIssued",
    "PlanRefused",
    "ProjectsDeclared",
    "ProjectsLeftOut",
    "ProjectsSelected",
    "ReasonMissing",
    "WindowDraft",
    "WindowsOpened",
    "adjust",
    "contradictions",
    "declare",
    "foresee_adjustment",
    "foresee_issue",
    "issue",
    "leave_out",
    "open_windows",
    "put",
    "select",
    "undo_adjustment",
    "withdraw",
]
