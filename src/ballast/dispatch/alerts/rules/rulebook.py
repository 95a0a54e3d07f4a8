"""What a rulebook is: for each family of lamps one rule, read from TOML and checked whole.

A rule measures a project and tries its rows in order; the first whose condition holds decides.
Docs: ``docs/rules/rulebooks.md``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Family(StrEnum):
    """What a lamp is about; the order of a project's lamps."""

    START = "start"
    PROGRESS = "progress"
    FINISH = "finish"
    COMMISSION = "commission"
    ENTRY = "entry"
    FILING = "filing"


class Colour(StrEnum):
    """What a lamp shows; each project of a list shows exactly one."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"  # running normally, where a rulebook keeps green for what is done
    GREEN = "green"
    GREY = "grey"  # due but not reported
    DASH = "dash"  # the rule does not apply: not rated


class Measure(StrEnum):
    """What a rule compares with its thresholds."""

    POINTS = "points"  # completion rate less time progress, percentage points
    RATIO = "ratio"  # completion rate over time progress, per cent
    RATE = "rate"  # completion rate, per cent
    DAYS = "days"  # past the planned day, at the period's end; negative before it
    MONTHS = "months"  # past the planned day's month; 0 in that month
    FILED = "filed"  # 1 filed for the period, 0 due and not filed


MONEY = frozenset({Measure.POINTS, Measure.RATIO, Measure.RATE})
# Between which two marks each family looks for a gap: planned or earlier, and reached.
GAPS: Mapping[Family, tuple[str, str]] = {
    Family.START: ("planned_start_on", "started_on"),
    Family.FINISH: ("planned_finish_on", "finished_on"),
    Family.COMMISSION: ("planned_commission_on", "commissioned_on"),
    Family.ENTRY: ("started_on", "entered_on"),
}
PROMPTS = ("start", "promotion")  # 开工, 促建: the notices that red and yellow may ask for
COMPARISONS = ("below", "at_most", "above", "at_least")


@dataclass(frozen=True, slots=True)
class When:
    """A threshold in the measure's unit; ``running``: for so many periods one after another."""

    how: str  # of COMPARISONS
    threshold: Decimal
    running: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a rule. Without ``when`` it is the last and takes the rest.

    ``is_open``: the published rule names no colour here; the rulebook's maker chose this one.
    """

    code: str
    colour: Colour
    when: When | None
    zh: str
    en: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule of a family: whom it judges, what it measures, its rows.

    ``classes`` are plan classes, none named is all. ``needs_ground``: not before ground is
    broken. ``least_total_yuan``: not below this total investment. ``months``: only at the end of
    these, none named is all. ``done``: the row of a gap that is closed.
    """

    family: Family
    measure: Measure
    rows: tuple[Row, ...]
    classes: frozenset[str] = frozenset()
    needs_ground: bool = False
    least_total_yuan: Decimal | None = None
    months: frozenset[int] = frozenset()
    done: Row | None = None
    prompt: str = ""  # of PROMPTS

    @property
    def every_row(self) -> tuple[Row, ...]:
        """The rows in the order in which they are tried; the row of what is done comes first."""
        return (self.done, *self.rows) if self.done else self.rows

    def row(self, code: str) -> Row | None:
        """The row of this code; none for those that stand before any rulebook's own."""
        return next((one for one in self.every_row if one.code == code), None)


@dataclass(frozen=True, slots=True)
class UnitRule:
    """The rule for an accounting unit as a whole: its investment against the year, in its series.

    ``series`` are those of the units it judges, none named is all.
    """

    rule: Rule
    series: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of a city, one version. ``open`` says what its source leaves open, by language."""

    code: str
    version: str
    zh: str
    en: str
    source: str
    rules: Mapping[Family, Rule]
    open: Mapping[str, Sequence[str]]
    unit: UnitRule | None = None

    @property
    def key(self) -> str:
        """Kept with every lamp: by which rulebook it was decided."""
        return f"{self.code}-{self.version}"
