"""Finding the project that each row means, and whose it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.delivery.ledgers.rules import (
    FILING,
    LOOSELY,
    Known,
    LedgerRow,
    Match,
    Matcher,
    Names,
    Near,
    Standing,
    Wanted,
    doubled,
    repeats,
)
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as identity
from ballast.projects import selectors as projects

from .judged import Judged

if TYPE_CHECKING:
    from ballast.projects.models import Project

_TOLD = 20  # rows that are told what was perhaps meant where nothing comes near: it is slow


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """The register and the units, as far as rows are held against them."""

    known: Mapping[int, Known]
    reach: Collection[int] | None  # the projects a person may see; None for all of them
    units: Mapping[str, int]  # by any name they have or had
    within: Collection[int] | None  # the unit of the import with those below; None for all

    def is_foreign(self, project: Known) -> bool:
        """Not this person's to see, or another unit's."""
        if self.reach is not None and project.pk not in self.reach:
            return True
        return self.within is not None and project.unit_id not in {None, *self.within}


def city(*, by: Actor, on: date, unit: int | None) -> City:
    """Everything that rows are matched with: a fixed number of queries."""
    return City(
        known={one.pk: one for one in map(_known, projects.marks(on))},
        reach=_reach(by, on),
        units=identity.units_named(on),
        within=None if unit is None else _below(unit, on),
    )


def _reach(by: Actor, on: date) -> Collection[int] | None:
    if by.kind != "person":
        return None
    viewer = identity.person(by)
    if viewer and identity.scope_of(viewer, on).everything:
        return None
    return set(projects.within_reach(by, on).values_list("pk", flat=True))


def _below(unit: int, on: date) -> set[int]:
    """A unit and all that stand below it."""
    lower: dict[int, list[int]] = {}
    for child, parent in identity.parents(on).items():
        lower.setdefault(parent, []).append(child)
    found, waiting = {unit}, [unit]
    while waiting:
        new = [one for one in lower.get(waiting.pop(), ()) if one not in found]
        found.update(new)
        waiting += new
    return found


def _known(mark: projects.Mark) -> Known:
    return Known(
        pk=mark.pk,
        number=mark.number,
        name=mark.name,
        name_key=mark.name_key,
        owner=mark.owner_name,
        unit_id=mark.responsible_unit_id,
        sector=mark.sector,
        codes=frozenset(mark.codes),
        is_living=mark.is_living,
    )


def known_as(project: "Project") -> Known:
    """A project just entered."""
    return Known(
        pk=project.pk,
        number=project.number,
        name=project.name,
        name_key=project.name_key,
        owner=project.owner_name,
        unit_id=project.responsible_unit_id,
        sector=project.sector,
    )


def find(
    rows: Sequence[LedgerRow],
    *,
    kind: str,
    city: City,
    unit: int | None,
    chosen: Mapping[str, int | None],
) -> list[Judged]:
    """Each row with the project it means, or with the reason why none can be told."""
    judged = [_judged(row, city, unit) for row in rows]
    matcher = Matcher(city.known.values(), [one.wanted for one in judged])
    matches = [_chosen(one, city, chosen) or matcher.match(one.wanted) for one in judged]
    for one, match in zip(judged, matches, strict=True):
        one.project = match.project
        if match.fault:
            _blame(one, match.fault)
        elif _is_anothers(one, city):
            one.standing = Standing.FOREIGN
            one.blame("row_foreign", name=one.row.name)
    for later, first in doubled(matches).items():
        judged[later].blame(
            "project_twice", name=judged[later].row.name, first=judged[first].cell("name")
        )
    _tell_repeats(judged)
    _tell_near(judged, matches, kind=kind, city=city, chosen=chosen)
    return judged


def place(row: LedgerRow) -> str:
    """A row's place, by which a person's choice for it is remembered."""
    return f"{row.sheet}!{row.line}"


def _judged(row: LedgerRow, city: City, unit: int | None) -> Judged:
    named = city.units.get(row.unit)
    wanted = Wanted(
        number=row.number,
        codes=row.codes,
        name_key=row.name_key,
        owner=row.owner,
        unit_id=named if row.unit else unit,
        sector=row.sector,
    )
    one = Judged(row, wanted, faults=list(row.faults), doubts=list(row.doubts))
    if one.faults:
        one.standing = Standing.FAULTY
    return one


def _chosen(one: Judged, city: City, chosen: Mapping[str, int | None]) -> Match | None:
    """What a person said of a row that comes near to several projects."""
    if place(one.row) not in chosen:
        return None
    pk = chosen[place(one.row)]
    return Match(city.known.get(pk) if pk else None)


def _blame(one: Judged, code: str) -> None:
    if code == "name_ambiguous":
        one.blame(code, name=one.row.name)
    elif code == "number_wrong":
        one.blame(code, "number", text=one.row.number)
    else:
        one.blame(code, "codes", text="、".join(one.row.codes))


def _is_anothers(one: Judged, city: City) -> bool:
    if one.project is not None:
        return city.is_foreign(one.project)
    unit = one.wanted.unit_id
    return city.within is not None and unit is not None and unit not in city.within


def _tell_repeats(judged: Sequence[Judged]) -> None:
    """Names that stand twice: faults where nothing tells the rows apart, else doubts."""
    for repeat in repeats([one.wanted for one in judged]):
        later, first = judged[repeat.later], judged[repeat.first].cell("name")
        if repeat.same and not any(fault.code == "project_twice" for fault in later.faults):
            later.blame("name_repeated", name=later.row.name, first=first)
        elif not repeat.same:
            later.doubt("name_shared", name=later.row.name, first=first)


def _tell_near(
    judged: Sequence[Judged],
    matches: Sequence[Match],
    *,
    kind: str,
    city: City,
    chosen: Mapping[str, int | None],
) -> None:
    """Rows that mean no known project, with those they may mean: a person says, or they are new."""
    taken = {match.project.pk for match in matches if match.project}
    left = [
        (one, match.like)
        for one, match in zip(judged, matches, strict=True)
        if match.project is None and not match.fault and one.standing is not Standing.FOREIGN
    ]
    if kind != FILING:  # said to be new
        left = [(one, like) for one, like in left if place(one.row) not in chosen]
    if not left:
        return
    living = [one for one in city.known.values() if one.is_living and not city.is_foreign(one)]
    free = Names(one for one in living if one.pk not in taken)
    unknown = []
    for one, like in left:
        one.near = free.near(one.wanted, like)
        if one.near:
            one.blame("name_near", name=one.row.name, near=_names(one.near))
            one.standing = Standing.NEAR
        elif kind == FILING:
            unknown.append(one)
    if unknown:
        _tell_unknown(unknown, Names(living))


def _tell_unknown(unknown: Sequence[Judged], names: Names) -> None:
    """Rows that mean no project, the first of them with what was perhaps meant."""
    for told, one in enumerate(unknown):
        near = names.near(one.wanted, at_least=LOOSELY) if told < _TOLD else ()
        one.blame("project_unknown", name=one.row.name, near=_names(near) or "—")


def _names(near: Sequence[Near]) -> str:
    return "、".join(one.project.name for one in near)
