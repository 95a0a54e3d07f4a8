"""Rulebooks, how they judge, and one lamp for a project. ``docs/rules/rulebooks.md``."""

from .judging import NOT_RATED, OUT_OF_SCOPE, colours, judged
from .reading import RulebookRefused, Wrong, read
from .rulebook import Colour, Family, Measure, Rule, Rulebook
from .together import PROJECT, RATED, deciding
from .told import decimal, figures, said, shown

__all__ = [
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
    "read",
    "said",
    "shown",
]
