"""Which periods have lamps, by which rulebook, and what stands in them."""

from .deciding import Decided, decided, grounds
from .explaining import Explanation, Verdict, explain
from .lamps import evaluations, of_project, of_projects, rated
from .origins import Origin
from .rulebooks import PRESETS, in_force, rulebook, shipped

__all__ = [
    "PRESETS",
    "Decided",
    "Explanation",
    "Origin",
    "Verdict",
    "decided",
    "evaluations",
    "explain",
    "grounds",
    "in_force",
    "of_project",
    "of_projects",
    "rated",
    "rulebook",
    "shipped",
]
