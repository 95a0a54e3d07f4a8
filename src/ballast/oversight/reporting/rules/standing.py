"""How a month's figures are laid beside each other: the year's curve, places in a ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ballast.kernel.periods import Period

from .month import Part, by_completion

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Cut:
    """Which of the year's projects are looked at; what is empty narrows nothing.

    ``without``: tiers, plan classes and numbers of projects that are left aside.
    """

    tier: str = ""
    plan_class: str = ""
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Curve:
    """Sums since January in yuan at the end of each month, January first; None: not known.

    ``forecast`` begins with the last month that is known. ``split`` is the part of the year's
    plan ``planned_year`` that is split by month; the rest is taken as evenly spread.
    """

    planned: Sequence[Decimal]
    actual: Sequence[Decimal | None]
    forecast: Sequence[Decimal | None]
    planned_year: Decimal
    split: Decimal

    @property
    def forecast_year(self) -> Decimal | None:
        """What the year comes to, in per cent of its plan."""
        last = self.forecast[-1]
        if last is None or not self.planned_year:
            return None
        return last * 100 / self.planned_year

    @property
    def split_share(self) -> Decimal | None:
        """How much of the year's plan is split by month, as a share of one."""
        return self.split / self.planned_year if self.planned_year else None


def curve(
    *,
    period: Period,
    planned: Decimal,
    split: Decimal,
    due: Sequence[Decimal],
    done: Mapping[int, Decimal],
) -> Curve:
    """``due``: what split plans foresee by each month; ``done``: what counted, where known.

    The forecast: what is done, and on top what the plan foresees for the months to come.
    """
    now = period.last
    foreseen = [so_far + (planned - split) * month / MONTHS for month, so_far in enumerate(due, 1)]
    actual = [done.get(month) for month in range(1, MONTHS + 1)]
    known = actual[now - 1]
    ahead = [
        None if month < now or known is None else known + foreseen[month - 1] - foreseen[now - 1]
        for month in range(1, MONTHS + 1)
    ]
    return Curve(foreseen, actual, ahead, planned, split)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit's place in its series, and a month before; None where it had none."""

    code: str
    part: Part
    place: int
    place_before: int | None
    lead_before: Decimal | None

    @property
    def lead(self) -> Decimal:
        return self.part.value("lead_points")

    @property
    def lead_change(self) -> Decimal | None:
        """By how many points its lead moved since the month before."""
        return None if self.lead_before is None else self.lead - self.lead_before

    @property
    def places_lost(self) -> int:
        return 0 if self.place_before is None else self.place - self.place_before


def ranked(now: Mapping[str, Part], before: Mapping[str, Part]) -> list[Ranked]:
    """Units by completion, the furthest ahead first; by the unit's code in both."""
    last = {code: place for place, code in enumerate(_in_order(before), 1)}
    leads = {code: one.values["lead_points"].value for code, one in before.items()}
    return [
        Ranked(code, now[code], place, last.get(code), leads.get(code))
        for place, code in enumerate(_in_order(now), 1)
    ]


def _in_order(parts: Mapping[str, Part]) -> list[str]:
    codes = {id(part): code for code, part in parts.items()}
    return [codes[id(part)] for part in by_completion(list(parts.values()))]


def fallen(units: Sequence[Ranked]) -> list[Ranked]:
    """Those whose lead shrank since the month before, most first."""
    worse = [one for one in units if one.lead_change is not None and one.lead_change < 0]
    return sorted(worse, key=lambda one: (one.lead_change or 0, one.code))
