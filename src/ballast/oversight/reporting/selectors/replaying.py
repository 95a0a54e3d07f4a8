"""A closed month told again from what it kept, and beside what is told of it today."""

from collections.abc import Collection, Iterator

from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.rules import read
from ballast.dispatch.alerts.selectors import City, Grounds
from ballast.kernel.periods import Period
from ballast.oversight.reporting.models import FrozenFact, FrozenSnapshot
from ballast.oversight.reporting.rules import snapshot as rules
from ballast.oversight.reporting.rules.snapshot import (
    Cause,
    Departure,
    Replay,
    Snapshot,
    departures,
    told_facts,
    told_lamps,
    told_values,
)
from ballast.platform.analytics import catalogue, extracts
from ballast.platform.analytics import selectors as analytics
from ballast.platform.analytics.selectors import Then
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State

from . import snapshots


def replay(snapshot: Snapshot) -> Replay:
    """Decide and compute a closed revision again as on that day, and compare.

    ``differences`` are those from what was stored. What was told differently only later, by
    register, rulebook or catalogue, is ``since`` and changes nothing of the month. Raises
    ``VersionMissing``.
    """
    return Replay(
        snapshot.period,
        snapshot.revision,
        snapshot.rulebook,
        differences=tuple(_differences(snapshot)),
        since=tuple(_since(snapshot)),
    )


def _differences(snapshot: Snapshot) -> Iterator[Departure]:
    sealed = snapshots.sealed_as(snapshot.period, snapshot.revision)
    if sealed != snapshot.digest:
        yield Departure(Cause.SEAL, "", "digest", sealed, snapshot.digest)
    stored = told_lamps(snapshot.lamps)
    yield from departures(Cause.LAMP, stored, told_lamps(_lamps(snapshot)))
    then = snapshots.then_of(snapshot)
    now = snapshots.values_of(_frame(snapshot), Period.from_code(snapshot.period), then)
    yield from departures(Cause.VALUE, told_values(snapshot.values), told_values(now))
    if _stands(snapshot):
        shown = snapshots.lamps_of(alerts.of_period(snapshot.period), _numbers(snapshot))
        yield from departures(Cause.SHOWN, stored, told_lamps(shown))


def _since(snapshot: Snapshot) -> Iterator[Departure]:
    period = Period.from_code(snapshot.period)
    found = alerts.grounds(period)
    now = snapshots.facts_of(alerts.parts(found), found)
    yield from departures(Cause.FACT, told_facts(snapshot.facts), told_facts(now))
    city = ({("", name): flag for name, flag in one.items()} for one in (snapshot.city, found.city))
    yield from departures(Cause.FACT, *city)
    given = extracts.sources().given(period)
    before, after = (
        {(unit, name): told for unit, of in one.items() for name, told in of.items()}
        for one in (snapshot.given, snapshots.plain_given(given))
    )
    yield from departures(Cause.GIVEN, before, after)
    book = alerts.in_force(period.last_day)
    if book.text != snapshot.rulebook_text:
        yield Departure(Cause.RULEBOOK, "", "rulebook", snapshot.rulebook, book.key)
    yield from _otherwise_today(snapshot, period)


def _otherwise_today(snapshot: Snapshot, period: Period) -> Iterator[Departure]:
    """What today's versions of indicators say of the stored facts."""
    newer = {
        code: version
        for code, version in catalogue.versions().items()
        if code in snapshot.indicators and version != snapshot.indicators[code]
    }
    if newer:
        then = Then(newer, snapshots.then_of(snapshot).given)
        now = snapshots.values_of(_frame(snapshot), period, then)
        stored = told_values(snapshot.values, newer)
        yield from departures(Cause.INDICATOR, stored, told_values(now))


def _lamps(snapshot: Snapshot) -> Iterator[rules.Fields]:
    """Its lamps decided again, by the rulebook as its text was."""
    decided = alerts.decided(_grounds(snapshot), read(snapshot.rulebook_text))
    return snapshots.lamps_of(decided, _numbers(snapshot))


def _grounds(snapshot: Snapshot) -> Grounds:
    return _again(Period.from_code(snapshot.period), snapshot.facts, snapshot.city)


def grounds_of(period: Period) -> Grounds | None:
    """What the lamps of a closed period were decided on; None of an open one, or without it."""
    lock = periods.periods().filter(pk=period.code, state=State.CLOSED.value).first()
    meant = {"period": period.code, "revision": lock.revision if lock else 0}
    head = FrozenSnapshot.objects.filter(**meant).first()
    if head is None:
        return None
    return _again(period, list(FrozenFact.objects.filter(**meant).values(*rules.FACT)), head.city)


def _again(period: Period, facts: Collection[rules.Fields], city: City) -> Grounds:
    lets: dict[tuple[int, str], dict[str, str]] = {}
    runs: dict[tuple[int, str], int] = {}
    for row in facts:
        pk = row["facts"].get("project_id")
        lets |= {(pk, family): let for family, let in row["grounds"].get("exempt", {}).items()}
        runs |= {(pk, family): run for family, run in row["grounds"].get("running", {}).items()}
    whole = rules.undivided(rules.read(row["facts"]) for row in facts)
    return alerts.grounded(period, whole, lets, runs, city)


def _frame(snapshot: Snapshot) -> analytics.Facts:
    return analytics.frame(rules.read(row["facts"]) for row in snapshot.facts)


def _numbers(snapshot: Snapshot) -> dict[int, str]:
    return {row["facts"].get("project_id"): row["number"] for row in snapshot.facts}


def _stands(snapshot: Snapshot) -> bool:
    """No later reopening explains another lamp on the screens."""
    lock = periods.periods().filter(pk=snapshot.period, state=State.CLOSED.value)
    return lock.filter(revision=snapshot.revision).exists()
