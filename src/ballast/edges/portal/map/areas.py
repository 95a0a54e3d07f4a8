"""The city's areas with their figures: what the map colours and the table beside it says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ballast.dispatch.alerts.rules import Colour, decimal
from ballast.edges.portal.listing import Asked
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.rules import Figures
from ballast.oversight.reporting.selectors import Lines
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.models import Unit
from ballast.platform.maps import selectors as maps
from ballast.platform.maps.models import Boundaries

from .shown import SHOWN, Class, class_of, edges, legend

UNIT, REGION = "unit", "region"
BY = {UNIT: gettext_lazy("By accounting unit"), REGION: gettext_lazy("By place (region)")}


@dataclass(frozen=True, slots=True)
class Area:
    """One row of the table. ``outline`` is its code on the map, empty where it has none.

    ``key`` is what an address calls it, empty where the list cannot be narrowed to it.
    """

    key: str
    outline: str
    name: str
    figures: Figures
    value: Decimal | None
    told: str
    number: int  # of its class

    @property
    def red(self) -> int:
        return self.figures.lamps.get(Colour.RED, 0)


@dataclass(frozen=True)
class Ground:
    """The boundaries a period's map is drawn by; ``is_later`` where they held only after it."""

    files: Sequence[Boundaries]
    is_later: bool

    @cached_property
    def outlines(self) -> dict[str, str]:
        """What each outline is called, by its code."""
        return {code: name for one in self.files for code, name, *_ in one.areas}


def ground(period: Period, today: date) -> Ground:
    """The boundaries of the period's last day; today's where none held then."""
    held = maps.in_force(min(period.last_day, today))
    if held or period.last_day >= today:
        return Ground(held, is_later=False)
    return Ground(maps.in_force(today), is_later=True)


@dataclass(frozen=True)
class Colouring:
    """One figure of every area, in one way of counting."""

    by: str  # one of BY
    code: str  # one of SHOWN
    listed: Lines
    period: Period
    ground: Ground

    @cached_property
    def areas(self) -> list[Area]:
        """The furthest behind first; what has no figure last."""
        return sorted(self._areas(), key=self._place)

    @cached_property
    def classes(self) -> list[Class]:
        return legend(SHOWN[self.code], self._edges)

    @cached_property
    def _figures(self) -> list[tuple[str, str, str, Figures]]:
        """Key, outline, name and figures of each area that has projects."""
        if self.by == REGION:
            return [*self._by_region()]
        return [*self._by_unit()]

    @cached_property
    def _edges(self) -> list[Decimal]:
        shown = SHOWN[self.code]
        values = [shown.value(figures) for _, _, _, figures in self._figures]
        share = decimal(self.period.time_progress * 100)
        return edges(shown, [one for one in values if one is not None], share)

    def _areas(self) -> Iterable[Area]:
        shown, at = SHOWN[self.code], self._edges
        for key, outline, name, figures in self._figures:
            value = shown.value(figures)
            told = shown.told(value)
            yield Area(key, outline, name, figures, value, told, class_of(value, at))

    def _place(self, area: Area) -> tuple[bool, Decimal, str]:
        value = area.value or Decimal(0)
        return area.value is None, value if SHOWN[self.code].scale == "pace" else -value, area.name

    def _by_unit(self) -> Iterable[tuple[str, str, str, Figures]]:
        found = reporting.by_accounting_unit(self.listed, self.period)
        units = {one.pk: one for one in identity.units(self.period.last_day)}
        for pk, figures in found.items():
            unit = units.get(pk) if pk else None
            if unit is None:
                yield "", "", _("Nobody answers for them"), figures
            else:
                yield unit.code, self._outline_of(unit), unit.short_name, figures

    def _outline_of(self, unit: Unit) -> str:
        """A functional area has its own outline, a government that of its region."""
        codes = (unit.code, unit.region_code)
        return next((one for one in codes if one and one in self.ground.outlines), "")

    def _by_region(self) -> Iterable[tuple[str, str, str, Figures]]:
        found = reporting.by_place(self.listed, self.period)
        units = identity.units(self.period.last_day)
        names = codelists.region_names([*found], on=self.period.last_day)
        own = self._own_outlines(units)
        for code, figures in found.items():
            outline = own.get(code, code if code in self.ground.outlines else "")
            name = self.ground.outlines.get(outline) or names[code]
            yield code, outline, name or _("No place recorded"), figures

    def _own_outlines(self, units: Iterable[Unit]) -> Mapping[str, str]:
        """Which functional area's outline stands for a region code that is its own."""
        drawn = [one for one in units if one.code in self.ground.outlines]
        return {one.region_code or one.code: one.code for one in drawn}


def narrowed_to(asked: Asked, by: str, key: str) -> Asked:
    """The list of one area."""
    if by == REGION:
        return replace(asked, page=1, place=key)
    return replace(asked, page=1, counts_for=key)
