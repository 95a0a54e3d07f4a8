"""Small print of the page."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def reds(count: int) -> str:
    """How many of them are red; nothing where none is."""
    return ngettext("%(count)d red", "%(count)d red", count) % {"count": count} if count else ""


def of_all(count: int) -> str:
    """Out of how many."""
    return _("of %(count)d") % {"count": count}
