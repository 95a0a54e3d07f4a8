"""A workbook brought in at once: by command, by the demo, by who needs no page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from ballast.delivery.ledgers.models import Import
from ballast.delivery.ledgers.rules import Known
from ballast.kernel import garbage
from ballast.platform.audit.services import Actor
from ballast.platform.sheets.reading import Fault, open_workbook

from .committing import Found, insist, write
from .comparing import Compared, compare
from .intake import Workbook, begin, keep_bytes, one_at_a_time
from .judged import Judged
from .looking import asked, tell, unanswered, unread
from .mapping import meant
from .order import in_order
from .refusals import LedgerRefused
from .understanding import Understood, understand


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What ``bring_in`` found; ``imported`` is None where nothing was written."""

    imported: Import | None
    kind: str
    subject: str
    counts: Mapping[str, int]
    judged: Sequence[Judged]
    missing: Sequence[Known]
    faults: Sequence[Fault]
    doubts: Sequence[Fault]
    consequences: Sequence[Fault] = ()
    currency: str = "CNY"

    @property
    def new(self) -> int:
        return self.counts["new"]

    @property
    def changed(self) -> int:
        return self.counts["changed"]

    @property
    def unchanged(self) -> int:
        return self.counts["unchanged"]


@garbage.kept()
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

    Raises as ``receive`` and ``commit`` do, ``WorkbookRefused`` for an unreadable file,
    ``MappingWrong`` for rows and numbers said to be the same that nobody knows, and not for
    faults when it is ``dry_run``.
    """
    understood = _understood(workbook)
    with transaction.atomic():
        one_at_a_time()
        imported = begin(by=by, at=at, workbook=workbook)
        insist(by, understood.kind, accept=accept, at=at)
        imported.without_faulty, imported.accepted = without_faulty, accept
        tell(imported, understood)
        found = Found((*understood.faults, *unanswered(understood)), understood.stray)
        if not understood.subject:
            raise LedgerRefused(found.faults(()))
        chosen = meant(workbook.same, understood.rows, by=by, at=at)
        compared = compare(asked(imported, by=by, at=at, on_behalf=accept), understood.rows, chosen)
        brought = _brought(imported, understood, compared, found)
        if dry_run:
            transaction.set_rollback(True)
            return replace(brought, imported=None)
        try:
            write(imported, compared, found, by=by, at=at)
        except LedgerRefused as refusal:
            raise LedgerRefused(refusal.faults, brought) from refusal
        keep_bytes(imported.source, workbook.content, at=at)
    return brought


def _understood(workbook: Workbook) -> Understood:
    """What the workbook says, as it was told to be read; its cells are let go."""
    told = workbook.told
    book = workbook.book or open_workbook(workbook.content, encoding=told.encoding if told else "")
    return understand(book, kind=workbook.kind, subject=workbook.subject, told=told)


def _brought(imported: Import, understood: Understood, compared: Compared, found: Found) -> Brought:
    doubts = (doubt for one in compared.judged for doubt in one.doubts)
    return Brought(
        imported=imported,
        kind=understood.kind,
        subject=understood.subject,
        counts=compared.counts,
        judged=compared.judged,
        missing=compared.missing,
        faults=found.faults(compared.judged),
        doubts=in_order([*understood.doubts, *unread(understood), *doubts]),
        consequences=understood.consequences,
        currency=understood.currency,
    )
