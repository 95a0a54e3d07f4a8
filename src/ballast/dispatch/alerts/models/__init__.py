"""Rulebooks, the lamps that were decided by them, who is let off, who is warned and asked."""

from .checks import Check, CheckLimit
from .lamps import Evaluation, ProjectLamp
from .rulebooks import Exemption, Rulebook
from .trials import Trial, TrialChange
from .units import UnitLamp
from .warnings import ProjectWarning, WarningStep

__all__ = [
    "Check",
    "CheckLimit",
    "Evaluation",
    "Exemption",
    "ProjectLamp",
    "ProjectWarning",
    "Rulebook",
    "Trial",
    "TrialChange",
    "UnitLamp",
    "WarningStep",
]
