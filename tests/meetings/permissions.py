"""What each visitor gets of the pages of meetings."""

from typing import Any

from tests.meetings.factories import make_meeting
from tests.support.places import Guarded, Place


def a_meeting(place: Place) -> list[Any]:
    """Attended by the north alone."""
    return [make_meeting(units=[place.north]).number]


MEETINGS = {
    "meetings:meetings": Guarded(),
    "meetings:export": Guarded(),
    "meetings:plan": Guarded(),
    "meetings:dispatch": Guarded(),
    "meetings:edit_dispatch": Guarded(),
    "meetings:meeting": Guarded(a_meeting, elsewhere=404),
    "meetings:amend": Guarded(a_meeting),
    "meetings:move": Guarded(a_meeting, here=302, method="post"),
    "meetings:attendance": Guarded(a_meeting),
}
