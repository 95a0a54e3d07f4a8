"""The words for what the periods refuse."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "period_not_opened": _("%(period)s: the project office has not opened this period."),
    "period_closed": _("%(period)s: this period takes nothing more; it is closing or closed."),
    "opened_behind": _(
        "%(period)s is not opened any more: %(later)s is closed and rests on the months before it."
        " Reopen %(later)s first."
    ),
    "period_cannot_move": _(
        "%(period)s: the period is not in a state for this. Look at it again: somebody may have"
        " moved it meanwhile."
    ),
}
