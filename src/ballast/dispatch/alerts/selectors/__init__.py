"""Which periods have lamps, by which rulebook, and what stands in them."""

from .deciding import City, Decided, Grounds, decided, grounded, grounds
from .exemptions import closed_until, exemptions, standing
from .explaining import Explanation, Verdict, explain
from .lamps import evaluations, of_period, of_project, of_projects, rated
from .origins import Origin
from .rulebooks import PRESETS, in_force, published, rulebook, shipped, taken_keys, text_of
from .trying import (
    chained,
    changes,
    closed_periods,
    decided_periods,
    facts_of,
    install,
    judged_again,
    states,
    trials,
)

__all__ = [
    "PRESETS",
    "City",
    "Decided",
    "Explanation",
    "Grounds",
    "Origin",
    "Verdict",
    "chained",
    "changes",
    "closed_periods",
    "closed_until",
    "decided",
    "decided_periods",
    "evaluations",
    "exemptions",
    "explain",
    "facts_of",
    "grounded",
    "grounds",
    "in_force",
    "install",
    "judged_again",
    "of_period",
    "of_project",
    "of_projects",
    "published",
    "rated",
    "rulebook",
    "shipped",
    "standing",
    "states",
    "taken_keys",
    "text_of",
    "trials",
]
