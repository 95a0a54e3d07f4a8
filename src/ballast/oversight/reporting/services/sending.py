"""Sending a month's figures up to a superior, and keeping what was sent."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import ClassVar

from django.db import transaction

from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, sheets
from ballast.oversight.reporting.models import SentUp
from ballast.oversight.reporting.rules import Layout, kept
from ballast.oversight.reporting.selectors.sending import RIGHT
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.files import services as files
from ballast.platform.files.services import Upload
from ballast.platform.identity.services import insist
from ballast.platform.periods.services import PeriodNotOpened

OWNER_KIND = "sent_up"


class NothingToSend(Refused):
    """No project stands in the plan of this period."""

    code = "nothing_to_send"


class RecipientMissing(Refused):
    """To whom it goes must be said."""

    code = "sent_to_missing"
    about = "sent_to"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresSentUp(Event):
    """A month's figures went up; the subject is the period."""

    code: ClassVar[str] = "reporting.sent_up"
    layout: str
    revision: int
    sent_to: str
    digest: str
    projects: int


@dataclass(frozen=True, slots=True)
class Exported:
    """A table in a superior's layout, and what it was made of."""

    upward: selectors.Upward
    filename: str
    content: bytes


def export(*, by: Actor, at: datetime, period: Period, layout: Layout) -> Exported:
    """The table as it would go up now; nothing is recorded.

    Raises ``NotAllowed``, ``PeriodNotOpened``, ``NothingToSend``.
    """
    insist(by, RIGHT, at=at)
    found = selectors.upward(period)
    if found is None:
        raise PeriodNotOpened(period=period.code)
    if not found.rows:
        raise NothingToSend(period=period.code)
    name, content = sheets.superior(layout, found)
    return Exported(found, name, content)


@dataclass(frozen=True, slots=True)
class Sent:
    """The record of a table that went up, and the table."""

    record: SentUp
    exported: Exported


@transaction.atomic
def send_up(
    *, by: Actor, at: datetime, period: Period, layout: Layout, sent_to: str, note: str = ""
) -> Sent:
    """Make the table and record that it went up: to whom, with which figures of each project.

    Raises as ``export`` does, and ``RecipientMissing``.
    """
    if not sent_to.strip():
        raise RecipientMissing
    made = export(by=by, at=at, period=period, layout=layout)
    one = SentUp.objects.create(
        layout=layout.value,
        period=period.code,
        revision=made.upward.revision,
        was_closed=made.upward.is_closed,
        sent_at=at,
        sent_by=by.label,
        sent_to=sent_to.strip(),
        note=note.strip(),
        figures=kept(row.fields for row in made.upward.rows),
        digest=sha256(made.content).hexdigest(),
    )
    upload = Upload(made.filename, BytesIO(made.content))
    files.add(by=by, at=at, owner_kind=OWNER_KIND, owner_key=str(one.pk), uploads=[upload])
    event = FiguresSentUp(
        subject=period.code,
        layout=layout.value,
        revision=one.revision,
        sent_to=one.sent_to,
        digest=one.digest,
        projects=len(made.upward.rows),
    )
    changes = [Change("reporting_sentup", one.pk, {"sent_to": (None, one.sent_to)})]
    audit.record(event, by=by, at=at, changes=changes)
    return Sent(one, made)
