"""Giving a unit its own workbook back with what is wrong marked in it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ballast.delivery.ledgers import selectors
from ballast.delivery.ledgers.sheets import marking
from ballast.delivery.ledgers.sheets.marking import Marked, Said
from ballast.platform.files import selectors as files
from ballast.platform.sheets.reading import Fault
from ballast.platform.ui import words

if TYPE_CHECKING:
    from ballast.delivery.ledgers.models import Import


def marked(imported: "Import") -> Marked:
    """The workbook of an import with its faults, doubts and consequences, in the reader's words.

    Whoever asks has made sure that the import may be seen. Nothing is written.
    """
    content = files.content(selectors.SOURCE, str(imported.source_id))
    return marking.marked(content, imported.filename, list(_said(imported)))


def _said(imported: "Import") -> Iterator[Said]:
    """What concerns the whole, then row by row; a consequence is told as a doubt."""
    yield from _in_words(imported.faults, is_doubt=False)
    yield from _in_words([*imported.consequences, *imported.doubts], is_doubt=True)
    for faults, doubts in imported.rows.order_by("place").values_list("faults", "doubts"):
        yield from _in_words(faults, is_doubt=False)
        yield from _in_words(doubts, is_doubt=True)


def _in_words(found: Iterable[Mapping[str, Any]], *, is_doubt: bool) -> Iterator[Said]:
    for one in found:
        fault = Fault(one["code"], one["cell"], one["params"])
        yield Said(fault.cell, words.say(fault), is_doubt)
