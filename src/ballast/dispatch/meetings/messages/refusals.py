"""How the services of meetings refuse."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

WORDS: Mapping[str, "StrPromise"] = {
    "meetings_refused": _("Nothing was changed in the meeting: %(count)s faults."),
    "meeting_unknown": _("There is no such meeting, or it is not for you."),
    "meeting_moved_meanwhile": _(
        "Somebody has moved %(number)s on meanwhile: look at the page again."
    ),
    "meeting_not_there": _("%(number)s is not at the step at which this may be done."),
    "meeting_without_title": _("Say what the meeting is called."),
    "meeting_without_chair": _("Say who presided at %(number)s before its minutes go out."),
    "meeting_begun": _("The meeting has begun: its day and place are no longer changed."),
    "minutes_sent": _("The minutes are sent: nothing in the meeting is changed any more."),
    "topics_after_meeting": _("The last day for topics lies after the meeting."),
    "called_off_without_reason": _("Say why the meeting is called off."),
    "excused_without_reason": _("Line %(place)s: say why the unit is excused."),
    "graded_empty": _("The table has no line."),
    "graded_twice": _("Line %(line)s: this grade and class stand in the table twice."),
    "graded_without_lamps": _("Line %(line)s: say which lamps are looked at."),
    "graded_before_last": _("The table in force holds since %(day)s; a new one begins later."),
}
