"""What a person was told, how they are reached, and what became of it.

Nobody reads another's notices; the log of deliveries tells of none what it says.
"""

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from . import kinds
from .kinds import TEST
from .models import Delivery, Notice, Setting, Webhook, Wish
from .rules import State

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


def count_unread(viewer: "User") -> int:
    return Notice.objects.filter(user=viewer, read_at=None).count()


def notices(viewer: "User", *, unread: bool = False, kind: str = "") -> QuerySet[Notice]:
    """Theirs, the latest first."""
    asked = Q(user=viewer)
    if unread:
        asked &= Q(read_at=None)
    if kind:
        asked &= Q(kind=kind)
    return Notice.objects.filter(asked).order_by("-made_at", "-pk")


def counts(viewer: "User") -> dict[str, tuple[int, int]]:
    """Of each kind that they were told of: how many there are, and how many are unread."""
    rows = Notice.objects.filter(user=viewer).values_list("kind").order_by("kind")
    found = rows.annotate(count=Count("pk"), unread=Count("pk", filter=Q(read_at=None)))
    return {kind: (count, unread) for kind, count, unread in found}


def known_kinds() -> list[tuple[str, str]]:
    """The kinds one may wish for, by what they are called."""
    found = [(code, str(one.name)) for code, one in kinds.known().items() if code != TEST]
    return sorted(found, key=lambda one: one[1])


def choice_of(viewer: "User") -> dict[str, Any]:
    """How a person chose to be reached; nothing where they never did."""
    setting = Setting.objects.filter(user=viewer).first()
    if setting is None:
        return {}
    wishes = Wish.objects.filter(user=viewer).values_list("kind", "way")
    names = ("mail", "quiet_from", "quiet_until", "workdays_only", "digest_at")
    said = {name: getattr(setting, name) for name in names}
    return said | {"wishes": [f"{kind}/{way}" for kind, way in wishes]}


def lately_sent_to(viewer: "User") -> list[Delivery]:
    """The last ten deliveries to a person, the latest first."""
    rows = Delivery.objects.filter(notice__user=viewer).select_related("notice")
    return list(rows.order_by("-told_at", "-pk")[:10])


def deliveries(*, state: str = "", way: str = "", text: str = "") -> QuerySet[Delivery]:
    """Everybody's, the latest first; of a person by their sign-in name or a part of their name."""
    asked = Q()
    if state:
        asked &= Q(state=state)
    if way:
        asked &= Q(way=way)
    if text:
        asked &= Q(notice__user__username=text) | Q(notice__user__name__icontains=text)
    return Delivery.objects.filter(asked).select_related("notice__user").order_by("-told_at", "-pk")


def count_unsent() -> int:
    """How many deliveries failed for good, or were cut off."""
    return Delivery.objects.filter(state__in=[State.FAILED, State.UNSURE]).count()


def webhook_url() -> str:
    """Where notices are handed on to; empty for nowhere."""
    last = Webhook.objects.order_by("-pk").first()
    return last.url if last else ""
