"""Notices on their way out: taken up, handed over, and what became of it.

Taken up and written so before anything leaves the machine, in a transaction of its own: whoever
is killed after that leaves a delivery that nobody sends again by itself.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import override

from ballast.platform.codelists import selectors as codelists

from . import ways
from .kinds import TEST
from .models import Delivery, Setting
from .rules import SILENT, STALE, Hours, State, Way, goes_at, tried_again
from .selectors import webhook_url
from .ways import Down, Item, Later, Message, Never, Unsure

LONGEST_ERROR = 300
_NO_HOURS = Hours()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken up for one person; ``message`` is none where all of it waits or is over."""

    message: Message | None
    ids: Sequence[int] = ()


def settle(*, at: datetime) -> int:
    """What a killed worker was sending: nobody knows whether it went; how many."""
    cut_off = Delivery.objects.filter(state=State.SENDING, begun_at__lt=at - SILENT)
    return cut_off.update(state=State.UNSURE, ended_at=at, error="")


def send_next(*, way: Way, at: datetime) -> bool:
    """Send what is due to the person who waits longest; False when there is no use in going on.

    That is when nobody waits, or when the way is down: the others keep their attempts.
    """
    taken = _take(way, at)
    if taken is None:
        return False
    if taken.message is None:
        return True
    try:
        ways.send(way, taken.message, at=at.timestamp())
    except Later as failure:
        _put_off(taken.ids, str(failure), at)
        return not isinstance(failure, Down)
    except Never as failure:
        _end(taken.ids, State.FAILED, at, str(failure))
    except Unsure as failure:
        _end(taken.ids, State.UNSURE, at, str(failure))
    else:
        _end(taken.ids, State.SENT, at)
    return True


@transaction.atomic
def _take(way: Way, at: datetime) -> Taken | None:
    """Take up what is due to one person; nobody else takes up the same."""
    due = Delivery.objects.filter(way=way, state=State.WAITING, next_at__lte=at)
    first = due.order_by("next_at", "pk").select_related("notice").first()
    if first is None:
        return None
    whose = first.notice.user_id
    rows = list(
        due.filter(notice__user=whose)
        .select_related("notice__user")
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("told_at", "pk")
    )
    setting = Setting.objects.filter(user=whose).first()
    address = _address(way, setting)
    over = [row for row in rows if not address or _is_over(row, at)]
    _end([row.pk for row in over], State.SKIPPED, at)
    left = _due_now([row for row in rows if row not in over], setting, at)
    if not left:
        return Taken(None)
    key = left[0].message or uuid4()
    ids = [row.pk for row in left]
    Delivery.objects.filter(pk__in=ids).update(
        state=State.SENDING, message=key, begun_at=at, ended_at=None
    )
    language = setting.language if setting else settings.LANGUAGE_CODE
    username = left[0].notice.user.username
    items = _items(left, language)
    return Taken(Message(key=key, username=username, address=address, items=items), ids)


def _address(way: Way, setting: Setting | None) -> str:
    if way is Way.MAIL:
        return setting.mail if setting else ""
    return webhook_url()


def _is_over(row: Delivery, at: datetime) -> bool:
    """It was read in the product, reads otherwise by now, is no news, or its person has left."""
    notice = row.notice
    is_known = notice.read_at is not None or notice.made_at > row.told_at
    return is_known or row.told_at < at - STALE or not notice.user.is_active


def _due_now(rows: Iterable[Delivery], setting: Setting | None, at: datetime) -> list[Delivery]:
    """Those that may go out now; the others wait until they may. What went out once goes alone."""
    hours = setting.hours if setting else _NO_HOURS
    is_workday = codelists.calendar().is_workday
    now: list[Delivery] = []
    later: list[Delivery] = []
    for row in rows:
        its = _NO_HOURS if row.notice.kind == TEST else hours
        when = goes_at(localtime(row.told_at), localtime(at), its, is_workday)
        (now if when <= at else later).append(row)
        row.next_at = max(when, at)
    Delivery.objects.bulk_update(later, ["next_at"])
    return [row for row in now if row.message == now[0].message]


def _items(rows: Iterable[Delivery], language: str) -> list[Item]:
    with override(language):
        return [
            Item(
                row.notice.name, settings.SITE_URL + reverse("notices:follow", args=[row.notice_id])
            )
            for row in rows
        ]


def _end(ids: Collection[int], state: State, at: datetime, error: str = "") -> None:
    fields: dict[str, Any] = {"state": state, "ended_at": at, "error": error[:LONGEST_ERROR]}
    if state is State.FAILED:
        fields["attempts"] = F("attempts") + 1
    Delivery.objects.filter(pk__in=ids).update(**fields)


@transaction.atomic
def _put_off(ids: Collection[int], error: str, at: datetime) -> None:
    """Tried once more later, until it was tried often enough."""
    rows = list(Delivery.objects.select_for_update().filter(pk__in=ids))
    for row in rows:
        row.attempts += 1
        again = tried_again(row.attempts, at)
        row.state = State.FAILED if again is None else State.WAITING
        row.next_at, row.ended_at = again or row.next_at, at
        row.error = error[:LONGEST_ERROR]
    Delivery.objects.bulk_update(rows, ["attempts", "state", "next_at", "ended_at", "error"])


def waiting_of(user_id: int) -> Q:
    return Q(notice__user=user_id, state=State.WAITING)
