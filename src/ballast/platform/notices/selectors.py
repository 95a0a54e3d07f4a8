"""What a person was told; nobody reads another's notices."""

from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from .models import Notice

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
