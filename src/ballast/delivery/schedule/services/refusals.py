"""How the schedule refuses; every fault is named, and nothing is written."""

from ballast.kernel.errors import Faulty, Refused


class ScheduleRefused(Faulty):
    """No node and no task was changed; ``faults`` says why, each with its place."""

    code = "schedule_refused"


class NothingToDraft(Refused):
    """Nothing stands in the week, or its bulletin is there already."""

    code = "schedule_nothing_to_draft"


class NobodyToRemind(Refused):
    """Every task of the week is filed."""

    code = "schedule_nobody_to_remind"


refuse = ScheduleRefused.where
