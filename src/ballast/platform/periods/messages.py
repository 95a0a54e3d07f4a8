"""The words for what the periods refuse, and for their states."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .rules import State

STATE_NAMES = {
    State.OPEN: pgettext_lazy("period", "Open"),
    State.CLOSING: pgettext_lazy("period", "Closing"),
    State.CLOSED: pgettext_lazy("period", "Closed"),
}

WORDS = {
    "period_not_opened": _("%(period)s: the project office has not opened this period."),
    "period_closed": _("%(period)s: this period takes nothing more; it is closing or closed."),
    "period_cannot_move": _(
        "%(period)s: the period is not in a state for this. Look at it again: somebody may have"
        " moved it meanwhile."
    ),
}
