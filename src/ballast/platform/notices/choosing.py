"""How people want to be reached, where the webhook is, and what is to be tried again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localtime

from ballast.kernel.errors import Fault, Faulty
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity

from . import ways
from .delivering import waiting_of
from .kinds import EVERY, TEST
from .models import Delivery, Notice, Setting, Webhook, Wish
from .rules import Hours, State, Way
from .selectors import webhook_url
from .services import tell
from .ways import webhook


class ChoiceRefused(Faulty):
    """What was chosen cannot be kept; all of its faults."""

    code = "notice_choice_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysChosen(Event):
    """A person chose which notices reach them by which way; where, is theirs alone."""

    code: ClassVar[str] = "notices.ways_chosen"
    wishes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSet(Event):
    """Notices go to this address from now on; to none, where it is empty."""

    code: ClassVar[str] = "notices.webhook_set"
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveriesTriedAgain(Event):
    """Deliveries that failed, or were cut off, set out once more by hand."""

    code: ClassVar[str] = "notices.tried_again"
    count: int


@transaction.atomic
def choose(
    *,
    by: Actor,
    at: datetime,
    mail: str,
    language: str,
    hours: Hours,
    wishes: Collection[tuple[str, Way]],
) -> None:
    """Let notices of these kinds reach the actor by these ways, at these hours.

    What waits is looked at anew: it goes when it now may, and not at all by a way that is no
    longer wished. Raises ``ChoiceRefused``.
    """
    person = _person(by)
    faults = [Fault(code, {}, _FIELDS[code]) for code in hours.faults]
    if not mail and any(way is Way.MAIL for _, way in wishes):
        faults.append(Fault("mail_missing", {}, "mail"))
    if faults:
        raise ChoiceRefused(faults)
    said = {
        "mail": mail,
        "language": language,
        "quiet_from": hours.quiet_from,
        "quiet_until": hours.quiet_until,
        "workdays_only": hours.workdays_only,
        "digest_at": hours.digest_at,
    }
    Setting.objects.update_or_create(user_id=person, defaults=said)
    Wish.objects.filter(user=person).delete()
    Wish.objects.bulk_create(
        Wish(user_id=person, kind=kind, way=way) for kind, way in sorted(set(wishes))
    )
    _look_again(person, wishes)
    audit.record(WaysChosen(subject=by.label, wishes=len(set(wishes))), by=by, at=at)


_FIELDS = {
    "quiet_one_sided": "quiet_until",
    "quiet_all_day": "quiet_until",
    "digest_in_quiet": "digest_at",
}


def _look_again(person: int, wishes: Collection[tuple[str, Way]]) -> None:
    waiting = Delivery.objects.filter(waiting_of(person), attempts=0)
    waiting.update(next_at=F("told_at"))
    wished = {(kind, way.value) for kind, way in wishes}
    rows = Delivery.objects.filter(waiting_of(person)).exclude(notice__kind=TEST)
    gone = [
        pk
        for pk, kind, way in rows.values_list("pk", "notice__kind", "way")
        if wished.isdisjoint({(kind, way), (EVERY, way)})
    ]
    Delivery.objects.filter(pk__in=gone).update(state=State.SKIPPED)


@transaction.atomic
def send_test(*, by: Actor, at: datetime) -> int:
    """Send the actor one notice by every way that is open to them, once a minute; by how many.

    Raises ``ChoiceRefused`` where no way is.
    """
    person = _person(by)
    mail = Setting.objects.filter(user=person).exclude(mail="").exists()
    reached = {Way.MAIL.value: mail, Way.WEBHOOK.value: bool(webhook_url())}
    opened = [way for way in ways.opened() if reached[way]]
    if not opened:
        raise ChoiceRefused([Fault("no_way_open")])
    about = f"test {localtime(at):%Y-%m-%d %H:%M}"
    params, link = {"time": about.removeprefix("test ")}, reverse("notices:settings")
    tell(kind=TEST, to=[person], params=params, link=link, at=at, about=about)
    notice = Notice.objects.get(user=person, kind=TEST, about=about)
    rows = [Delivery(notice=notice, way=way, told_at=notice.made_at, next_at=at) for way in opened]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    return len(opened)


@transaction.atomic
def set_webhook(*, by: Actor, at: datetime, url: str) -> None:
    """Hand notices on to this address; to none, where it is empty.

    Raises ``NotAllowed`` and ``ChoiceRefused``: the host is not approved, the way is not safe.
    """
    identity.insist(by, "notice.manage", at=at)
    if url:
        faults = [Fault(code, {"host": host}, "url") for code, host in webhook.faults_of(url)]
        if not webhook.has_key():
            faults.append(Fault("webhook_without_key", {"count": f"{webhook.SHORTEST_KEY}"}, "url"))
        if faults:
            raise ChoiceRefused(faults)
    before = webhook_url()
    row = Webhook.objects.create(url=url, by=by.label, at=at)
    change = Change("notices_webhook", row.pk, {"url": (before, url)})
    audit.record(WebhookSet(subject="", url=url), by=by, at=at, changes=[change])


@transaction.atomic
def try_again(*, by: Actor, at: datetime, ids: Collection[int]) -> int:
    """Send once more what failed or was cut off; how many. What was cut off may come twice.

    Raises ``NotAllowed``.
    """
    identity.insist(by, "notice.manage", at=at)
    ended = Delivery.objects.filter(pk__in=ids, state__in=[State.FAILED, State.UNSURE])
    rows = list(ended.select_for_update().order_by("pk"))
    if not rows:
        return 0
    changes = [
        Change("notices_delivery", row.pk, {"state": (row.state, "waiting")}) for row in rows
    ]
    ended.update(state=State.WAITING, attempts=0, next_at=at)
    audit.record(DeliveriesTriedAgain(subject="", count=len(rows)), by=by, at=at, changes=changes)
    return len(rows)


def _person(by: Actor) -> int:
    if by.kind != "person" or by.id is None:
        raise identity.NotAllowed
    return by.id
