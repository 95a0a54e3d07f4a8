"""What a unit says of a project for one period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .codes import Kind

COMPONENTS = ("construction_yuan", "equipment_yuan", "other_yuan")
AMOUNTS = (
    *("month_yuan", "completed_yuan", "since_start_yuan", *COMPONENTS),
    *("output_yuan", "new_output_yuan", "forecast_year_yuan"),
)
# All that a report says, as it is kept.
SAID = (*AMOUNTS, "visible_progress", "visible_percent", "problems", "node_dates")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionDraft:
    """A signed change to the figure of a closed period, in yuan."""

    about_period: str
    amount_yuan: Decimal
    reason: str
    paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is filed of a project for a period; a blank says nothing. Money in yuan.

    ``completed_yuan`` and the outputs run from 1 January, ``since_start_yuan`` from the first
    day of the works; components are the month's. ``words`` answer doubts, ``papers`` name what
    proves them (a document's number), both by the doubt's code. ``node_dates`` is ``{step:
    {"actual_on" | "forecast_on": "2023-09-18"}}``.
    """

    project_id: int
    period: str
    kind: Kind | None = None  # by the day it is written on
    month_yuan: Decimal | None = None
    completed_yuan: Decimal | None = None
    since_start_yuan: Decimal | None = None
    construction_yuan: Decimal | None = None
    equipment_yuan: Decimal | None = None
    other_yuan: Decimal | None = None
    output_yuan: Decimal | None = None
    new_output_yuan: Decimal | None = None
    forecast_year_yuan: Decimal | None = None
    visible_progress: str = ""
    visible_percent: Decimal | None = None
    problems: str = ""
    node_dates: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    corrections: Sequence[CorrectionDraft] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def correction_yuan(self) -> Decimal:
        return sum((one.amount_yuan for one in self.corrections), Decimal(0))

    def amounts(self) -> Iterator[tuple[str, Decimal]]:
        """The amounts that were given, by field."""
        for name in AMOUNTS:
            if (amount := getattr(self, name)) is not None:
                yield name, amount
