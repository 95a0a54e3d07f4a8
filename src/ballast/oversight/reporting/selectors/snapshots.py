"""What a closed month was judged and measured on: as it is taken, and as it was kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from ballast.delivery.progress.selectors.lists import Stood
from ballast.delivery.progress.selectors.lists import stood as stood_now
from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.selectors import Decided, Grounds
from ballast.kernel.periods import Period
from ballast.oversight.reporting.models import (
    FrozenFact,
    FrozenLamp,
    FrozenPeriod,
    FrozenSnapshot,
    FrozenValue,
)
from ballast.oversight.reporting.rules import snapshot as rules
from ballast.oversight.reporting.rules.snapshot import Fields, NoSnapshot, NotClosed, Snapshot
from ballast.platform.analytics import catalogue, extracts
from ballast.platform.analytics import selectors as analytics
from ballast.platform.analytics.schema import VERSION
from ballast.platform.analytics.selectors import GROUPS, Facts, Then
from ballast.platform.audit import selectors as audit

_NOWHERE: Mapping[int, Stood] = {}


def taken(
    found: Grounds, lamps: Iterable[Decided], revision: int, book: tuple[str, str]
) -> Snapshot:
    """The snapshot of a month as it stands: what lamps were decided on, and what that comes to.

    ``book``: key and text of the rulebook.
    """
    rows = list(alerts.parts(found))
    given = extracts.sources().given(found.period)
    then = Then(catalogue.versions(), given)
    stood = stood_now({row["project_id"] for row in rows}, found.period)
    return Snapshot(
        period=found.period.code,
        revision=revision,
        schema=VERSION,
        indicators=then.versions,
        rulebook=book[0],
        rulebook_text=book[1],
        city=dict(found.city),
        given=plain_given(given),
        facts=list(facts_of(rows, found, stood)),
        lamps=list(lamps_of(lamps, {row["project_id"]: row["number"] for row in rows})),
        values=list(values_of(analytics.frame(rows), found.period, then)),
    )


def facts_of(
    rows: Iterable[Fields], found: Grounds, stood: Mapping[int, Stood] = _NOWHERE
) -> Iterator[Fields]:
    """The rows of ``FrozenFact``; ``stood`` where the projects stood on the lists."""
    grounds: dict[int, dict[str, Any]] = {
        project: rules.kept_places(one.places, one.amounts) for project, one in stood.items()
    }
    for (project, family), let in found.lets.items():
        grounds.setdefault(project, {}).setdefault("exempt", {})[family] = let
    for (project, family), run in found.runs.items():
        grounds.setdefault(project, {}).setdefault("running", {})[family] = run
    for row in rows:
        of = grounds.get(row["project_id"], {}) if row["is_first"] else {}
        told = (row["number"], row["unit"], rules.kept(row), of)
        yield dict(zip(rules.FACT, told, strict=True))


def lamps_of(lamps: Iterable[Decided], numbers: Mapping[int, str]) -> Iterator[Fields]:
    """The rows of ``FrozenLamp``."""
    for one in lamps:
        whose = (numbers.get(one.project_id, str(one.project_id)), one.family)
        shows = (one.colour.value, one.row, {**one.values}, one.running, one.shows_rate)
        yield dict(zip(rules.LAMP, (*whose, *shows), strict=True))


def values_of(facts: Facts, period: Period, then: Then) -> Iterator[Fields]:
    """The rows of ``FrozenValue``; against the plan as issued those that look at the plan."""
    indicators = catalogue.indicators_of(then.versions)
    planned = [code for code, one in indicators.items() if one.adds_up("planned_yuan")]
    for plan, codes in ((rules.CURRENT, None), (rules.ORIGINAL, planned)):
        for by in ("", *GROUPS):
            for group in analytics.values(
                facts, period, codes=codes, by=by, is_original=plan == rules.ORIGINAL, then=then
            ):
                for code, one in group.values.items():
                    whose = (plan, by or rules.ALL, group.key or "", group.series, code)
                    told = (*whose, one.value, one.numerator, one.denominator)
                    yield dict(zip(rules.VALUE, told, strict=True))


def plain_given(given: Mapping[str, Mapping[str, Decimal]]) -> dict[str, dict[str, str]]:
    """Targets and published figures as they are stored."""
    return {
        unit: {name: rules.text(value) for name, value in of.items()} for unit, of in given.items()
    }


def kept(period: str, revision: int | None = None) -> Snapshot:
    """The snapshot of a closed revision; of the last one if not said.

    Raises ``NotClosed``; ``NoSnapshot`` of one closed before snapshots were kept.
    """
    head = _head(period, revision)
    meant = Q(period=period, revision=head.revision)
    return Snapshot(
        period=period,
        revision=head.revision,
        **{name: getattr(head, name) for name in rules.HEAD},
        facts=list(FrozenFact.objects.filter(meant).values(*rules.FACT).order_by("number", "pk")),
        lamps=list(FrozenLamp.objects.filter(meant).values(*rules.LAMP)),
        values=list(FrozenValue.objects.filter(meant).values(*rules.VALUE)),
    )


def _head(period: str, revision: int | None) -> FrozenSnapshot:
    closings = FrozenPeriod.objects.filter(period=period).order_by("-revision")
    if revision is not None:
        closings = closings.filter(revision=revision)
    closing = closings.first()
    if closing is None:
        raise NotClosed(period=period, revision=revision or 1)
    head = FrozenSnapshot.objects.filter(period=period, revision=closing.revision).first()
    if head is None:
        raise NoSnapshot(period=period, revision=closing.revision)
    return head


def then_of(head: FrozenSnapshot | Snapshot) -> Then:
    """By which versions it was measured, and against what."""
    given = {
        unit: {name: Decimal(told) for name, told in of.items()} for unit, of in head.given.items()
    }
    return Then(head.indicators, given)


def then_of_closed(period: str, revision: int) -> Then | None:
    """The same of a revision without its facts; None if it was closed before any were kept."""
    found = FrozenSnapshot.objects.filter(period=period, revision=revision)
    head = found.only("indicators", "given").first()
    return then_of(head) if head else None


def stood_then(period: str, revision: int) -> dict[int, Stood]:
    """Where projects stood on the lists when a revision was closed; none if that was not kept."""
    rows = FrozenFact.objects.filter(
        period=period, revision=revision, grounds__has_key=rules.PLACES
    )
    return {
        pk: Stood(*rules.read_places(grounds))
        for pk, grounds in rows.values_list("facts__project_id", "grounds")
    }


@dataclass(frozen=True, slots=True)
class ClosedFacts:
    """The facts of a closed revision, what they were measured by, and the digest of all it kept."""

    head: FrozenSnapshot
    facts: Facts
    digest: str

    @property
    def then(self) -> Then:
        return then_of(self.head)


def closed_facts(period: str, revision: int | None = None) -> ClosedFacts:
    """The facts alone of what ``kept`` gives. Raises as it does."""
    head = _head(period, revision)
    parts = FrozenFact.objects.filter(period=period, revision=head.revision)
    rows = map(rules.read, parts.order_by("number", "pk").values_list("facts", flat=True))
    return ClosedFacts(head, analytics.frame(rows), sealed_as(period, head.revision))


def sealed_as(period: str, revision: int) -> str:
    """The digest that the journal holds of a closed revision's snapshot; "" if it holds none."""
    closed = audit.entries().filter(
        code="periods.closed", subject=period, payload__revision=revision
    )
    return closed.values_list("payload__snapshot", flat=True).last() or ""


def with_snapshot() -> list[str]:
    """The periods that were closed with one, in order."""
    return sorted(set(FrozenSnapshot.objects.values_list("period", flat=True)))


def without_snapshot() -> list[tuple[str, int]]:
    """The closed revisions of which none was kept: period and revision."""
    having = set(FrozenSnapshot.objects.values_list("period", "revision"))
    closed = FrozenPeriod.objects.order_by("period", "revision")
    return [one for one in closed.values_list("period", "revision") if one not in having]


def missing_versions() -> list[tuple[str, str, int]]:
    """The versions of indicators that kept months rest on and the catalogue lacks: by period."""
    return [
        (period, code, version)
        for period, of in FrozenSnapshot.objects.order_by("period").values_list(
            "period", "indicators"
        )
        for code, version in catalogue.missing(of)
    ]
