"""Who is let off, why and until when."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from ballast.dispatch.alerts.models import Exemption
from ballast.dispatch.alerts.rules import Running
from ballast.platform.codelists.selectors import in_force
from ballast.platform.periods import selectors as periods
from ballast.projects.selectors import visible_to

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


def exemptions(viewer: "User", on: date) -> "QuerySet[Exemption]":
    """The exemptions of the projects a person may see, the last to end first."""
    rows = Exemption.objects.filter(project__in=visible_to(viewer, on))
    return rows.select_related("project__responsible_unit").order_by("-valid_until", "-pk")


def standing(state: Running, on: date) -> Q:
    """The exemptions that run on a day, come after it, or are over."""
    match state:
        case Running.NOW:
            return in_force(on)
        case Running.COMING:
            return Q(valid_from__gt=on)
        case Running.OVER:
            return Q(valid_until__lte=on)


def closed_until() -> date | None:
    """The last day of the latest closed period; its lamps, and those before it, stand."""
    closed = periods.periods().filter(state="closed").first()
    return closed.last_day if closed else None
