"""A mark in a house's folder: what the house holds is invented. Pages and papers show it.

The database knows it (the demo's stamp) and is asked at each start; pages look at the folder, so
that no reader of a real house pays for the question. The mark says too how many days the house
lives behind the machine's clock: no mark, no such days.
"""

from pathlib import Path

WORDS = "示例数据"  # on papers, which are written in Chinese
_MARK = "sample-data"


def is_sample(home: Path) -> bool:
    """Whether everything in the house is invented."""
    return (home / _MARK).exists()


def days_back(home: Path) -> int:
    """How many days the house lives behind the machine; 0 where nothing is invented."""
    try:
        return int((home / _MARK).read_text() or 0)
    except FileNotFoundError:
        return 0


def mark(home: Path, *, days_back: int = 0) -> None:
    """Put the mark there, whole or not at all."""
    new = home / f".{_MARK}"
    new.write_text(str(days_back))
    new.replace(home / _MARK)


def unmark(home: Path) -> None:
    """Take the mark away."""
    (home / _MARK).unlink(missing_ok=True)
