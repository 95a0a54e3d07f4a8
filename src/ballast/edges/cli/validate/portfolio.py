"""The releases of another country's portfolio, through answers that were remembered."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from ballast.delivery.ledgers import sheets
from ballast.delivery.ledgers.rules import PLAN
from ballast.platform.sheets.reading import (
    Kind,
    Reading,
    Told,
    open_workbook,
    read,
)

from .results import Result

_AMOUNTS = ("planned", "forecast_year", "total_investment")
_MILLION = 1_000_000

with Path(__file__).with_name("answers.toml").open("rb") as _file:
    ANSWERS: Mapping[str, Any] = tomllib.load(_file)

RELEASES: tuple[Mapping[str, Any], ...] = tuple(ANSWERS["release"])


def release(path: Path, about: Mapping[str, Any]) -> Result:
    """Rows, readable amounts and what they make; every cell that cannot be read is a fault."""
    reading = _through_answers(path.read_bytes(), about)
    columns = dict(_amounts(reading))
    rows = sum(len(table.rows) for table in reading.tables)
    words = [fault for fault in reading.faults if fault.code == "amount_not_number"]
    bytes_ = [dict(f.params) for f in reading.faults if f.code == "byte_undecodable"]
    unreadable = [about["undecodable"]] if "undecodable" in about else []
    expected = {name: (about[name][0], Decimal(about[name][1]) * _MILLION) for name in _AMOUNTS}
    figures = ", ".join(f"{columns[n][0]}/{expected[n][0]} {n}" for n in _AMOUNTS)
    return Result(
        f"{rows}/{about['rows']} rows, {figures}, {len(words)}/{about['words']} not amounts,"
        f" {len(bytes_)}/{len(unreadable)} bytes not {about.get('encoding', 'utf-8')}",
        holds=rows == about["rows"]
        and columns == expected
        and len(words) == about["words"]
        and bytes_ == unreadable
        and len(reading.faults) == len(words) + len(bytes_)
        and not any(question.blocking for question in reading.questions),
        faults=reading.faults,
    )


def _through_answers(content: bytes, about: Mapping[str, Any]) -> Reading:
    """Read once to be asked, and again with the answers."""
    told = Told(
        currency=ANSWERS["currency"],
        units={"": ANSWERS["unit"]},
        encoding=about.get("encoding", ""),
        transposed=about.get("transposed", False),
    )
    book = open_workbook(content, encoding=told.encoding)
    form = sheets.form(PLAN, None)
    first = read(book, form, told)
    asked = [question.about for question in first.questions if question.kind == "column"]
    asked += ["Department"]  # which we would have taken for another column
    return read(book, form, Told(**{**told.dump(), "columns": dict(_answered(asked))}))


def _answered(asked: list[str]) -> Iterator[tuple[str, str]]:
    for heading in asked:
        found = (
            k for start, k in ANSWERS["columns"].items() if f"{heading} ".startswith(f"{start} ")
        )
        yield heading, next(found, "")


def _amounts(reading: Reading) -> Iterator[tuple[str, tuple[int, Decimal]]]:
    """By column how many amounts were read, and what they make."""
    keys = {
        heading.key
        for table in reading.tables
        for heading in table.headings
        if heading.column.kind is Kind.MONEY
    }
    for name in {*keys, *_AMOUNTS}:
        read_ = [row.money(name) for table in reading.tables for row in table.rows]
        known = [amount for amount in read_ if amount is not None]
        if name in _AMOUNTS:
            yield name, (len(known), sum(known, Decimal(0)))
