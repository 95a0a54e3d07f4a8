"""The link by which the first administrators enter: nothing has a default password."""

from django.db import connections
from django.urls import reverse

from ballast.platform import clock


def made() -> str:
    """The path of a fresh link, good once; empty when somebody already administers."""
    from ballast.platform.identity import selectors, services

    try:
        if not selectors.needs_first_administrator():
            return ""
        return reverse("identity:first", args=[services.make_first_link(at=clock.now())])
    finally:
        connections.close_all()
