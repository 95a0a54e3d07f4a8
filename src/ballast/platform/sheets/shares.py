"""What a column tells only as a whole: percentages with or without their sign, days and months.

And what a row declares of itself: a percentage of two amounts, a month that is the sum of its 旬.
"""

from collections.abc import Iterator
from decimal import Decimal

from . import dekads
from .body import Body
from .dates import Dated, dated
from .faults import Fault
from .headings import Heading, Kind
from .tables import Row
from .values import in_points

_EXACT_TO = Decimal("0.0051")  # a percentage printed without decimals


def settle(body: Body) -> None:
    """Bring bare percentages to shares, and 4/5/2023 to the order the column has elsewhere."""
    for heading in body.head.headings:
        if heading.column.kind is Kind.PERCENT:
            _settle_shares(body, heading)
    _settle_days(body)


def _settle_shares(body: Body, heading: Heading) -> None:
    """A bare 35 under % is 35 %, and 0.35 stored by Excel as a percentage is too."""
    name, bare = heading.key, body.cells.bare_shares
    rows = [row for row in body.rows if name in row.values and row.cells[name] in bare]
    numbers = [number for row in rows if (number := row.money(name)) is not None]
    of = _amounts(body, heading)
    fits = [fit for row in rows if of and (fit := _fits(row, name, of)) is not None]
    if not fits and not in_points(numbers):
        return
    if fits and sum(fits) * 2 <= len(fits) and not in_points(numbers):
        return
    for row, number in zip(rows, numbers, strict=True):
        row.values[name] = number / 100  # type: ignore[index]


def _amounts(body: Body, heading: Heading) -> tuple[str, str] | None:
    """The two amounts a percentage is of; of a column that stands per month, the latest."""
    keys = []
    for name in heading.column.share_of or ():
        of = [h for h in body.head.headings if h.column.key == name and h.dekad is None]
        if not of:
            return None
        keys.append(max(of, key=lambda h: (h.month in (None, heading.month), h.month or 0)).key)
    return (keys[0], keys[1]) if keys else None


def _fits(row: Row, name: str, of: tuple[str, str]) -> bool | None:
    """Whether a bare percentage is counted in points, by the amounts it is of."""
    declared, part, whole = row.money(name), row.money(of[0]), row.money(of[1])
    if not declared or not part or not whole:
        return None
    return abs(declared / 100 - part / whole) < abs(declared - part / whole)


def _settle_days(body: Body) -> None:
    for heading in body.head.headings:
        unsure = {
            c: text for c, (name, text) in body.cells.either_way.items() if name == heading.key
        }
        if not unsure:
            continue
        orders = {
            order
            for row in body.rows
            if isinstance(value := row.values.get(heading.key), Dated)
            if (order := _order(value.text)) is not None
        }
        for row in body.rows:
            cell = row.cells.get(heading.key, "")
            if cell not in unsure:
                continue
            if len(orders) == 1:
                day_first = next(iter(orders))
                row.values[heading.key] = dated(unsure[cell], day_first=day_first).dated  # type: ignore[index]
            else:
                where = row.line - 1, heading.place
                body.cells.doubt("date_day_or_month", where, text=unsure[cell])


def _order(text: str) -> bool | None:
    """Whether a written date surely has its day first, or surely its month."""
    parts = text.replace(".", "/").split("/")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or len(parts[2]) != 4:
        return None
    if int(parts[0]) > 12:
        return True
    return False if int(parts[1]) > 12 else None


def check(body: Body) -> Iterator[Fault]:
    """What does not add up in a row; with ``because`` where a faulty cell is the only reason."""
    shares = [(h, of) for h in body.head.headings if (of := _amounts(body, h))]
    months = [h for h in body.head.headings if h.month and h.dekad is None]
    parts = {h.key for h in body.head.headings if h.dekad}
    sums = [h.key for h in months if {f"{h.key}.{d}" for d in dekads.DEKADS} <= parts]
    if not shares and not sums:
        return
    for row in body.rows:
        for heading, of in shares:
            yield from _share(body, row, heading, of)
        for name in sums:
            if not dekads.runs_on(row, name.partition("@")[0]):
                yield from _month(body, row, name)


def _share(body: Body, row: Row, heading: Heading, of: tuple[str, str]) -> Iterator[Fault]:
    declared = row.money(heading.key)
    if declared is None:
        return
    cell, (part, whole) = row.cells[heading.key], (row.money(name) for name in of)
    if because := _spoilt(body, row, of):
        yield Fault("share_follows", cell, {"because": because})
    elif part is not None and whole and abs(declared - part / whole) > _EXACT_TO:
        found = (part / whole * 100).quantize(Decimal("0.1"))
        params = {"declared": (declared * 100).normalize(), "found": found}
        yield Fault("share_differs", cell, params)


def _month(body: Body, row: Row, name: str) -> Iterator[Fault]:
    declared, found = row.money(name), dekads.total(row, name)
    if declared is None:
        return
    if because := _spoilt(body, row, [f"{name}.{dekad}" for dekad in dekads.DEKADS]):
        yield Fault("dekads_follow", row.cells[name], {"because": because})
    elif found is not None and found != declared:
        yield Fault("dekads_differ", row.cells[name], {"declared": declared, "found": found})


def _spoilt(body: Body, row: Row, names: tuple[str, ...] | list[str]) -> str:
    return next(filter(None, (body.found.spoilt.get((row.line, n)) for n in names)), "")
