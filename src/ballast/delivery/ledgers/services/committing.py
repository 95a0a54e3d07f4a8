"""Writing what was compared: one transaction, one journal entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ballast.delivery.ledgers.models import Import
from ballast.delivery.ledgers.rules import PLAN, Standing, State
from ballast.delivery.progress import services as progress
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as people
from ballast.platform.sheets.reading import Fault

from .comparing import Compared
from .judged import Judged
from .keeping import keep
from .order import in_order
from .refusals import CurrencyForeign, LedgerRefused


@dataclass(frozen=True, slots=True)
class Found:
    """Faults of no row: those of the whole refuse it all, stray ones only what stands there."""

    whole: Sequence[Fault] = ()
    stray: Sequence[Fault] = ()

    def faults(self, judged: Sequence[Judged]) -> list[Fault]:
        """Every fault, those of rows too, in the order in which a reader meets them."""
        return in_order(
            [*self.whole, *self.stray, *(fault for one in judged for fault in one.faults)]
        )


_WRITTEN = frozenset({Standing.NEW, Standing.CHANGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Imported(Event):
    """A workbook was brought in; ``new`` and ``changed`` count its rows."""

    filename: str
    digest: str
    new: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanImported(_Imported):
    """A year's plan came in from a workbook; the subject is the year."""

    code: ClassVar[str] = "ledgers.plan_imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthImported(_Imported):
    """A month's figures came in from a workbook; the subject is the period."""

    code: ClassVar[str] = "ledgers.month_imported"


def insist(by: Actor, kind: str, *, accept: bool, at: datetime) -> None:
    """Go on only for who may write ledgers of this kind. Raises ``NotAllowed``."""
    rights = ("plan.import",) if kind == PLAN else ("ledger.import", "filing.enter")
    people.insist(by, *rights, at=at)
    if accept:
        people.insist(by, "filing.enter_for", at=at)


def write(
    imported: Import,
    compared: Compared,
    found: Found,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write the rows, whole or without the faulty ones as the import says; keep what became of it.

    Raises ``LedgerRefused`` with every fault and ``CurrencyForeign``.
    """
    if imported.currency != "CNY":
        raise CurrencyForeign(currency=imported.currency)
    held_back = [one for one in compared.judged if one.is_held_back]
    if found.whole or ((found.stray or held_back) and not imported.without_faulty):
        raise LedgerRefused(found.faults(compared.judged))
    for one in held_back:
        one.left_out = True
    chosen = [one for one in compared.judged if one.standing in _WRITTEN]
    changes = compared.side.write(chosen)
    counts = compared.counts
    if changes:
        kind = PlanImported if imported.kind == PLAN else MonthImported
        event = kind(
            subject=imported.subject,
            filename=imported.filename,
            digest=imported.source.digest,
            new=counts["new"],
            changed=counts["changed"],
        )
        imported.entry = audit.record(event, by=by, at=at, changes=changes)
    if imported.kind == PLAN and changes:
        progress.follow(by=by, at=at, year=int(imported.subject))
    imported.state = State.COMMITTED.value
    imported.committed_at, imported.committed_by = at, by.label
    imported.counts = counts
    imported.save()
    keep(imported, compared.judged, compared.missing)
