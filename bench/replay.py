"""Judging a million rows from file to file, and beside a judge written in pandas by hand."""

import random
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl

from ballast.dispatch.alerts.rules import Family, Rulebook, colours, judged, read
from ballast.dispatch.alerts.selectors import shipped
from ballast.kernel.periods import Period
from bench.bars import median_seconds, stopwatch
from bench.pandas_judge import judge

PERIOD = Period.month(2023, 9)
ROWS = 1_000_000


def parquet_1000000() -> float:
    """A million projects' facts from a Parquet file, judged by six families, to another one."""
    with tempfile.TemporaryDirectory() as folder:
        told, lamps = Path(folder) / "facts.parquet", Path(folder) / "lamps.parquet"
        facts(ROWS).write_parquet(told)
        with stopwatch() as watch:
            _judged(pl.scan_parquet(told)).sink_parquet(lamps)
        found = pl.scan_parquet(lamps).select(pl.len(), pl.col("progress_colour").n_unique())
        if found.collect().row(0) != (ROWS, 4):
            raise AssertionError(
                f"a million lamps of four colours were expected: {found.collect()}"
            )
        return watch.seconds


def facts(count: int) -> pl.DataFrame:
    """What the judge looks at, of projects of every kind."""
    any_ = random.Random(1)
    days = [date(2021 + n // 12 % 4, 1 + n % 12, 1 + n % 28) for n in range(480)]
    plain: dict[str, Any] = {
        "number": [f"QX23-{n:07}" for n in range(count)],
        "plan_class": any_.choices(["NEW_START", "CARRY_OVER", "DUE_FINISH"], k=count),
        "state": any_.choices(["ACTIVE", "SUSPENDED"], [20, 1], k=count),
        "is_due": [True] * count,
        "keeps_entry": [True] * count,
        "is_filed": any_.choices([True, False], [50, 1], k=count),
    }
    cents = {
        "total_yuan": any_.choices(range(10**8, 10**12, 10**8 + 1), k=count),
        "planned_yuan": any_.choices(range(10**8, 10**11, 10**7 + 1), k=count),
        "completed_yuan": any_.choices(range(0, 10**11, 10**7 + 3), k=count),
    }
    marks = [f"{mark}_on" for mark in ("started", "finished", "commissioned", "entered")]
    marks += [f"planned_{mark}_on" for mark in ("start", "finish", "commission")]
    dated = {name: any_.choices([None, *days], k=count) for name in marks}
    flags = {f"is_exempt_{family}": [False] * count for family in Family}
    runs = {f"running_{family}": any_.choices(range(4), k=count) for family in Family}
    amounts = pl.DataFrame(cents).select(
        (pl.all().cast(pl.Decimal(18, 0)) / 100).cast(pl.Decimal(18, 2))
    )
    return pl.DataFrame(plain | dated | flags | runs).hstack(amounts)


def _rows(told: pl.LazyFrame) -> pl.LazyFrame:
    """The row that decided, for each family."""
    book = _book()
    return judged(nw.from_native(told), book, PERIOD).select("number", *book.rules).to_native()


def _judged(told: pl.LazyFrame) -> pl.LazyFrame:
    """The same, and its colour."""
    book = _book()
    colour_of = colours(book)
    shown = [
        nw.col(family)
        .replace_strict(_codes(colour_of, family), return_dtype=nw.String)
        .alias(f"{family}_colour")
        for family in book.rules
    ]
    return nw.from_native(_rows(told)).with_columns(*shown).to_native()


def _codes(colour_of: Mapping[tuple[Family, str], Any], family: Family) -> dict[str, str]:
    return {code: str(colour) for (of, code), colour in colour_of.items() if of == family}


def _book() -> Rulebook:
    return read(shipped("default"))


def judge_to_pandas() -> float:
    """How long the judge takes for a million rows in memory, over a judge written in pandas."""
    told = facts(ROWS)
    plain = pd.DataFrame({name: _plain(told[name]) for name in told.columns})
    ours = _rows(told.lazy()).collect()
    theirs = judge(plain, PERIOD)
    for family in _book().rules:
        if ours[family].to_list() != theirs[family].to_list():
            raise AssertionError(f"the two judges differ on {family}")
    own = median_seconds(lambda: _rows(told.lazy()).collect(), 3)
    return own / median_seconds(lambda: judge(plain, PERIOD), 3)


def _plain(column: pl.Series) -> Any:
    """As pandas holds it: amounts in cents, days as moments, texts as objects."""
    if column.dtype == pl.Decimal(18, 2):
        return (column * 100).cast(pl.Int64).to_numpy()
    if column.dtype == pl.Date:
        return column.cast(pl.Datetime("ns")).to_numpy()
    return column.to_list() if column.dtype == pl.String else column.to_numpy()
