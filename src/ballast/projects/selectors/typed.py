"""Projects named line by line, by number or whole name, as a column pasted from a table."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ballast.projects.models import Project
from ballast.projects.rules import name_key


@dataclass(frozen=True, slots=True)
class Typed:
    """One line: ``project`` is the one it names; ``code`` says why it names none.

    ``project_unknown``, ``project_ambiguous`` (several bear the name), ``project_twice``.
    """

    line: int
    text: str
    project: Project | None = None
    code: str = ""


def typed(text: str, seen: QuerySet[Project]) -> list[Typed]:
    """What each line names among the projects that a person may see; one query."""
    lines = [(n, one.strip()) for n, one in enumerate(text.splitlines(), 1) if one.strip()]
    known = _known([one for _, one in lines], seen)
    found: list[Typed] = []
    taken: set[int] = set()
    for number, line in lines:
        meant = known.get(line.upper()) or known.get(name_key(line)) or []
        found.append(_line(number, line, meant, taken))
        if len(meant) == 1:
            taken.add(meant[0].pk)
    return found


def _line(number: int, text: str, meant: Sequence[Project], taken: Collection[int]) -> Typed:
    if len(meant) != 1:
        return Typed(number, text, code="project_ambiguous" if meant else "project_unknown")
    if meant[0].pk in taken:
        return Typed(number, text, code="project_twice")
    return Typed(number, text, meant[0])


def _known(texts: Sequence[str], seen: QuerySet[Project]) -> dict[str, list[Project]]:
    """The projects that texts may mean, by number and by key of the name."""
    numbers, keys = [text.upper() for text in texts], list(map(name_key, texts))
    known: dict[str, list[Project]] = {}
    for project in seen.filter(Q(number__in=numbers) | Q(name_key__in=keys)):
        known.setdefault(project.number, []).append(project)
        known.setdefault(project.name_key, []).append(project)
    return known


def numbers_of(ids: Iterable[int]) -> dict[int, str]:
    """The Ballast numbers of projects, in order of the numbers."""
    rows = Project.objects.filter(pk__in=list(ids)).order_by("number")
    return dict(rows.values_list("pk", "number"))
