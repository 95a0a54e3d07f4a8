"""Which periods have lamps, by which rulebook, what stands in them, and who sees it."""

from .checked import Checked, checked
from .deciding import City, Decided, Grounds, decided, grounded, grounds, parts
from .desk import unjudged
from .exemptions import closed_until, exemptions, standing
from .explaining import Explanation, Verdict, explain
from .issued import JUDGES, evaluations, is_issued, sees_lamps
from .lamps import (
    Rated,
    by_colour,
    deciding_lamps,
    history,
    of_period,
    own_lamps,
    rated,
    warned_of,
    warning_lamps,
)
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
from .turning import by_unit, conversions, red_running
from .units import decided_units, unit_lamps
from .warnings import Stood, prompted, stood_before

__all__ = [
    "JUDGES",
    "PRESETS",
    "Checked",
    "City",
    "Decided",
    "Explanation",
    "Grounds",
    "Origin",
    "Rated",
    "Stood",
    "Verdict",
    "by_colour",
    "by_unit",
    "chained",
    "changes",
    "checked",
    "closed_periods",
    "closed_until",
    "conversions",
    "decided",
    "decided_periods",
    "decided_units",
    "deciding_lamps",
    "evaluations",
    "exemptions",
    "explain",
    "facts_of",
    "grounded",
    "grounds",
    "history",
    "in_force",
    "install",
    "is_issued",
    "judged_again",
    "of_period",
    "own_lamps",
    "parts",
    "prompted",
    "published",
    "rated",
    "red_running",
    "rulebook",
    "sees_lamps",
    "shipped",
    "standing",
    "states",
    "stood_before",
    "taken_keys",
    "text_of",
    "trials",
    "unit_lamps",
    "unjudged",
    "warned_of",
    "warning_lamps",
]
