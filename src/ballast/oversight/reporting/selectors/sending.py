"""What went up, and how it differs from the closed month."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from ballast.oversight.reporting.models import SentUp
from ballast.oversight.reporting.rules import SentDifference, difference, kept
from ballast.oversight.reporting.rules.sending import SENT
from ballast.platform.identity import selectors as identity

from .closing import frozen, frozen_periods

if TYPE_CHECKING:
    from datetime import date

    from ballast.platform.identity.models import User

RIGHT = "figures.send_up"


def sent() -> QuerySet[SentUp]:
    """Everything that went up, the latest first, without the figures of each project."""
    return SentUp.objects.defer("figures").order_by("-sent_at", "-pk")


def closed_revisions(period: str) -> list[int]:
    """The closed revisions of a period, the latest first."""
    return list(frozen_periods().filter(period=period).values_list("revision", flat=True))


def sent_difference(one: SentUp, revision: int) -> SentDifference:
    """How what went up differs from a closed revision of its month."""
    rows = frozen(one.period, revision).values("number", "name", *SENT)
    return difference(one.figures, kept(rows))


def sees_sent(viewer: "User", key: str, on: "date") -> bool:
    """Whether a person may fetch the workbook that went up: who sends up, and who sees the city."""
    return identity.scope_of(viewer, on).may(RIGHT) and SentUp.objects.filter(pk=key).exists()
