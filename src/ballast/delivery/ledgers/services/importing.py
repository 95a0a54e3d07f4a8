"""An import from the bytes that came in to what was written, and back again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ballast.delivery.ledgers.models import Import
from ballast.platform.audit.services import Actor
from ballast.platform.sheets.reading import Fault

if TYPE_CHECKING:
    from ballast.platform.sheets.reading import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A file, for which kind and subject if that is known, for which unit, read as ``told``."""

    content: bytes
    filename: str
    kind: str = ""  # rules.PLAN, rules.FILING; none: told from the columns
    subject: str = ""  # the year, or the period; none: told from the titles
    unit: int | None = None
    told: "Told | None" = None


@dataclass(frozen=True, slots=True)
class Brought:
    """What ``bring_in`` found and did; ``imported`` is None where nothing was to be kept."""

    imported: Import | None
    counts: Mapping[str, int]
    faults: tuple[Fault, ...] = ()
    doubts: tuple[Fault, ...] = ()


def receive(
    *,
    by: Actor,
    at: datetime,
    content: bytes,
    filename: str,
    kind: str = "",
    subject: str = "",
    unit: int | None = None,
) -> Import:
    """Keep a workbook and queue the look at it.

    Raises ``NotAllowed``, ``UnitUnknown`` for a unit that is not this person's, and
    ``FileTooLarge``, ``FileEmpty``.
    """
    raise NotImplementedError


def look(*, import_id: int, at: datetime) -> None:
    """Open, understand and compare a workbook; what it would do row by row.

    Progress is written as it goes, for whoever waits. A refusal is kept on the import.
    """
    raise NotImplementedError


def answer(*, by: Actor, at: datetime, import_id: int, told: "Told") -> Import:
    """Say how a layout is to be read; remembered for the unit, and the look begins anew.

    Raises ``NotAllowed``, ``ImportUnknown`` and ``ImportDecided``.
    """
    raise NotImplementedError


def match(*, by: Actor, at: datetime, import_id: int, chosen: Mapping[int, int | None]) -> Import:
    """Say which project rows mean that come near to one: row id → project id, None for a new one.

    Raises ``NotAllowed``, ``ImportUnknown`` and ``ImportDecided``.
    """
    raise NotImplementedError


def commit(
    *,
    by: Actor,
    at: datetime,
    import_id: int,
    without_faulty: bool = False,
    accept: bool = False,
) -> Import:
    """Write an import in one transaction with one journal entry: whole, or without faulty rows.

    ``accept`` is for the office: filings are 代录 and count at once. Raises ``NotAllowed``,
    ``ImportUnknown``, ``ImportDecided``, ``LedgerRefused`` with every fault, ``PeriodClosed``.
    """
    raise NotImplementedError


def undo(*, by: Actor, at: datetime, import_id: int) -> Import:
    """Take back what an import wrote, as long as nothing later touched it.

    Raises ``NotAllowed``, ``ImportUnknown``, ``ImportDecided``, ``PeriodClosed`` and
    ``UndoRefused`` with the names of what was touched.
    """
    raise NotImplementedError


def discard(*, by: Actor, at: datetime, import_id: int) -> Import:
    """Put away an import that was not committed. Raises as ``answer`` does."""
    raise NotImplementedError


def bring_in(
    *,
    by: Actor,
    at: datetime,
    workbook: Workbook,
    without_faulty: bool = False,
    accept: bool = False,
    dry_run: bool = False,
) -> Brought:
    """All of it at once and in one transaction: faults, or ``dry_run``, leave nothing behind.

    Raises as ``receive`` and ``commit`` do, and ``WorkbookRefused`` for an unreadable file.
    """
    raise NotImplementedError
