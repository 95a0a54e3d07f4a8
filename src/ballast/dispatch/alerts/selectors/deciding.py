"""What a rulebook says of the projects of a period, from the facts as they stand."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ballast.dispatch.alerts.models import Evaluation, Exemption, ProjectLamp
from ballast.dispatch.alerts.rules import (
    OUT_OF_SCOPE,
    PROJECT,
    RATED,
    Colour,
    Family,
    Rulebook,
    colours,
    deciding,
    figures,
    judged,
)
from ballast.kernel.periods import Period
from ballast.platform.analytics import extracts, selectors
from ballast.platform.analytics.schema import FACTS, Type
from ballast.platform.analytics.selectors import Facts
from ballast.platform.codelists.selectors import in_force
from ballast.platform.periods import selectors as periods
from ballast.projects.selectors import records_entry

_EXEMPT = {family: f"is_exempt_{family}" for family in Family}
RUNNING = {family: f"running_{family}" for family in (*Family, PROJECT)}
_KEEPS_ENTRY = "keeps_entry"
_FLAGS: Mapping[str, Type] = {
    _KEEPS_ENTRY: Type.FLAG,
    **dict.fromkeys(_EXEMPT.values(), Type.FLAG),
    **dict.fromkeys(RUNNING.values(), Type.ID),
}
_STANDING = frozenset({Colour.RED, Colour.YELLOW})  # what counts as running
_ENDING = frozenset({Colour.GREEN, Colour.BLUE})  # what is not rated ends no run
Lets = Mapping[tuple[int, str], Mapping[str, str]]  # exemptions by project and family
Runs = Mapping[tuple[int, str], int]  # for how many periods before this one a lamp had stood
City = Mapping[str, bool]  # what holds for all projects alike


@dataclass(frozen=True, slots=True)
class Decided:
    """One lamp as it is to be stored; see ``ProjectLamp``."""

    project_id: int
    family: str
    colour: Colour
    row: str
    values: Mapping[str, str]
    running: int
    shows_rate: bool = False

    @property
    def standing(self) -> int:
        """For how many periods it has stood; 0 for what is neither red nor yellow now."""
        return self.running if self.colour in _STANDING else 0


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that lamps of a period are decided on, whatever the rulebook."""

    period: Period
    facts: Facts
    lets: Lets
    runs: Runs
    city: City


def grounds(period: Period, among: Collection[int] | None = None) -> Grounds:
    """The facts, who is let off, and for how long lamps have stood; read once."""
    lets, runs = _lets(period), _runs(period, among)
    city = {_KEEPS_ENTRY: records_entry(period.last_day)}
    return grounded(period, extracts.undivided(period, among), lets, runs, city)


def grounded(
    period: Period, undivided: Iterable[Mapping[str, Any]], lets: Lets, runs: Runs, city: City
) -> Grounds:
    """The same from what was kept of them: facts for no unit, one row a project."""
    rows = (
        {**row, **city}
        | {name: (row["project_id"], family) in lets for family, name in _EXEMPT.items()}
        | {name: runs.get((row["project_id"], family), 0) for family, name in RUNNING.items()}
        for row in undivided
    )
    return Grounds(period, selectors.frame(rows, _FLAGS), lets, runs, city)


def of_rows(found: Grounds, rows: Iterable[Mapping[str, object]], lets: Lets) -> Grounds:
    """The same of facts that are at hand, with their flags."""
    return replace(found, facts=selectors.frame(rows, _FLAGS), lets=lets)


def parts(found: Grounds) -> Iterator[extracts.Row]:
    """The facts behind lamps, for each unit a project counts for."""
    whole = found.facts.select(*FACTS).collect().iter_rows(named=True)
    return extracts.divided(found.period, list(whole))


def decided(found: Grounds, rulebook: Rulebook) -> Iterator[Decided]:
    """The lamps of each project: its own first, then its families'."""
    colour_of = colours(rulebook)
    columns = judged(found.facts, rulebook, found.period).collect()
    for facts in columns.iter_rows(named=True):
        rows = {family: facts[family] for family in rulebook.rules if facts[family] != OUT_OF_SCOPE}
        lamps = {family: colour_of[family, row] for family, row in rows.items()}
        yield _own(facts, lamps)
        for family, row in rows.items():
            pk = facts["project_id"]
            values = found.lets[pk, family] if row == "exempt" else {}
            values = values or figures(rulebook.rules[family], facts, found.period)
            running = run(facts[f"running_{family}"], lamps[family])
            yield Decided(pk, family.value, lamps[family], row, values, running)


def _own(facts: Mapping[str, Any], lamps: Mapping[Family, Colour]) -> Decided:
    of = deciding(lamps)
    colour = lamps[of] if of else Colour.DASH
    return Decided(
        facts["project_id"],
        PROJECT,
        colour,
        of.value if of else "",
        {},
        run(facts[f"running_{PROJECT}"], colour),
        shows_rate=lamps.get(Family.PROGRESS) in RATED,
    )


def run(before: int, colour: Colour) -> int:
    """For how many periods a lamp has stood that had stood for so many before this one."""
    if colour in _STANDING:
        return before + 1
    return 0 if colour in _ENDING else before


def _lets(period: Period) -> Lets:
    """Who is let off; what was given after the period was closed does not bear on it."""
    rows = Exemption.objects.filter(in_force(period.last_day)).order_by("valid_until")
    closed = periods.moves().filter(period=period.code, state="closed", period__state="closed")
    if last := closed.last():
        rows = rows.filter(given_at__lte=last.moved_at)
    return {
        (row.project_id, row.family): {
            "cause": row.cause,
            "until": row.valid_until.isoformat(),
            "paper": row.paper,
        }
        for row in rows
    }


def _runs(period: Period, among: Collection[int] | None) -> Runs:
    """For how many periods lamps had stood when the one before this was decided."""
    lamps = ProjectLamp.objects.filter(period=decided_before(period), running__gt=0)
    if among is not None:
        lamps = lamps.filter(project__in=among)
    return {
        (pk, family): run for pk, family, run in lamps.values_list("project", "family", "running")
    }


def decided_before(period: Period) -> str:
    """The period that was decided and ended last before this one; empty where there is none."""
    codes = Evaluation.objects.values_list("period", flat=True)
    earlier = [one for one in map(Period.from_code, codes) if one.last_day < period.last_day]
    last = max(earlier, key=lambda one: one.last_day, default=None)
    return last.code if last else ""
