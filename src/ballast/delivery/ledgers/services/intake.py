"""What every import does: one at a time, from one source, refused with all its faults."""

import difflib
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ballast.delivery.ledgers.models import Source
from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.platform.jobs import services as jobs
from ballast.platform.sheets.reading import Fault

_MOST_NEAR = 20  # faults that are told what was probably meant: comparing names is slow


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows were new, changed, as before; and what the office should look at."""

    subject: str  # the year, or the period
    new: int
    changed: int
    unchanged: int
    doubts: tuple[Fault, ...] = ()


class LedgerRefused(Refused):
    """The workbook has faults; nothing was written."""

    code = "ledger_refused"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(count=len(faults))
        self.faults = tuple(faults)


def refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise LedgerRefused(faults)


def one_at_a_time() -> None:
    """Wait for another import to end; held until this transaction does."""
    jobs.take_turn("ledgers.imports")


def source_of(content: bytes, filename: str, *, by: Actor, at: datetime) -> Source:
    """The source row of these bytes, made when they come for the first time."""
    digest = hashlib.sha256(content).hexdigest()
    jobs.take_turn(f"ledgers.source:{digest}")
    known = Source.objects.filter(digest=digest).order_by("pk").first()
    return known or Source.objects.create(
        digest=digest, filename=filename[-200:], received_at=at, received_by=by.label
    )


class Near:
    """Names that were probably meant, for the first faults only."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        self._left = _MOST_NEAR

    def to(self, name: str) -> str:
        self._left -= 1
        near = difflib.get_close_matches(name, self._names, 3, 0.5) if self._left >= 0 else []
        return "、".join(near) or "—"
