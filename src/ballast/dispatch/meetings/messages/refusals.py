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
    "meeting_over": _("The meeting is over or called off."),
    "meeting_not_minuted": _("%(number)s is not running, or its minutes are sent."),
    "topics_closed": _("Topics were asked for until %(day)s; ask the project office."),
    "topic_unknown": _("A topic is not on this meeting's agenda."),
    "topic_not_there": _("“%(title)s” is not where this may be done with it."),
    "topic_without_title": _("Say what is to be talked about."),
    "topic_not_your_unit": _("You ask for topics of your own unit alone."),
    "topic_without_reason": _("Say why the topic is sent back."),
    "topic_decided": _("“%(title)s” is decided already."),
    "opinion_of_nobody": _("Say which units are asked; those asked already are not asked again."),
    "opinion_day_past": _("The day to answer by is over."),
    "opinion_unknown": _("Your unit is not asked for this opinion."),
    "opinion_empty": _("Write the opinion."),
    "decision_unknown": _("There is no such decision any more."),
    "decision_without_matter": _("Say what was decided."),
    "decision_without_lead": _("Say which unit leads."),
    "decision_due_before": _("The limit lies before the day of the meeting, %(day)s."),
    "promise_without_limit": _("Say by when the promise is kept."),
    "statement_unknown": _("There is no such speech any more."),
    "gathering_without_title": _("Say what the event is called."),
    "gathering_without_projects": _("Say which projects the event was about."),
    "gathering_project_unknown": _("A project is not in the register, or not one you may see."),
    "look_unknown": _("It was looked at again already."),
    "look_without_words": _("Say what was found."),
    "look_too_early": _("The day to look again has not come yet."),
    "route_too_long": _("At most %(most)s stops on a route."),
}
