"""What to ask a person about a layout, with the likeliest answers first."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from .cells import amount, is_blank, shown
from .grids import Grid
from .headings import Column, Head, Unknown, across_key
from .matching import Lexicon
from .questions import Question, about, layout_key
from .tables import Table

_COMPARED = 12  # headings of a column
_SHOWN = 3  # values of a column
_NEAR = 0.35  # similarity from which a guess is worth showing
_GUESSES = 4
_MOST_ASKED = 60  # columns of a sheet
_PLAUSIBLE = (("万元", 4), ("亿元", 8), ("元", 0))
_USUAL = range(6, 11)  # powers of ten of a project's yuan
_SHARED = 0.5  # of the smaller sheet's projects: the same list twice


def fingerprint(heads: Iterable[Head]) -> str:
    """The layout's name: the same for every month, year and number of month columns."""
    sheets = {"\n".join(sorted({layout_key(about(path)) for path in head.paths})) for head in heads}
    return hashlib.sha256("\n\n".join(sorted(sheets)).encode()).hexdigest()


def of_head(grid: Grid, head: Head, lexicon: Lexicon) -> Iterator[Question]:
    """The columns nobody knows, doubled ones, amounts without a unit, another money.

    Headings that differ only by their month are asked about once.
    """
    asked: set[tuple[str, str]] = set()
    for question in _of_head(grid, head, lexicon):
        same = question.kind, layout_key(question.about)
        if same not in asked:
            asked.add(same)
            yield question


def _of_head(grid: Grid, head: Head, lexicon: Lexicon) -> Iterator[Question]:
    yield from _unknown(grid, head, lexicon)
    yield from _of_steps(grid, head, lexicon)
    for column in head.doubled:
        sample = _sample(grid, head, column.place)
        yield Question("column", column.cell, about(column.path), ("",), sample)
    headings = {heading.cell: heading for heading in head.headings}
    without = [headings[f.cell] for f in head.faults if f.code == "unit_missing"]
    for heading in without:
        sample = _sample(grid, head, heading.place)
        yield Question("unit", heading.cell, about(heading.path), _units(sample), sample)
    foreign = [headings[f.cell] for f in head.faults if f.code == "currency_foreign"]
    if foreign:
        codes = tuple(dict.fromkeys(heading.currency for heading in foreign))
        sample = _sample(grid, head, foreign[0].place)
        yield Question("currency", foreign[0].cell, grid.sheet, codes, sample)


def _of_steps(grid: Grid, head: Head, lexicon: Lexicon) -> Iterator[Question]:
    """The steps that nodes are put to, each node once, until a person has said so."""
    asked = set()
    for heading in head.headings:
        name = next((part for part in heading.path if lexicon.node(part)), "")
        if heading.column.step and name not in asked and lexicon.told.step_of((name,)) is None:
            asked.add(name)
            sample, guess = _sample(grid, head, heading.place), (heading.column.step,)
            yield Question("step", heading.cell, about((name,)), guess, sample, blocking=False)


def _unknown(grid: Grid, head: Head, lexicon: Lexicon) -> Iterator[Question]:
    """Without an answer nothing is lost, unless a column is missing that must be there."""
    found = {heading.column.key for heading in head.headings}
    missing = any(c.required and c.key not in found for c in lexicon.form.columns)
    free = [c for c in lexicon.form.columns if c.key not in found or c.across]
    for unknown in head.unknown[:_MOST_ASKED]:
        if sample := _sample(grid, head, unknown.place):
            near = guesses(unknown, free)
            yield Question("column", unknown.cell, about(unknown.path), near, sample, missing)


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
        (max(likeness(h, a) for h in headings for a in _some(column.aliases)), column.key)
        for column in columns
    )
    near = sorted(((s, key) for s, key in scored if s >= _NEAR), key=lambda pair: -pair[0])
    return tuple(key for _, key in near[:_GUESSES])


@lru_cache(1_000)
def _some(aliases: tuple[str, ...]) -> tuple[str, ...]:
    """A dozen of a column's headings, from all its spellings: comparing them is slow."""
    return tuple(across_key(alias) for alias in aliases[:: len(aliases) // _COMPARED + 1])


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
