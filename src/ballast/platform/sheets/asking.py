"""What to ask a person about a layout, with the likeliest answers first."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from .cells import amount, is_blank, shown
from .grids import Grid
from .headings import Column, Head, Kind, Unknown, across_key
from .matching import Lexicon
from .questions import Question, about, layout_key
from .tables import Table

_SHOWN = 3  # values of a column
_NEAR = 0.45  # similarity from which a guess is worth showing
_GUESSES = 4
_PLAUSIBLE = (("万元", 4), ("亿元", 8), ("元", 0))
_USUAL = range(6, 11)  # powers of ten of a project's yuan
_SHARED = 0.5  # of the smaller sheet's projects: the same list twice


def fingerprint(heads: Iterable[Head]) -> str:
    """The layout's name: the same for every month, year and number of month columns."""
    sheets = {"\n".join(sorted({layout_key(about(path)) for path in head.paths})) for head in heads}
    return hashlib.sha256("\n\n".join(sorted(sheets)).encode()).hexdigest()


def of_head(grid: Grid, head: Head, lexicon: Lexicon) -> Iterator[Question]:
    """The columns nobody knows, doubled ones, amounts without a unit, another money."""
    found = {heading.column.key for heading in head.headings}
    missing = {c.key for c in lexicon.form.columns if c.required and c.key not in found}
    free = [column for column in lexicon.form.columns if column.key not in found]
    for unknown in head.unknown:
        sample = _sample(grid, head, unknown.place)
        if sample:
            yield Question(
                "column",
                unknown.cell,
                about(unknown.path),
                guesses(unknown, free),
                sample,
                blocking=bool(missing),
            )
    paths = {heading.cell: heading for heading in head.headings}
    for fault in head.faults:
        if fault.code == "column_twice":
            yield from _doubled(grid, head, fault.cell)
        elif fault.code == "unit_missing":
            place = paths[fault.cell].place
            sample = _sample(grid, head, place)
            yield Question(
                "unit", fault.cell, about(paths[fault.cell].path), _units(sample), sample
            )
    foreign = [fault for fault in head.faults if fault.code == "currency_foreign"]
    if foreign:
        place = paths[foreign[0].cell].place
        codes = tuple(dict.fromkeys(str(fault.params["currency"]) for fault in foreign))
        sample = _sample(grid, head, place)
        yield Question("currency", foreign[0].cell, grid.sheet, codes, sample)


def _doubled(grid: Grid, head: Head, cell: str) -> Iterator[Question]:
    """Two columns under one heading: which one it is."""
    for unknown in head.doubled:
        if unknown.cell == cell:
            sample = _sample(grid, head, unknown.place)
            yield Question("column", cell, about(unknown.path), ("",), sample)


def of_sheets(tables: Sequence[Table], taken: Mapping[str, bool]) -> Iterator[Question]:
    """Sheets that list the same projects: which of them counts."""
    names = [
        (table, {row.text("name") for row in table.rows})
        for table in tables
        if table.sheet not in taken
    ]
    for place, (table, own) in enumerate(names):
        twins = [
            other.sheet
            for other, others in names[:place]
            if other.sheet != table.sheet
            and own
            and len(own & others) > _SHARED * min(len(own), len(others))
        ]
        if twins:
            guesses = (*dict.fromkeys(twins), table.sheet)
            yield Question("sheet", table.headings[0].cell, table.sheet, guesses)


def guesses(unknown: Unknown, columns: Iterable[Column]) -> tuple[str, ...]:
    """The columns whose names come nearest, the nearest first."""
    headings = [across_key("".join(unknown.path)), across_key(unknown.path[-1])]
    scored = (
        (max(likeness(h, across_key(a)) for h in headings for a in column.aliases), column.key)
        for column in columns
    )
    near = sorted(((s, key) for s, key in scored if s >= _NEAR), key=lambda pair: -pair[0])
    return tuple(key for _, key in near[:_GUESSES])


def likeness(one: str, other: str) -> float:
    """How alike two headings are, from 0 to 1: the pairs of signs they share, and the signs."""
    if not one or not other:
        return 0.0
    pairs = _shared(_pairs(one), _pairs(other))
    return max(pairs, 0.8 * _shared(set(one), set(other)))


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)} or {text}


def _shared(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _sample(grid: Grid, head: Head, place: int) -> tuple[str, ...]:
    sample: list[str] = []
    for line in range(head.bottom + 1, len(grid.rows)):
        value = grid.value(line, place)
        if not is_blank(value):
            sample.append(shown(value)[:60])
            if len(sample) == _SHOWN:
                break
    return tuple(sample)


def _units(sample: Sequence[str]) -> tuple[str, ...]:
    """The units, first those in which these amounts are a project's."""
    return tuple(name for name, tens in sorted(_PLAUSIBLE, key=lambda unit: _strange(sample, unit)))


def _strange(sample: Sequence[str], unit: tuple[str, int]) -> int:
    strange = 0
    for text in sample:
        try:
            number = amount(text)
        except ValueError:
            continue
        if number:
            size = (abs(number) * Decimal(10) ** unit[1]).adjusted()
            strange += size not in _USUAL
    return strange


def is_amount_column(column: Column) -> bool:
    return column.kind is Kind.MONEY
