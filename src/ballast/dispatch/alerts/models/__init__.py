"""Rulebooks, the lamps that were decided by them, who is let off, and who is warned."""

from .lamps import Evaluation, ProjectLamp
from .rulebooks import Exemption, Rulebook
from .trials import Trial, TrialChange
from .units import UnitLamp
from .warnings import ProjectWarning, WarningStep

__all__ = [
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
