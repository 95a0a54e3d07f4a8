"""Rulebooks, how they judge, one lamp for a project, and the warnings that follow.

``docs/rules/rulebooks.md``, ``docs/rules/warnings.md``.
"""

from .backtest import (
    MARKS,
    Followed,
    Lamp,
    Outcome,
    Quality,
    State,
    chain,
    followed,
    is_over,
    quality,
    telling,
)
from .exempting import Running, bears_on_nothing, running
from .judging import NOT_RATED, OUT_OF_SCOPE, colours, judged
from .reading import UNIT, RulebookRefused, Wrong, fitting, may_be_named, read
from .recalled import recalled
from .rulebook import (
    COMPARISONS,
    GAPS,
    MONEY,
    PROMPTS,
    Colour,
    Family,
    Measure,
    Row,
    Rule,
    Rulebook,
    UnitRule,
)
from .together import PROJECT, RATED, deciding
from .told import decimal, figures, names, said, shown
from .units import unit_row
from .warnings import (
    CALLING,
    ENDING,
    ISSUED_AS,
    JUDGED,
    PENDING,
    STANDING,
    WarningState,
    drafted,
    issued,
    withdrawn,
)
from .wording import stray_figures
from .writing import line_of, next_version, with_version, written

__all__ = [
    "CALLING",
    "COMPARISONS",
    "ENDING",
    "GAPS",
    "ISSUED_AS",
    "JUDGED",
    "MARKS",
    "MONEY",
    "NOT_RATED",
    "OUT_OF_SCOPE",
    "PENDING",
    "PROJECT",
    "PROMPTS",
    "RATED",
    "STANDING",
    "UNIT",
    "Colour",
    "Family",
    "Followed",
    "Lamp",
    "Measure",
    "Outcome",
    "Quality",
    "Row",
    "Rule",
    "Rulebook",
    "RulebookRefused",
    "Running",
    "State",
    "UnitRule",
    "WarningState",
    "Wrong",
    "bears_on_nothing",
    "chain",
    "colours",
    "deciding",
    "decimal",
    "drafted",
    "figures",
    "fitting",
    "followed",
    "is_over",
    "issued",
    "judged",
    "line_of",
    "may_be_named",
    "names",
    "next_version",
    "quality",
    "read",
    "recalled",
    "running",
    "said",
    "shown",
    "stray_figures",
    "telling",
    "unit_row",
    "with_version",
    "withdrawn",
    "written",
]
