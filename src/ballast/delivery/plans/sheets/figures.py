"""Outside figures as a workbook: handed out, filled in, and read again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from ballast.delivery.plans.messages import SERIES_NAMES
from ballast.delivery.plans.models import OutsideFigure
from ballast.delivery.plans.rules import Series
from ballast.kernel.periods import NotAPeriod, Period, parse
from ballast.platform.sheets.reading import Fault, Grid, amount, open_workbook, plain
from ballast.platform.sheets.writing import COUNT, DAY, Column, Value, workbook

LANGUAGES = ("zh-hans", "en")
_MOST_RANKED = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One published figure as a row says it."""

    series: Series
    area: str
    period: Period
    value: Decimal
    measure: str
    rank: int | None
    source: str
    published_on: date


@dataclass(frozen=True, slots=True)
class FiguresRead:
    """The rows that can be taken, and every fault by its cell."""

    figures: Sequence[Figure]
    faults: Sequence[Fault]


def _heads() -> dict[str, str]:
    return {
        "series": _("Series"),
        "area": _("Area"),
        "period": _("Period"),
        "value": _("Value"),
        "measure": _("Unit of measure"),
        "rank": _("Rank"),
        "source": _("Source"),
        "published_on": _("Published on"),
    }


def figure_list(title: str, rows: Iterable[OutsideFigure]) -> bytes:
    """The figures under the heads that ``read_figures`` knows."""
    shown = {"value": "0.####", "rank": COUNT, "published_on": DAY}
    columns = [
        Column(head, shown.get(name, "@"), 40 if name == "source" else 18)
        for name, head in _heads().items()
    ]
    values: Iterator[Sequence[Value]] = (
        [
            str(SERIES_NAMES[row.series]),
            row.area,
            row.period,
            row.value,
            row.measure,
            row.rank,
            row.source,
            row.published_on,
        ]
        for row in rows
    )
    return workbook(title, "", columns, values)


def read_figures(content: bytes) -> FiguresRead:
    """What the first sheet says, in either language. Raises ``WorkbookRefused``."""
    grid = open_workbook(content).grids[0]
    series = _in_either_language(lambda: {code: str(name) for code, name in SERIES_NAMES.items()})
    top, places = _head(grid)
    if not places:
        return FiguresRead([], [Fault("figure_head_missing", grid.ref(0, 0))])
    figures, faults = [], []
    for line in range(top + 1, len(grid.rows)):
        said = {name: grid.value(line, at) for name, at in places.items()}
        if not any(plain(value) for value in said.values()):
            continue
        read, wrong = _row(said, series)
        faults += [Fault(code, grid.ref(line, places.get(name, 0))) for name, code in wrong]
        if not wrong:
            figures.append(Figure(**read))
    return FiguresRead(figures, faults)


def _head(grid: Grid) -> tuple[int, dict[str, int]]:
    """The row of the heads, and the place of each column; no column where there is none."""
    known = _in_either_language(_heads)
    for top, cells in enumerate(grid.rows):
        places = {known[plain(cell)]: at for at, cell in enumerate(cells) if plain(cell) in known}
        if places.keys() >= {"series", "period", "value"}:
            return top, places
    return 0, {}


def kept(figures: Iterable[Figure]) -> list[list[Any]]:
    """The rows as plain texts, to be confirmed later."""
    return [
        [
            row.series.value,
            row.area,
            row.period.code,
            str(row.value),
            row.measure,
            row.rank,
            row.source,
            row.published_on.isoformat(),
        ]
        for row in figures
    ]


def unkept(rows: Iterable[Sequence[Any]]) -> list[Figure]:
    """The rows again."""
    return [
        Figure(
            series=Series(series),
            area=area,
            period=Period.from_code(period),
            value=Decimal(value),
            measure=measure,
            rank=rank,
            source=source,
            published_on=date.fromisoformat(published_on),
        )
        for series, area, period, value, measure, rank, source, published_on in rows
    ]


def _in_either_language(named: Any) -> dict[str, str]:
    """Name → code, as each language of the house writes it."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {plain(name): code for code, name in named().items()}
    return found


def _row(
    said: Mapping[str, object], series: Mapping[str, str]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """A row's answers, and the columns that cannot be taken with their faults' codes."""
    read: dict[str, Any] = {
        "series": series.get(plain(said.get("series"))),
        "area": plain(said.get("area"))[:60],
        "period": _period(said.get("period")),
        "value": _number(said.get("value")),
        "measure": plain(said.get("measure"))[:16],
        "rank": _number(said.get("rank")),
        "source": plain(said.get("source"))[:200],
        "published_on": _day(said.get("published_on")),
    }
    wrong = [(name, f"figure_{name}") for name, value in read.items() if value in (None, "")]
    rank = read["rank"]
    if rank is None and not plain(said.get("rank")):
        wrong.remove(("rank", "figure_rank"))
    elif rank is not None and not (rank == int(rank) and 1 <= rank <= _MOST_RANKED):
        wrong.append(("rank", "figure_rank"))
    if not wrong:
        read["series"] = Series(read["series"])
        read["rank"] = None if rank is None else int(rank)
    return read, wrong


def _period(value: object) -> Period | None:
    try:
        return parse(plain(value))
    except NotAPeriod:
        return None


def _number(value: object) -> Decimal | None:
    try:
        return amount(value)
    except ValueError:
        return None


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(plain(value))
    except ValueError:
        return None
