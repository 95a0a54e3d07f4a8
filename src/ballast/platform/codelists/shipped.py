"""The tables that come with the code, as rows to be loaded."""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import chinese_calendar
from chinese_calendar import constants

from .models import BEFORE

DATA = Path(__file__).parent / "data"
CALENDAR = f"chinesecalendar {chinese_calendar.__version__}"
_NAMES_ZH = {holiday.value: holiday.chinese for holiday in constants.Holiday}

Rows = list[dict[str, Any]]


def regions() -> Rows:
    return [
        {
            "code": row["code"],
            "name_zh": row["name_zh"],
            "name_en": row["name_en"],
            "kind": row["kind"].upper(),
            "level": row["level"].upper(),
            "parent_code": row["parent"],
            "valid_from": _day(row["valid_from"]) or BEFORE,
            "valid_until": _day(row["valid_until"]),
            "initials": row["initials"],
        }
        for row in _table("regions")
    ]


def region_changes() -> Rows:
    return [
        {
            "old_code": row["old_code"],
            "new_code": row["new_code"],
            "changed_on": _day(row["changed_on"]),
            "whole": row["whole"] == "yes",
            "source": row["source"],
        }
        for row in _table("region_changes")
    ]


def industries() -> Rows:
    return [
        {
            "code": row["code"],
            "name_zh": row["name_zh"],
            "name_en": row["name_en"],
            "level": row["level"].upper(),
            "parent_code": row["parent"],
        }
        for row in _table("industries")
    ]


def sectors() -> Rows:
    return [{**row, "position": place} for place, row in enumerate(_table("sectors"), start=1)]


def workdays() -> Rows:
    """Every holiday and every worked weekend the State Council has published since 2004."""
    worked = [(day, True, name) for day, name in constants.workdays.items()]
    off = [(day, False, name) for day, name in constants.holidays.items()]
    return [
        {
            "day": day,
            "is_workday": is_workday,
            "name_zh": _NAMES_ZH[name],
            "name_en": name,
            "source": CALENDAR,
        }
        for day, is_workday, name in sorted(worked + off)
    ]


TABLES: Mapping[str, Callable[[], Rows]] = {
    "regions": regions,
    "region_changes": region_changes,
    "industries": industries,
    "sectors": sectors,
    "workdays": workdays,
}


def _table(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
