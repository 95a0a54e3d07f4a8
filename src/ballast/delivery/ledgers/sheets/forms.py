"""The columns that ledgers are read for."""

from dataclasses import replace
from functools import cache

from ballast.platform.sheets.reading import Column, Form

from .columns import Described, table


@cache
def form(kind: str, year: int | None) -> Form:
    """All columns of the field: a workbook with plan and month columns is read whole.

    ``kind`` tells what a bare month is: the year's split in a plan, what was completed in a
    filing. A column that names another year than ``year`` is not taken.
    """
    known = table()
    return Form(
        tuple(_column(one, kind) for one in known.columns.values()),
        year,
        nodes=tuple(known.nodes.values()),
        aspects=known.aspects,
    )


def _column(one: Described, kind: str) -> Column:
    more = one.alone_in.get(kind, ())
    return replace(one.column, aliases=one.column.aliases + more) if more else one.column
