"""How meetings refuse; every fault is named, and nothing is written."""

from ballast.kernel.errors import Faulty, Refused


class MeetingsRefused(Faulty):
    """Nothing was changed in a meeting; ``faults`` says why."""

    code = "meetings_refused"


class MovedMeanwhile(Refused):
    """The meeting is no longer where the page showed it."""

    code = "meeting_moved_meanwhile"


refuse = MeetingsRefused.where
