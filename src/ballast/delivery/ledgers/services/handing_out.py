"""Handing each unit its sheet for a month, all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.timezone import localdate

from ballast.delivery.ledgers.documents import Notice, share_of
from ballast.delivery.ledgers.rules import Share
from ballast.delivery.ledgers.sheets import templates
from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress.rules import Days
from ballast.delivery.progress.selectors.handout import Handout, handouts, turnover
from ballast.kernel.errors import Refused
from ballast.kernel.periods import Period
from ballast.platform.identity import selectors as identity
from ballast.platform.identity import services as people
from ballast.platform.periods.services import PeriodNotOpened

if TYPE_CHECKING:
    from ballast.platform.audit.services import Actor

_RIGHT = "filing.view"


class NothingDue(Refused):
    """No project within reach is due for the period, or none of this unit's."""

    code = "nothing_due"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit's workbook: under which name, for how many projects."""

    share: Share
    filename: str
    content: bytes

    @property
    def unit(self) -> str:
        """Its code; blank where nobody answers for the projects."""
        return self.share.code

    @property
    def projects(self) -> int:
        return self.share.projects


def unit_sheets(*, by: "Actor", at: datetime, period: Period, unit: str = "") -> list[Sheet]:
    """A workbook for each unit within the actor's reach, or for the one named by its code.

    Nothing is written. A job, and the system, reach every unit. Raises ``NotAllowed``,
    ``PeriodNotOpened`` and ``NothingDue``.
    """
    people.insist(by, _RIGHT, at=at)
    days = progress.windows_of([period.code]).get(period.code)
    if days is None:
        raise PeriodNotOpened(period=period.code)
    found = handouts(identity.person(by), localdate(at), period, unit)
    if not found:
        raise NothingDue(period=period.code)
    return [_sheet(one, period, days) for one in found]


def _sheet(one: Handout, period: Period, days: Days) -> Sheet:
    share = share_of(one.unit, len(one.due))
    return Sheet(share, share.filename(period), templates.template(one, period, days))


def notice(*, period: Period, shares: Sequence[Share]) -> Notice:
    """The notice that goes with the sheets of these units."""
    days = progress.windows_of([period.code]).get(period.code)
    return Notice(period, days, shares, turnover(period))


def zipped(sheets: Sequence[Sheet], notice: Notice) -> bytes:
    """All sheets and the notice in one archive."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for sheet in sheets:
            archive.writestr(sheet.filename, sheet.content)
        archive.writestr(f"{notice.title}.docx", notice.paper())
        archive.writestr(f"{notice.title}.txt", notice.text())
    return out.getvalue()
