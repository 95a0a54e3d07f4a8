"""From the bytes of a workbook to grids of values, by way of a process that may die of them."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from . import child, wire
from .faults import WorkbookRefused
from .grids import Book, Container, Grid, Place
from .texts import ENCODINGS

LARGEST_FILE = 20 * 1024 * 1024

_SOURCES = Path(__file__).resolve().parents[3]
_REASONS = {
    child.TOO_HEAVY: "workbook_too_heavy",
    -signal.SIGABRT: "workbook_too_heavy",  # how the parser ends that is given no more memory
    -signal.SIGKILL: "workbook_too_heavy",  # how the system makes room
    -signal.SIGXCPU: "workbook_too_slow",
}

logger = logging.getLogger(__name__)


def open_workbook(content: bytes, *, encoding: str = "") -> Book:
    """Every sheet, in order, in at most 1 GB and 30 seconds of a process of its own.

    The content decides what it is, not a name. ``encoding`` is that of a text file, one of
    ``ENCODINGS``; unless said it is found. Raises ``WorkbookRefused`` for whatever cannot be read.
    """
    if encoding not in ("", *ENCODINGS):
        raise ValueError(encoding)
    if not content:
        raise WorkbookRefused("file_is_empty")
    if len(content) > LARGEST_FILE:
        raise WorkbookRefused("workbook_too_large", limit=LARGEST_FILE // 1024**2)
    with TemporaryFile() as given, TemporaryFile() as told, TemporaryFile() as lament:
        given.write(content)
        given.seek(0)
        _parse(given, told, lament, encoding)
        told.seek(0)
        about, *sheets = wire.lines(told)
    return Book(
        tuple(_grid(sheet) for sheet in sheets),
        Container(about["container"]),
        about.get("encoding", ""),
        about.get("has_macros", False),
    )


def _parse(given: IO[bytes], told: IO[bytes], lament: IO[bytes], encoding: str) -> None:
    command = [sys.executable, "-P", "-s", "-m", child.__name__, str(os.getpid()), encoding]
    try:
        done = subprocess.run(
            command,
            stdin=given,
            stdout=told,
            stderr=lament,
            cwd="/",
            env={"PYTHONPATH": str(_SOURCES)},
            timeout=child.SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise WorkbookRefused("workbook_too_slow", limit=child.SECONDS) from None
    if done.returncode:
        raise _ended(done.returncode, lament)


def _ended(status: int, lament: IO[bytes]) -> WorkbookRefused:
    """Why the child ended; when it was none of the ways foreseen, the log tells more."""
    if status not in _REASONS:
        lament.seek(0)
        logger.error("a workbook ended its child with %s: %s", status, lament.read().decode())
    return WorkbookRefused(_REASONS.get(status, "workbook_unreadable"))


def _grid(told: Mapping[str, Any]) -> Grid:
    return Grid(
        told["sheet"],
        told["rows"],
        _anchors(told.get("merged", ())),
        told.get("visible", True),
        frozenset(told.get("hidden_rows", ())),
        frozenset(told.get("hidden_columns", ())),
        frozenset((row, column) for row, column in told.get("linked", ())),
    )


def _anchors(merged: Iterable[tuple[int, int, int, int]]) -> dict[Place, Place]:
    return {
        (row, column): (top, left)
        for top, left, bottom, right in merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
