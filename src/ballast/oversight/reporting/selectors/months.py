"""What papers say of a month: its figures by their codes, and the projects they name."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import narwhals as nw
from django.utils import timezone

from ballast.delivery.plans import selectors as plans
from ballast.delivery.progress import selectors as progress
from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.rules import Colour
from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import Lamps, Month, NoSnapshot, Part, by_completion
from ballast.oversight.reporting.rules.month import PART, SUMS, WHOLE
from ballast.platform.analytics import extracts
from ballast.platform.analytics import selectors as analytics
from ballast.platform.analytics.selectors import Facts, Group, Then
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import Series
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State
from ballast.projects import selectors as projects
from ballast.projects.rules import Tier

from .lines import lines
from .listed import listed
from .loop import loop
from .snapshots import closed_facts
from .units import once

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


@dataclass(frozen=True, slots=True)
class Measured:
    """The facts a period is measured on: of a closed one as it was kept, with its ``seal``."""

    period: Period
    facts: Facts
    then: Then | None
    seal: str

    def part(self, codes: Collection[str], only: "nw.Expr | None" = None) -> Part:
        """Indicators of the whole, or of ``only`` a part of it."""
        facts = self.facts if only is None else self.facts.filter(only)
        [group] = analytics.values(facts, self.period, codes=self._known(codes), then=self.then)
        return Part("", group.values)

    def by(self, group: str) -> list[Group]:
        """The sums of each sector, or unit."""
        return analytics.values(
            self.facts, self.period, codes=self._known(SUMS), by=group, then=self.then
        )

    def _known(self, codes: Collection[str]) -> list[str]:
        """Without those the period was closed before there were."""
        return [code for code in codes if self.then is None or code in self.then.versions]


def measured(period: Period, numbers: Collection[str]) -> Measured:
    """What these projects are measured on in a period: facts as kept, else as told today."""
    lock = periods.opened_for(period)
    found = None
    if lock is not None and lock.state == State.CLOSED:
        with suppress(NoSnapshot):  # closed before any were kept
            found = closed_facts(lock.code)
    facts = found.facts if found else analytics.frame(extracts.gathered(period))
    seen = facts.filter(nw.col("number").is_in(list(numbers)))
    return Measured(period, seen, found.then if found else None, periods.seal_of(period.code))


def told_month(viewer: "User", on: date, period: Period) -> Month:
    """A month as a person may see it on a day."""
    seen = projects.visible_to(viewer, on)
    numbers = dict(seen.values_list("number", "pk"))
    now, last = measured(period, numbers), _closed_before(period, numbers)
    provincial = nw.col("tier") == Tier.PROVINCIAL.value
    of_province = now.part(PART, only=provincial)
    lamps, colours = _lamps(viewer, on, period)
    named = listed(now.facts, period, colours)
    window = progress.windows_of([period.code]).get(period.code)
    return Month(
        period=period,
        seal=now.seal,
        adjusted_on=plans.adjusted_on(period.year, period.last_day),
        whole=now.part(WHOLE),
        before=last.part(SUMS) if last else None,
        provincial=of_province if of_province.count else None,
        rest=now.part(PART, only=~provincial),
        sectors=sectors(now),
        units=_units(now),
        lamps=lamps,
        corrected=len(set(progress.corrected(period.code)) & set(numbers.values())),
        shuts_on=window.shuts_on if window else None,
        reds=named.reds,
        unstarted=named.unstarted,
        unfiled=named.unfiled,
        loop=loop(period.last_day),
    )


def _closed_before(period: Period, numbers: Collection[str]) -> Measured | None:
    """The month before it in the same year, if that is closed."""
    before = month_before(period)
    if before is None or before.year != period.year or not periods.seal_of(before.code):
        return None
    return measured(before, numbers)


def month_before(period: Period) -> Period | None:
    """The month before it as it was opened; January and February are often one."""
    lock = periods.opened_for(period.previous(opening=True))
    return Period.from_code(lock.code) if lock else None


def sectors(now: Measured) -> list[Part]:
    """By the first level of the city's sectors, in the city's order; others by plan, last."""
    on = now.period.last_day
    order = {one.path: place for place, one in enumerate(codelists.sectors(on=on))}
    found = [Part(group.key, group.values) for group in now.by("sector")]

    def place(one: Part) -> tuple[int, Decimal]:
        return order.get(one.name, len(order)), -one.value("planned_investment")

    return sorted(found, key=place)


def _units(now: Measured) -> dict[Series, list[Part]]:
    """Who answers for the projects, in the two series, the furthest ahead first."""
    names = {unit.code: unit.short_name for unit in identity.units(now.period.last_day)}
    groups = now.by("unit")
    return {
        series: by_completion(
            [
                Part(names.get(group.key, group.key), group.values)
                for group in groups
                if group.series == series
            ]
        )
        for series in Series
    }


def _lamps(viewer: "User", on: date, period: Period) -> tuple[Lamps | None, Mapping[int, Colour]]:
    """How the month's lamps stand, and the lamp of each project; none that are not judged."""
    judged = {one.period: one for one in alerts.evaluations(drafts=True)}
    if period.code not in judged or not alerts.sees_lamps(viewer, on, period.code):
        return None, {}
    colours = _colours(viewer, on, period)
    before = month_before(period)
    if before and not (before.code in judged and alerts.sees_lamps(viewer, on, before.code)):
        before = None
    runs = alerts.red_running(period)
    issued = judged[period.code].issued_at
    return (
        Lamps(
            now=_counted(colours.values()),
            before=_counted(_colours(viewer, on, before).values()) if before else None,
            red_on=sum(runs.get(pk, 0) > 1 for pk, one in colours.items() if one is Colour.RED),
            issued_on=timezone.localdate(issued) if issued else None,
        ),
        colours,
    )


def _colours(viewer: "User", on: date, period: Period) -> dict[int, Colour]:
    """Each project counted once; what was not judged shows the dash."""
    found = once(lines(viewer, on, period, with_lamps=True)).values_list("pk", "colour")
    return {pk: Colour(colour) if colour else Colour.DASH for pk, colour in found}


def _counted(colours: Iterable[Colour]) -> dict[Colour, int]:
    told = list(colours)
    return {colour: told.count(colour) for colour in Colour}
