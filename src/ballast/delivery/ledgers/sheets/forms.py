"""The columns that ledgers are read for."""

from functools import cache

from ballast.platform.sheets.reading import Form

from .columns import table


@cache
def form(kind: str, year: int | None) -> Form:  # noqa: ARG001
    """All columns of the field: a workbook with plan and month columns is read whole.

    ``year`` is the plan's or the period's: a column that names another is not taken.
    """
    known = table()
    return Form(
        tuple(one.column for one in known.columns.values()),
        year,
        nodes=tuple(one.column for one in known.nodes.values()),
        aspects=known.aspects,
    )
