"""Rulebooks, the lamps that were decided by them, and who is let off."""

from .lamps import Evaluation, ProjectLamp
from .rulebooks import Exemption, Rulebook
from .trials import Trial, TrialChange

__all__ = ["Evaluation", "Exemption", "ProjectLamp", "Rulebook", "Trial", "TrialChange"]
