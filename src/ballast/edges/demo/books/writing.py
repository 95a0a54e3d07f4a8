"""Which unit keeps its ledger in which layout, for good."""

from collections.abc import Callable, Mapping

from . import months, tables
from .lines import Ledger

Layout = Callable[[Ledger], bytes]
_LISTS: tuple[Layout, ...] = (
    tables.completion,
    tables.monthly,
    tables.goals,
    tables.ten_days,
    tables.details,
    months.battle,
)
_COUNTED = (tables.completion, tables.monthly, tables.ten_days, tables.details)
FORMS = 3  # units, those with the fewest projects, that keep a sheet for each


def layouts(sizes: Mapping[str, int]) -> dict[str, Layout]:
    """Each unit's layout by its code, given how many projects it answers for, in order."""
    few = sorted(sizes, key=lambda code: sizes[code])[:FORMS]
    many = [code for code in sizes if code not in few]
    lists = {code: _LISTS[place % len(_LISTS)] for place, code in enumerate(many)}
    return lists | dict.fromkeys(few, months.building)


def counted(layout: Layout) -> bool:
    """Whether its sums say how many projects they are of."""
    return layout in _COUNTED


def by_code(layout: Layout) -> bool:
    """Whether it shows the projects' national codes."""
    return layout is tables.completion
