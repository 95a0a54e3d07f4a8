"""How what the child read travels back: one JSON object a line, which may hold nothing but data.

Days, times and voids are objects of one key that names their kind; all other cells are JSON's own.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from .faults import Fault, WorkbookRefused
from .grids import Void

_KINDS: Mapping[str, Callable[[Any], object]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "void": Void,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}


def put(line: Mapping[str, object], out: IO[bytes]) -> None:
    text = json.dumps(line, default=_told, ensure_ascii=False, separators=(",", ":"))
    out.write(text.encode())
    out.write(b"\n")


def put_refusal(refused: WorkbookRefused, out: IO[bytes]) -> None:
    told = {"refused": refused.code, "params": refused.params, "faults": plain(refused.faults)}
    put(told, out)


def plain(faults: Sequence[Fault]) -> list[tuple[str, str, Mapping[str, object]]]:
    return [(fault.code, fault.cell, fault.params) for fault in faults]


def lines(content: IO[bytes]) -> Iterator[dict[str, Any]]:
    """What was put. Raises ``WorkbookRefused`` when that is a refusal."""
    for text in content:
        line = json.loads(text, object_hook=_meant, parse_constant=_no_number)
        if "faults" in line:
            line["faults"] = tuple(Fault(*fault) for fault in line["faults"])
        if "refused" in line:
            raise WorkbookRefused(line["refused"], line["faults"], **line["params"])
        yield line


def _told(value: object) -> dict[str, object]:
    if isinstance(value, Void):
        return {"void": value.value}
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    if isinstance(value, date | time):  # a datetime is a date
        return {type(value).__name__: value.isoformat()}
    raise TypeError(value)


def _no_number(_: str) -> Void:
    """What the parser takes for a number, and JSON does not: NaN, Infinity."""
    return Void.ERROR


def _meant(told: dict[str, Any]) -> object:
    if len(told) == 1:
        [(kind, value)] = told.items()
        if kind in _KINDS:
            return _KINDS[kind](value)
    return told
