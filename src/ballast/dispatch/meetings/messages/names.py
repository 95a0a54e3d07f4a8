"""What meetings, their states and the lines of the dispatch table are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.delivery.plans.messages import PLAN_CLASSES
from ballast.dispatch.meetings.rules import (
    Act,
    Came,
    Dispatcher,
    Every,
    Fate,
    Kind,
    Occasion,
    Part,
    Speech,
    Standing,
    State,
    TopicState,
)
from ballast.projects.messages import TIERS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: Mapping[str, "StrPromise"] = {
    Kind.WEEKLY.value: _("Weekly dispatch meeting"),
    Kind.BIWEEKLY.value: _("Fortnightly meeting on the six lists"),
    Kind.MONTHLY.value: _("Monthly dispatch meeting"),
    Kind.QUARTERLY.value: _("Quarterly meeting"),
    Kind.OBSERVATION.value: _("Observation on site and session"),
    Kind.JOINT.value: _("Joint planning meeting"),
    Kind.AD_HOC.value: _("Meeting on one matter"),
}
STATES: Mapping[str, "StrPromise"] = {
    State.PLANNED.value: pgettext_lazy("meeting", "Planned"),
    State.ASKING.value: pgettext_lazy("meeting", "Topics asked for"),
    State.FIXED.value: pgettext_lazy("meeting", "Agenda fixed"),
    State.RUNNING.value: pgettext_lazy("meeting", "Running"),
    State.HELD.value: pgettext_lazy("meeting", "Held"),
    State.SENT.value: pgettext_lazy("meeting", "Minutes sent"),
    State.CALLED_OFF.value: pgettext_lazy("meeting", "Called off"),
}
ACTS: Mapping[str, "StrPromise"] = {
    Act.ASK.value: _("Ask for topics"),
    Act.FIX.value: _("Fix the agenda"),
    Act.REOPEN.value: _("Open the agenda again"),
    Act.START.value: _("Begin the meeting"),
    Act.END.value: _("End the meeting"),
    Act.RESUME.value: _("Go on with the meeting"),
    Act.SEND.value: _("Minutes are sent"),
    Act.CALL_OFF.value: _("Call the meeting off"),
}
PARTS: Mapping[str, "StrPromise"] = {
    Part.ATTENDS.value: pgettext_lazy("meeting", "Attends"),
    Part.EXCUSED.value: pgettext_lazy("meeting", "Excused"),
    Part.SITS_IN.value: pgettext_lazy("meeting", "Sits in"),
}
DISPATCHERS: Mapping[str, "StrPromise"] = {
    Dispatcher.LEADER.value: _("A leader of the city"),
    Dispatcher.OFFICE.value: _("The project office"),
    Dispatcher.DEPARTMENT.value: _("The department of the trade"),
    Dispatcher.DISTRICT.value: _("The district or functional area"),
}
EVERY: Mapping[str, "StrPromise"] = {
    Every.WEEK.value: _("Every week"),
    Every.TWO_WEEKS.value: _("Every two weeks"),
    Every.MONTH.value: _("Every month"),
    Every.QUARTER.value: _("Every quarter"),
}
DUE: Mapping[str, "StrPromise"] = {
    Standing.HELD.value: pgettext_lazy("dispatch", "Held"),
    Standing.PLANNED.value: pgettext_lazy("dispatch", "On the calendar"),
    Standing.DUE.value: pgettext_lazy("dispatch", "Not planned yet"),
}
GRADES: Mapping[str, "StrPromise"] = {"": _("All grades"), **TIERS}
CLASSES: Mapping[str, "StrPromise"] = {"": _("All classes"), **PLAN_CLASSES}
TOPIC_STATES: Mapping[str, "StrPromise"] = {
    TopicState.ASKED.value: _("To be admitted"),
    TopicState.ADMITTED.value: _("Admitted"),
    TopicState.SENT_BACK.value: pgettext_lazy("topic", "Sent back"),
}
SPEECHES: Mapping[str, "StrPromise"] = {
    Speech.EXCHANGE.value: _("Tells how it is done"),
    Speech.PLEDGE.value: _("Promises to catch up"),
}
FATES: Mapping[str, "StrPromise"] = {
    Fate.CLOSED.value: pgettext_lazy("decision", "Done"),
    Fate.IN_TIME.value: pgettext_lazy("decision", "In time"),
    Fate.LATE.value: pgettext_lazy("decision", "Late"),
}
UNDONE = _("Undone at the meeting")
OCCASIONS: Mapping[str, "StrPromise"] = {
    Occasion.MASS_START.value: _("Mass start"),
    Occasion.MASS_SIGNING.value: _("Mass signing"),
    Occasion.PROMOTION.value: _("Promotion"),
}
CAME: Mapping[str, "StrPromise"] = {
    Came.SINCE.value: pgettext_lazy("event", "Really came about"),
    Came.BEFORE.value: pgettext_lazy("event", "Had come about before"),
    Came.NOT_YET.value: pgettext_lazy("event", "Not yet"),
}
