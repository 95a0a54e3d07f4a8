"""A mark in a house's folder: what the house holds is invented. Pages and papers show it.

The database knows it (the demo's stamp) and is asked at each start; pages look at the folder, so
that no reader of a real house pays for the question.
"""

from pathlib import Path

WORDS = "示例数据"  # on papers, which are written in Chinese
_MARK = "sample-data"


def is_sample(home: Path) -> bool:
    """Whether everything in the house is invented."""
    return (home / _MARK).exists()


def mark(home: Path, *, is_sample: bool) -> None:
    """Put the mark there, or take it away."""
    if is_sample:
        (home / _MARK).touch()
    else:
        (home / _MARK).unlink(missing_ok=True)
