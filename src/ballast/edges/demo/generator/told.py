"""What the invented city tells of its units, people and projects.

Money is whole 万元, days are of the city's own calendar. Plain data: who brings it into the
house decides by which door.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ballast.projects.rules import Party

YEAR = 2023
START, LAST = 2, 9  # the first month with a period of its own (1—2月), and the last one lived


@dataclass(frozen=True, slots=True)
class Body:
    """A unit; ``kind`` is one of ``identity.models.UnitKind``. ``series`` of those ranked."""

    code: str
    name: str
    short_name: str
    kind: str
    region_code: str = ""
    above: str = ""  # the code of the unit above it

    @property
    def place(self) -> str:
        return self.short_name


@dataclass(frozen=True, slots=True)
class Filed:
    """One project's figures of a period: of the month (1—2月 as one), and since January.

    ``caught_up`` is what months that were not filed had completed. ``words`` tell the works,
    ``percent`` how far they have come, ``trouble`` what holds them up, in ``cause``'s class.
    """

    in_month: int
    completed: int
    words: str
    percent: int
    trouble: str = ""
    cause: str = ""
    caught_up: int = 0


@dataclass(frozen=True, slots=True)
class Days:
    """The days that lists and lamps go by; ``forecast_start`` of what is late."""

    planned_start: date
    started: date | None
    planned_finish: date
    finished: date | None
    planned_commission: date
    commissioned: date | None
    entered: date | None  # into statistics
    forecast_start: date | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """One mark or step: planned for a day, reached on one, forecast for one."""

    code: str
    planned_on: date | None = None
    actual_on: date | None = None
    forecast_on: date | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """One body or person and the part they hold in a work."""

    party: Party
    body: str
    person: str
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One project of the plan, and what each month brought.

    ``planned`` is the year's amount as issued in February, ``adjusted`` from the July
    adjustment on, for ``why`` it was. ``months`` are those that were filed: a month that is
    not there was not. ``before`` is what was completed before this year.
    """

    path: tuple[str, str, str]
    name: str
    code: str
    content: str
    span: str
    total: int
    before: int
    tier: str
    build_type: str
    investor: str
    address: str
    region_code: str
    position: tuple[float, float]  # longitude and latitude, CGCS2000
    template: str
    plan_class: str
    planned: int
    goal: str
    owner: str
    unit: Body
    days: Days
    people: Sequence[Answering]
    months: Mapping[int, Filed]
    adjusted: int | None = None
    why: str = ""
    split: Sequence[int] = ()  # twelve amounts that make ``planned``, where it was split
    late: Mapping[str, date] = field(default_factory=dict)  # what was due by then and is not done
    marks: Mapping[str, date] = field(default_factory=dict)  # reached sooner than the money says

    def planned_in(self, month: int) -> int:
        """The year's amount that a month is measured against."""
        return self.planned if self.adjusted is None or month < ADJUSTED_FROM else self.adjusted


ADJUSTED_FROM = 7


@dataclass(frozen=True, slots=True)
class City:
    """The projects in the order of the plan, and those of the reserve, which are not in it."""

    seed: int
    works: Sequence[Work]
    reserve: Sequence[Work]
