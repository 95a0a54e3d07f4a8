"""No file brings the server down: it is read, or refused in words, within its memory and time."""

import resource
import time

import pytest

from ballast.delivery.ledgers import sheets
from ballast.platform.sheets.apart import MEMORY, SECONDS
from ballast.platform.sheets.marks import MOST_CELLS
from ballast.platform.sheets.messages import WORDS
from ballast.platform.sheets.opening import open_workbook
from ballast.platform.sheets.reading import WorkbookRefused, read
from tests.sheets.hostile import CASES
from tests.sheets.hostile.cases import EITHER, READ


def test_the_set_is_large_and_each_file_is_another():
    assert len({case.name for case in CASES}) == len(CASES) >= 200


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_hostile_file_is_read_or_refused_in_words(case, caplog):
    content = case.make()
    memory = max(MEMORY, most_memory())
    started = time.monotonic()

    outcome, words = became(content)

    assert case.outcome in (EITHER, outcome)
    assert words
    assert not caplog.records  # of an end that nobody foresaw
    assert "root:" not in words  # of a file of this machine
    assert time.monotonic() - started <= SECONDS + 1
    assert most_memory() <= memory


def most_memory():
    """Of any process that was started and has ended, in bytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def became(content):
    """What became of it, and the words that were said or read."""
    try:
        book = open_workbook(content)
    except WorkbookRefused as refused:
        return refused.code, str(WORDS[refused.code] % refused.params)
    assert sum(len(grid.rows) * grid.width for grid in book.grids) <= MOST_CELLS
    reading = read(book, sheets.form("plan", 2023))
    return READ, f"{[grid.rows[:99] for grid in book.grids]} {reading}"
