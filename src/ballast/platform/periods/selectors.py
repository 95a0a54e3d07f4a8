"""Reading the periods and their states."""

from django.db.models import QuerySet

from ballast.kernel.periods import Period
from ballast.platform.audit import selectors as audit

from .models import PeriodLock, PeriodMove
from .rules import State


def periods() -> QuerySet[PeriodLock]:
    """Every period ever opened, the latest first."""
    return PeriodLock.objects.order_by("-last_day", "-code")


def opened_for(period: Period) -> PeriodLock | None:
    """The period in which the figures up to the end of ``period`` are filed; None if not opened.

    A quarter's are those of its last month, February's those of 1—2月.
    """
    return PeriodLock.objects.filter(last_day=period.last_day).first()


def closed_on_or_after(period: Period) -> QuerySet[PeriodLock]:
    """The closed periods that end no earlier than ``period`` does."""
    return PeriodLock.objects.filter(state="closed", last_day__gte=period.last_day)


def moves() -> QuerySet[PeriodMove]:
    """Every opening, closing and reopening, in the order in which they happened."""
    return PeriodMove.objects.order_by("entry_id")


def seal_of(code: str) -> str:
    """The digest under which a period was closed last; empty while it is not closed."""
    lock = PeriodLock.objects.filter(pk=code, state="closed").first()
    if lock is None:
        return ""
    closed = audit.entries(subject=code).filter(code="periods.closed")
    told = closed.filter(payload__revision=lock.revision).values_list("payload", flat=True).first()
    return (told or {}).get("snapshot") or (told or {}).get("digest") or ""


# To which state each event of the journal moved its period.
_MOVED_TO = {
    "periods.opened": State.OPEN,
    "periods.called_off": State.OPEN,
    "periods.reopened": State.OPEN,
    "periods.closing": State.CLOSING,
    "periods.closed": State.CLOSED,
}


def astray() -> list[tuple[str, int]]:
    """The periods, with a revision, whose state or moves the journal tells otherwise.

    Nobody but a superuser of the database can bring this about.
    """
    told = {
        (entry, period, revision, _MOVED_TO[code].value)
        for entry, code, period, revision in audit.entries()
        .filter(code__in=_MOVED_TO)
        .values_list("pk", "code", "subject", "payload__revision")
    }
    moved = set(moves().values_list("entry_id", "period_id", "revision", "state"))
    last = {period: (revision, state) for _, period, revision, state in sorted(told)}
    now = {lock.code: (lock.revision, lock.state) for lock in periods()}
    found = {(period, revision) for _, period, revision, _ in told ^ moved}
    found |= {
        (code, now.get(code, last.get(code, (0, "")))[0])
        for code in now.keys() | last.keys()
        if now.get(code) != last.get(code)
    }
    return sorted(found)
