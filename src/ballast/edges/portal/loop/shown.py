"""The loop as the board lays it out; no figure is counted here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.coordination import selectors as coordination
from ballast.dispatch.coordination.messages import CAUSES
from ballast.dispatch.coordination.rules.loop import AGES, Holding
from ballast.oversight.reporting import selectors as reporting
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.models import Unit
from ballast.platform.identity.rules import Series
from ballast.platform.language import called


@dataclass(frozen=True, slots=True)
class Bar:
    """A count beside others, as a part of the largest, and where it leads."""

    words: str
    count: int
    share: Decimal
    href: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What lies with one unit."""

    name: str
    holding: Holding
    href: str


def board(on: date) -> Mapping[str, Any]:
    """All that the board shows of a day; a fixed number of queries."""
    loop, checks = reporting.loop(on), alerts.checked(on)
    counts = loop.counts
    return {
        "on": on,
        "values": loop.values,
        "checks": checks,
        "unconfirmed": loop.unconfirmed,
        "levels": _levels(on, counts.by_level, counts.median_by_level),
        "funnel": _bars(
            (_("warnings to be checked"), checks.asked, reverse("alerts:checks")),
            (_("checked"), checks.answered, reverse("alerts:checks")),
            (_("matters that need coordination"), counts.matters, desk()),
            (_("accepted by who leads"), counts.acceptance[0], desk()),
            (pgettext("matters", "closed"), counts.solved, desk(state="closed")),
        ),
        "ages": _bars(*zip(_ages(), counts.ages, [""] * len(counts.ages), strict=True)),
        "causes": _bars(
            *(
                (str(CAUSES.get(cause, cause)), count, desk(cause=cause))
                for cause, count in loop.by_cause
            )
        ),
        "holders": _holders(on, counts.units),
    }


def desk(**asked: str) -> str:
    """The queue of matters, narrowed."""
    tail = f"?{urlencode(asked)}" if asked else ""
    return reverse("coordination:issues") + tail


def _bars(*told: tuple[str, int, str]) -> list[Bar]:
    most = max((count for _, count, _ in told), default=0) or 1
    return [Bar(words, count, Decimal(count) / most, href) for words, count, href in told]


def _levels(
    on: date, open_ones: Mapping[int, int], medians: Mapping[int, float]
) -> list[tuple[str, int, float | None, str]]:
    """Each level with its open matters, and the median of days from raising to solving."""
    return [
        (
            called(one),
            open_ones.get(one.number, 0),
            medians.get(one.number),
            desk(level=str(one.number)),
        )
        for one in coordination.ladder(on).levels
    ]


def _ages() -> list[str]:
    """Up to 5 working days, 6 to 10 … and more."""
    spans = [
        _("%(first)d–%(last)d days") % {"first": last + 1, "last": following}
        for last, following in pairwise(AGES)
    ]
    return [
        _("up to %(last)d days") % {"last": AGES[0]},
        *spans,
        _("over %(last)d days") % {"last": AGES[-1]},
    ]


def _holders(on: date, held: Mapping[int, Holding]) -> list[tuple[str, Sequence[Held], Holding]]:
    """The units with something open or solved, by series, who holds most first; others last."""
    units = {one.pk: one for one in identity.units(on).filter(pk__in=held)}
    series = identity.series(on)
    of = {unit.pk: name for name, ranked in series.items() for unit in ranked}
    names = {
        Series.AREAS: _("Districts and functional areas"),
        Series.BODIES: _("Departments and companies"),
    }
    others = _("Other units")
    groups: dict[str, list[Held]] = {name: [] for name in (*names.values(), others)}
    for pk, holding in held.items():
        if pk in units:
            groups[names[of[pk]] if pk in of else others].append(_held(units[pk], holding))
    return [(name, sorted(own, key=_most), _sum(own)) for name, own in groups.items() if own]


def _held(unit: Unit, holding: Holding) -> Held:
    return Held(unit.short_name or unit.name, holding, desk(unit=unit.code))


def _most(one: Held) -> tuple[int, int, str]:
    return -one.holding.open, -one.holding.overdue, one.name


def _sum(rows: Sequence[Held]) -> Holding:
    return Holding(
        open=sum(one.holding.open for one in rows),
        overdue=sum(one.holding.overdue for one in rows),
        solved=sum(one.holding.solved for one in rows),
    )
