"""The place of a project in each list: 六个一批, 六张清单, plan classes and the others.

Yearly lists go by plan year, planned and actual dates and kind; stage views by the marks
reached. The rules themselves are data; here is what their tests mean.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from .lifecycle import Facts, Lifecycle, Named, Standing, standing

Rule = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class GapRule:
    """Too long between two marks: from ``since``, or the planned date of ``since_planned``.

    The word "finish" stands for the template's own mark.
    """

    until: str
    days: int
    since: str = ""
    since_planned: str = ""


@dataclass(frozen=True, kw_only=True)
class Member(Named):
    """One list or state of a scheme, with what is measured on it.

    ``rules`` are alternatives; ``event`` and ``gap`` belong to the schemes of those kinds.
    """

    measure: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    event: str = ""
    gap: GapRule | None = None


@dataclass(frozen=True, kw_only=True)
class Scheme(Named):
    """One way of cutting up the projects, in one version, on top of one lifecycle."""

    version: str
    valid_from: date
    kind: Literal["place", "events", "gaps"]
    source: str
    members: tuple[Member, ...]
    lifecycle: Lifecycle

    @property
    def measures(self) -> frozenset[str]:
        """What any of its members measures."""
        return frozenset(code for member in self.members for code in member.measure)


@dataclass(frozen=True)
class Gap:
    """A project hangs between two marks since a day, ``days`` ago."""

    member: str
    since: date
    days: int


def place(scheme: Scheme, facts: Facts) -> str | None:
    """The one member a project belongs to: the first whose rule fits, read from the last.

    None when the scheme has no place for it, such as one finished in an earlier year.
    """
    if scheme.kind != "place":
        raise ValueError(f"{scheme.code} lists {scheme.kind}, which may overlap")
    return _member(scheme, standing(scheme.lifecycle, facts))


def places(
    schemes: Iterable[Scheme], facts: Facts, stands: Standing | None = None
) -> dict[str, str | None]:
    """The member of each scheme in which a project has one place; they stand on one lifecycle.

    ``stands``: its standing, where it is known already; so also below.
    """
    single = [scheme for scheme in schemes if scheme.kind == "place"]
    if not single:
        return {}
    stands = stands or standing(single[0].lifecycle, facts)
    return {scheme.code: _member(scheme, stands) for scheme in single}


def _member(scheme: Scheme, stands: Standing) -> str | None:
    for member in reversed(scheme.members):
        if any(_fits(rule, stands, scheme.lifecycle) for rule in member.rules):
            return member.code
    return None


def events(
    scheme: Scheme, facts: Facts, *, since: date, stands: Standing | None = None
) -> tuple[str, ...]:
    """The members whose event happened from ``since`` to the day of ``facts``; several may."""
    reached = (stands or standing(scheme.lifecycle, facts)).reached
    return tuple(
        member.code
        for member in scheme.members
        if member.event in reached and reached[member.event] >= since
    )


def gaps(
    scheme: Scheme,
    facts: Facts,
    *,
    days: Mapping[str, int] | None = None,
    stands: Standing | None = None,
) -> tuple[Gap, ...]:
    """The gaps a project hangs in for more than the days allowed; ``days`` are the city's own."""
    if facts.exited:
        return ()
    stands = stands or standing(scheme.lifecycle, facts)
    found = []
    for member in scheme.members:
        if member.gap is None:
            continue
        since = _opened(member.gap, stands)
        allowed = (days or {}).get(member.code, member.gap.days)
        if since is not None and (facts.on - since).days > allowed:
            found.append(Gap(member.code, since, (facts.on - since).days))
    return tuple(found)


def _opened(gap: GapRule, stands: Standing) -> date | None:
    """The day from which the second mark is missing, if it still is."""
    until = stands.template.finish if gap.until == "finish" else gap.until
    if until in stands.reached or until in stands.template.not_applicable:
        return None
    if gap.since_planned:
        return stands.facts.planned.get(stands.template.finish)
    return stands.reached.get(gap.since)


def _fits(rule: Rule, stands: Standing, lifecycle: Lifecycle) -> bool:
    if stands.facts.exited != rule.get("exited", False):
        return False
    return all(TESTS[name](stands, wanted, lifecycle) for name, wanted in rule.items())


def _one_of(value: object, wanted: str | Collection[str]) -> bool:
    return value == wanted if isinstance(wanted, str) else value in wanted


TESTS: Mapping[str, Callable[[Standing, Any, Lifecycle], bool]] = {
    "start": lambda stands, wanted, _: _one_of(stands.start, wanted),
    "finish": lambda stands, wanted, _: _one_of(stands.finish, wanted),
    "capacity": lambda stands, wanted, _: _one_of(stands.capacity, wanted),
    "furthest_from": lambda stands, node, life: stands.furthest >= life.number_of[node],
    "furthest_to": lambda stands, node, life: stands.furthest <= life.number_of[node],
    "reached": lambda stands, marks, _: stands.reached.keys() >= set(marks),
    "missing": lambda stands, marks, _: stands.reached.keys().isdisjoint(marks),
    "template": lambda stands, wanted, _: _one_of(stands.template.code, wanted),
    "tags": lambda stands, wanted, _: not stands.facts.tags.isdisjoint(wanted),
    "investor": lambda stands, wanted, _: stands.facts.investor == wanted,
    "exited": lambda stands, wanted, _: stands.facts.exited == wanted,
}
