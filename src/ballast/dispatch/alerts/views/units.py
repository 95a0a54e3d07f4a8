"""How the lamps of each unit's projects stand, and stood month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ballast.dispatch.alerts import selectors, sheets
from ballast.dispatch.alerts.messages import of_unit
from ballast.dispatch.alerts.rules import Colour
from ballast.platform.identity.http import require, scope, today
from ballast.platform.identity.selectors import unit_names
from ballast.platform.ui.http import AuthedRequest, attached
from ballast.platform.ui.templatetags.figures import period as period_name

SHOWN = 24  # periods


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in one period, or a unit's period; the total is of its projects."""

    label: str
    href: str
    lamps: Mapping[Colour, int]
    turned: int  # from red to green or blue

    @property
    def total(self) -> int:
        return sum(self.lamps.values())

    @property
    def counts(self) -> list[tuple[Colour, int]]:
        return [(colour, self.lamps.get(colour, 0)) for colour in Colour]


@dataclass(frozen=True, slots=True)
class Own:
    """The lamp of a unit as a whole, where the rulebook has a rule for units."""

    label: str
    colour: Colour
    because: str
    running: int


@dataclass(frozen=True, slots=True)
class Asked:
    """All units in one period, or one unit in every period."""

    period: str
    unit: int | None
    periods: Sequence[str]  # the latest first
    names: Mapping[int, tuple[str, str]]  # code and name

    @property
    def title(self) -> str:
        if self.unit:
            return self.names[self.unit][1]
        return period_name(self.period) if self.period else ""

    @property
    def shown(self) -> Sequence[str]:
        """The periods that stand on the page."""
        if self.unit:
            return self.periods
        return [self.period] if self.period else []

    @property
    def query(self) -> str:
        if self.unit:
            return "?" + urlencode({"unit": self.names[self.unit][0]})
        return "?" + urlencode({"period": self.period})


@require_GET
@require("alert.view")
def units(request: AuthedRequest) -> HttpResponse:
    """How the projects of each unit stand in a period; with ``unit``, of one month by month."""
    asked = _asked(request)
    context: dict[str, Any] = {
        "asked": asked,
        "rows": _rows(request, asked),
        "own": _own(asked),
        "periods": [(code, period_name(code)) for code in asked.periods],
        "colours": list(Colour),
    }
    return render(request, "alerts/warnings/units.html", context)


@require_GET
@require("alert.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """What the same address shows as a workbook."""
    asked = _asked(request)
    title = _("Lamps by unit")
    content = sheets.units(title, asked.title, _rows(request, asked))
    return attached(content, f"{title}_{asked.title}.xlsx")


def _asked(request: AuthedRequest) -> Asked:
    found = selectors.evaluations(drafts=scope(request).may(selectors.JUDGES))
    periods = [one.period for one in found][:SHOWN]
    names = unit_names()
    period, code = request.GET.get("period", ""), request.GET.get("unit", "")
    return Asked(
        period=period if period in periods else next(iter(periods), ""),
        unit=next((pk for pk, (one, _name) in names.items() if one == code), None),
        periods=periods,
        names=names,
    )


def _rows(request: AuthedRequest, asked: Asked) -> list[Row]:
    shown = asked.shown
    lamps = selectors.by_unit(request.user, today(), shown, asked.unit)
    turned = selectors.conversions(request.user, today(), shown, asked.periods, asked.unit)

    def row(period: str, pk: int, label: str, href: str) -> Row:
        return Row(label, href, lamps[period].get(pk, {}), turned[period].get(pk, 0))

    if own := asked.unit:
        return [row(code, own, period_name(code), f"?period={code}") for code in asked.periods]
    here = sorted((asked.names[pk], pk) for pk in lamps.get(asked.period, {}) if pk)
    return [row(asked.period, pk, name, f"?unit={code}") for (code, name), pk in here]


def _own(asked: Asked) -> list[Own]:
    """The units as a whole: all of them in the period, or the one asked for in every period."""
    lamps = selectors.unit_lamps(asked.shown, asked.unit)
    return [
        Own(
            period_name(lamp.period) if asked.unit else lamp.unit.short_name,
            Colour(lamp.colour),
            of_unit(lamp),
            lamp.running,
        )
        for lamp in lamps
    ]
