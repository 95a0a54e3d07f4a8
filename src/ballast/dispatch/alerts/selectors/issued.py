"""Which periods' lamps a person sees: who judges them all, everybody else what was issued."""

from datetime import date
from typing import TYPE_CHECKING

from ballast.dispatch.alerts.models import Evaluation
from ballast.platform.identity import selectors as identity

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

JUDGES = "alert.judge"


def evaluations(*, drafts: bool) -> list[Evaluation]:
    """The periods whose lamps were decided, the latest first; without ``drafts`` the issued."""
    found = Evaluation.objects.order_by("-period")
    return list(found if drafts else found.filter(issued_at__isnull=False))


def sees_lamps(viewer: "User", on: date, period: str) -> bool:
    """Whether a person sees the lamps of a period."""
    return is_issued(period) or identity.scope_of(viewer, on).may(JUDGES)


def is_issued(period: str) -> bool:
    return Evaluation.objects.filter(period=period, issued_at__isnull=False).exists()
