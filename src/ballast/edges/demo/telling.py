"""What came of a step, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def in_words(outcome: Mapping[str, int]) -> str:
    """The counts of a step, those that are worth telling."""
    words = {
        "projects": _("%(count)d projects"),
        "books": _("%(count)d workbooks"),
        "adjusted": _("%(count)d amounts"),
        "ledgers": _("%(count)d units"),
        "refused": _("%(count)d refused and sent again"),
        "returned": _("%(count)d filings returned and corrected"),
        "papers": _("%(count)d drafted"),
        "sent": _("%(count)d of them sent"),
        "instructions": _("%(count)d instructions"),
        "sweeps": _("%(count)d sweeps"),
        "tasks": _("%(count)d week tasks"),
        "files": _("%(count)d files"),
        "matters": _("%(count)d matters"),
        "red": _("%(count)d red"),
        "yellow": _("%(count)d yellow"),
    }
    told = [words[key] % {"count": count} for key, count in outcome.items() if count]
    return pgettext("between clauses", ", ").join(told)
