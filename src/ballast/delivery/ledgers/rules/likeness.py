"""Projects whose names come near to one that nobody knows, without comparing it with all."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ballast.projects.rules import bigrams

from .matching import Known, Wanted

# How much of two names' pairs of signs must be the same (Dice), by what their owners say.
_SAME_OWNER, _UNSAID, _OTHER_OWNER = 0.6, 0.75, 0.9
LOOSELY = 0.3  # enough to be told beside "unknown", too little to be asked
MOST = 5  # offered for one row
_FREQUENT = 500  # names; a pair of signs in more of them (项目, 工程) tells nothing

_FIGURES = re.compile(
    r"\d+|(?<=第)[一二三四五六七八九十]+|[一二三四五六七八九十]+(?=[期号段标批区座])"
    r"|[a-z]+(?=[区段标座])"
)


@dataclass(frozen=True, slots=True)
class Near:
    """A project that a row may mean, and how like the names are, from 0 to 1."""

    project: Known
    likeness: float


class Names:
    """The names of projects, by their pairs of signs."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = list(known)
        self._place = {one.pk: place for place, one in enumerate(self._known)}
        self._pairs = [bigrams(one.name_key) for one in self._known]
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, pairs in enumerate(self._pairs):
            for pair in pairs:
                places[pair].append(place)
        self._places = {pair: its for pair, its in places.items() if len(its) <= _FREQUENT}

    def near(self, row: Wanted, like: Known | None = None, *, at_least: float = 0.0) -> list[Near]:
        """The most like first; ``at_least`` instead of what their owners would have it be.

        ``like`` is one of the same name, which comes near whatever its owner.
        """
        pairs = bigrams(row.name_key)
        shared: Counter[int] = Counter()
        for pair in pairs:
            shared.update(self._places.get(pair, ()))
        if like and like.pk in self._place:
            shared[self._place[like.pk]] += len(pairs)
        found = []
        for place, _ in shared.most_common(10 * MOST):
            other = self._known[place]
            alike = 2 * len(pairs & self._pairs[place]) / (len(pairs) + len(self._pairs[place]))
            wanted = 0.0 if other == like else at_least or _wanted(row, other)
            if alike >= wanted and not _numbered_apart(row, other):
                found.append(Near(other, round(alike, 2)))
        found.sort(key=lambda one: (-one.likeness, one.project.number))
        return found[:MOST]


def nearest(offered: Mapping[int, Sequence[tuple[int, float]]]) -> dict[int, int]:
    """Rows with the project that comes nearest, each project for the row that is most like it.

    ``offered`` are projects with their likeness, the nearest first, by the row's id.
    """
    first = [(its[0][1], row, its[0][0]) for row, its in offered.items() if its]
    found: dict[int, int] = {}
    for _likeness, row, project in sorted(first, key=lambda one: (-one[0], one[1])):
        found.setdefault(project, row)
    return {row: project for project, row in found.items()}


def _wanted(row: Wanted, other: Known) -> float:
    if not row.owner or not other.owner:
        return _UNSAID
    return _SAME_OWNER if row.owner == other.owner else _OTHER_OWNER


def _numbered_apart(row: Wanted, other: Known) -> bool:
    """Names that differ in a figure, a phase or a section are two projects."""
    ours, theirs = _figures(row.name_key), _figures(other.name_key)
    return bool(ours and theirs and ours != theirs)


def _figures(key: str) -> Sequence[str]:
    return _FIGURES.findall(key)
