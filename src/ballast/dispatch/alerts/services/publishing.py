"""A rulebook is put in force from a day on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from ballast.dispatch.alerts.models import Rulebook
from ballast.dispatch.alerts.rules import read
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as identity
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State

from .evaluating import one_at_a_time


class RulebookNotNew(Refused):
    """Such a version was published, or lamps rest on it; what changes is another version."""

    code = "rulebook_not_new"
    about = "version"


class RulebookTooEarly(Refused):
    """It would take effect before the end of a closed period, whose lamps stand."""

    code = "rulebook_too_early"
    about = "valid_from"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookPublished(Event):
    """A rulebook holds from a day on; the subject is its key."""

    code: ClassVar[str] = "alerts.rulebook_published"
    valid_from: str
    text: str


@transaction.atomic
def publish(*, by: Actor, at: datetime, text: str, valid_from: date, is_dry: bool = False) -> str:
    """Put a rulebook in force for the periods that end on ``valid_from`` or later; its key.

    ``is_dry``: only whether it may be. Nothing is kept.
    Raises ``NotAllowed``, ``RulebookRefused`` with every fault, ``RulebookNotNew``,
    ``RulebookTooEarly``.
    """
    identity.insist(by, "alert.judge", at=at)
    one_at_a_time()
    key = read(text).key
    known = Rulebook.objects.filter(key=key).first()
    if known and (known.valid_from or known.text != text):
        raise RulebookNotNew(key=key)
    closed = periods.periods().filter(state=State.CLOSED.value, last_day__gte=valid_from).first()
    if closed:
        raise RulebookTooEarly(period=closed.code, day=valid_from.isoformat())
    if is_dry:
        return key
    Rulebook.objects.update_or_create(
        key=key,
        defaults={
            "text": text,
            "valid_from": valid_from,
            "published_at": at,
            "published_by": by.label,
        },
    )
    event = RulebookPublished(subject=key, valid_from=valid_from.isoformat(), text=text)
    audit.record(event, by=by, at=at)
    return key
