"""Which lines of a list are parts of another line, and so are not counted a second time."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from ballast.oversight.reporting.rules import Figures, together
from ballast.projects import selectors as projects
from ballast.projects.rules import Kinship

from .lines import Choice, Lines, Seen, chosen
from .overview import Statement, figures


@lru_cache(maxsize=512)
def _parts(seen: Seen, choice: Choice) -> Statement:
    """The query for the parts among the lines: id, whole, kinship."""
    parts = projects.parts_of(chosen(seen.lines, choice))
    sql, params = parts.values_list("pk", "parent_id", "kinship").query.sql_with_params()
    return sql, tuple(params)


@dataclass(frozen=True, slots=True)
class Kin:
    """``inside``: the lines whose whole is a line as well, with their sums.

    ``further``: how many works a split count has beyond the listed projects.
    """

    inside: Figures
    further: int


def kin(seen: Seen, choice: Choice) -> Kin:
    """The kin among the lines asked for, as ``plans.selectors.totals`` counts a plan."""
    period = seen.period
    with connection.cursor() as cursor:
        cursor.execute(*_parts(seen, choice))
        parts = cursor.fetchall()
    if not parts:
        return Kin(together([], period.time_progress), 0)
    among = chosen(seen.lines, choice).filter(pk__in=[pk for pk, _, _ in parts])
    within = set(among.order_by().values_list("pk", flat=True))
    works = Counter(
        whole
        for _, whole, kinship in parts
        if kinship == Kinship.BUNDLE.value and whole not in within
    )
    return Kin(
        together(figures(among, period).values(), period.time_progress),
        sum(works.values()) - len(works),
    )


def inside(listed: Lines) -> set[int]:
    """The lines whose whole is a line as well."""
    parts = list(projects.parts_of(listed).values_list("pk", flat=True))
    if not parts:
        return set()
    return set(listed.filter(pk__in=parts).order_by().values_list("pk", flat=True))
