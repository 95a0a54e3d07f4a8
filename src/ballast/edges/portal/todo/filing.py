"""Filing, review and the month's close."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from ballast.delivery.progress.rules import Standing
from ballast.delivery.progress.rules.counting import NOT_FILED
from ballast.delivery.progress.selectors import agenda
from ballast.delivery.progress.selectors.agenda import Pending
from ballast.delivery.progress.selectors.desk import Pile
from ballast.delivery.progress.selectors.month import Opened

from .asking import Asker
from .waiting import Waiting


def returned(asker: Asker) -> Iterator[Waiting]:
    return _owed(asker, {Standing.RETURNED}, "progress:filings", "&state=RETURNED")


def drafted(asker: Asker) -> Iterator[Waiting]:
    return _owed(asker, {Standing.DRAFT}, "progress:filings", "&state=DRAFT")


def to_file(asker: Asker) -> Iterator[Waiting]:
    return _owed(asker, {Standing.NOT_REPORTED}, "progress:filings", "&state=NOT_REPORTED")


def missing(asker: Asker) -> Iterator[Waiting]:
    return _owed(asker, NOT_FILED, "progress:not_reported")


def _owed(
    asker: Asker, standings: Iterable[Standing], view: str, more: str = ""
) -> Iterator[Waiting]:
    for one in asker.moving:
        code = one.period.code
        if one.is_open and one.opens_on <= asker.on:
            count = sum(asker.owed[code][state] for state in standings)
            yield Waiting(count, f"{reverse(view)}?period={code}{more}", code, due=one.shuts_on)


def to_review(asker: Asker) -> Iterator[Waiting]:
    return _piled(agenda.turns(asker.seat), "")


def to_answer(asker: Asker) -> Iterator[Waiting]:
    pending = agenda.unanswered(asker.own_units, asker.codes)
    if asker.scope.may("filing.review"):
        return _piled(pending, f"&pile={Pile.ON_BEHALF}")
    return _lines(pending, lambda code: f"{reverse('progress:filings')}?period={code}")


def disputed(asker: Asker) -> Iterator[Waiting]:
    return _piled(agenda.disputed(asker.codes), f"&pile={Pile.ON_BEHALF}&mark=disputed")


def to_sign(asker: Asker) -> Iterator[Waiting]:
    pending = agenda.unsigned(asker.own_units, asker.codes)
    return _lines(pending, lambda code: f"{reverse('progress:totals')}?period={code}")


def to_close(asker: Asker) -> Iterator[Waiting]:
    """Open periods whose window has shut."""
    return (_month(one) for one in asker.moving if one.is_open and one.is_late)


def closing(asker: Asker) -> Iterator[Waiting]:
    """Periods that close and whose lamps were issued, or were never decided."""
    waits = {one.period for one in asker.closing}
    return (_month(one) for one in asker.moving if not one.is_open and one.period.code not in waits)


def _month(one: Opened) -> Waiting:
    href = reverse("reporting:period", args=[one.period.code])
    return Waiting(1, href, one.period.code, since=one.shuts_on)


def _piled(pending: Iterable[Pending], more: str) -> Iterator[Waiting]:
    return _lines(pending, lambda code: f"{reverse('progress:review')}?period={code}{more}")


def _lines(pending: Iterable[Pending], href: Callable[[str], str]) -> Iterator[Waiting]:
    for one in pending:
        yield Waiting(one.count, href(one.period), one.period, since=_day(one.since))


def _day(at: datetime | None) -> date | None:
    return localdate(at) if at else None
