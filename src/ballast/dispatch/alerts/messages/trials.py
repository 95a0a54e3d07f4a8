"""Why a lamp would be another under a rulebook that was tried."""

from django.utils.translation import gettext as _

from ballast.dispatch.alerts.models import TrialChange
from ballast.dispatch.alerts.rules import PROJECT, Rulebook
from ballast.kernel.periods import Period

from . import because


def why(book: Rulebook, change: TrialChange) -> str:
    """The tried rulebook's sentence."""
    if change.told_by:
        period = Period.from_code(change.period)
        return because(book, change.told_by, change.row, change.values, period)
    if change.family == PROJECT:
        return _("No family of it is rated.")
    return _("The tried rulebook does not ask this of it.")
