"""Which registered project a row means: by number, by national code, else by name and parties."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from ballast.kernel.identifiers import NotABallastNumber, parse_ballast_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A project of the register, as far as rows are told to mean it."""

    pk: int
    number: str
    name: str
    name_key: str
    owner: str = ""
    unit_id: int | None = None
    sector: str = ""
    codes: frozenset[str] = frozenset()
    is_living: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a row says of which project it means; ``unit_id`` None where it names no known unit."""

    number: str = ""
    codes: tuple[str, ...] = ()
    name_key: str
    owner: str = ""
    unit_id: int | None = None
    sector: str = ""

    @property
    def marks(self) -> tuple[str, int | None, str]:
        """What tells it apart from another of its name."""
        return self.owner, self.unit_id, self.sector


@dataclass(frozen=True, slots=True)
class Match:
    """The project that is meant, or none; ``fault`` where the row cannot be told to mean one.

    ``like`` is a project of the same name that may be another one: a person says.
    """

    project: Known | None = None
    fault: str = ""
    like: Known | None = None


class Matcher:
    """The register, to find in it what rows mean."""

    def __init__(self, known: Collection[Known], wanted: Sequence[Wanted]) -> None:
        self._numbered = {one.number: one for one in known}
        self._coded: dict[str, list[Known]] = {}
        self._named: dict[str, list[Known]] = {}
        for one in known:
            self._named.setdefault(one.name_key, []).append(one)
            for code in one.codes:
                self._coded.setdefault(code, []).append(one)
        self._shared = _twice([one.name_key for one in wanted])

    def match(self, row: Wanted) -> Match:
        if row.number:
            return self._by_number(row)
        if coded := self._bearing(row.codes):
            named = [one for one in coded if one.name_key == row.name_key] or coded
            return Match(named[0]) if len(named) == 1 else Match(fault="code_ambiguous")
        return self._by_name(row)

    def _by_number(self, row: Wanted) -> Match:
        try:
            found = self._numbered.get(parse_ballast_number(row.number))
        except NotABallastNumber:
            found = None
        if found is None:
            return Match(fault="number_wrong")
        others = self._bearing(row.codes)
        if others and found not in others:
            return Match(fault="code_of_another")
        return Match(found)

    def _bearing(self, codes: Collection[str]) -> list[Known]:
        found = {one.pk: one for code in codes for one in self._coded.get(code, ())}
        return list(found.values())

    def _by_name(self, row: Wanted) -> Match:
        named = self._named.get(row.name_key, [])
        known = [one for one in named if one.is_living] or named
        is_alone = row.name_key not in self._shared
        if len(known) == 1 and (is_alone or not any(row.marks)):
            other = known[0]
            return Match(like=other) if _is_anothers(row, other) else Match(other)
        for fits in _FITS:
            found = [one for one in known if fits(row, one)]
            if found:
                return Match(found[0]) if len(found) == 1 else Match(fault="name_ambiguous")
        return Match(fault="name_ambiguous") if known and is_alone else Match()


def _twice(names: Sequence[str]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for name in names:
        (twice if name in seen else seen).add(name)
    return twice


def _is_anothers(row: Wanted, known: Known) -> bool:
    """Both the owner and the unit are told, and both are others: perhaps it is another project."""
    owners = row.owner and known.owner and row.owner != known.owner
    units = row.unit_id and known.unit_id and row.unit_id != known.unit_id
    return bool(owners and units)


# From the strictest on; the first that fits any decides.
_FITS: tuple[Callable[[Wanted, Known], bool], ...] = (
    lambda row, one: row.marks == (one.owner, one.unit_id, one.sector),
    lambda row, one: (row.owner, row.sector) == (one.owner, one.sector),
    lambda row, one: bool(row.owner) and row.owner == one.owner,
    lambda row, one: not row.owner and row.unit_id is not None and row.unit_id == one.unit_id,
    lambda row, one: not row.owner and bool(row.sector) and row.sector == one.sector,
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A later row with the name of an earlier one; ``same`` when nothing tells them apart."""

    first: int
    later: int
    same: bool


def repeats(rows: Sequence[Wanted]) -> list[Repeat]:
    """Rows that share a name, and have neither number nor code to be told apart by.

    Another owner, unit or category makes them two projects.
    """
    seen: dict[str, dict[tuple[str, int | None, str], int]] = {}
    found = []
    for place, row in enumerate(rows):
        if row.number or row.codes:
            continue
        earlier = seen.setdefault(row.name_key, {})
        if earlier:
            twin = earlier.get(row.marks)
            first = next(iter(earlier.values())) if twin is None else twin
            found.append(Repeat(first, place, twin is not None))
        earlier.setdefault(row.marks, place)
    return found


def doubled(matches: Sequence[Match]) -> Mapping[int, int]:
    """Rows that mean a project which an earlier row means already: later place → first place."""
    first: dict[int, int] = {}
    found = {}
    for place, match in enumerate(matches):
        if match.project and first.setdefault(match.project.pk, place) != place:
            found[place] = first[match.project.pk]
    return found
