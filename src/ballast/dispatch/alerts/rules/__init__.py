"""Rulebooks, how they judge, and one lamp for a project. ``docs/rules/rulebooks.md``."""

from .judging import NOT_RATED, OUT_OF_SCOPE, colours, judged
from .reading import RulebookRefused, Wrong, read
from .recalled import recalled
from .rulebook import GAPS, MONEY, Colour, Family, Measure, Rule, Rulebook
from .together import PROJECT, RATED, deciding
from .told import decimal, figures, names, said, shown

__all__ = [
    "GAPS",
    "MONEY",
    "NOT_RATED",
    "OUT_OF_SCOPE",
    "PROJECT",
    "RATED",
    "Colour",
    "Family",
    "Measure",
    "Rule",
    "Rulebook",
    "RulebookRefused",
    "Wrong",
    "colours",
    "deciding",
    "decimal",
    "figures",
    "judged",
    "names",
    "read",
    "recalled",
    "said",
    "shown",
]
