"""A month's list and figures while it is open, and what it froze when it was closed."""

from .calendar import (
    Opened,
    PeriodLine,
    calendar,
    coming,
    is_opened,
    one_period,
    opened_codes,
    years,
)
from .closing import (
    facts,
    frozen,
    frozen_periods,
    frozen_seen,
    revisions_differ,
    verify_frozen,
    without_trail,
)
from .frames import untold
from .kin import Kin, kin
from .leaders import Leader, leaders, told_leaders
from .lines import NOWHERE, Choice, Lines, Seen, chosen, lines, seen, these
from .loop import loop
from .months import told_month
from .overview import Order, Overview, counts, figures, overview
from .places import (
    CALLING,
    Box,
    Placed,
    by_accounting_unit,
    by_place,
    in_box,
    placed,
    points,
    with_position,
)
from .replaying import grounds_of, replay
from .rolling import Moved, Rolling, RollingList, rolling, stood_on
from .sending import closed_revisions, sees_sent, sent, sent_difference
from .snapshots import (
    closed_facts,
    kept,
    missing_versions,
    taken,
    with_snapshot,
    without_snapshot,
)
from .standing import Standing, standing
from .stood import told as table_of
from .striking import Fall, Mine, fallen, falls, sponsored, worst
from .units import by_unit, once
from .upward import Upward, UpwardRow, upward

__all__ = [
    "CALLING",
    "NOWHERE",
    "Box",
    "Choice",
    "Fall",
    "Kin",
    "Leader",
    "Lines",
    "Mine",
    "Moved",
    "Opened",
    "Order",
    "Overview",
    "PeriodLine",
    "Placed",
    "Rolling",
    "RollingList",
    "Seen",
    "Standing",
    "Upward",
    "UpwardRow",
    "by_accounting_unit",
    "by_place",
    "by_unit",
    "calendar",
    "chosen",
    "closed_facts",
    "closed_revisions",
    "coming",
    "counts",
    "facts",
    "fallen",
    "falls",
    "figures",
    "frozen",
    "frozen_periods",
    "frozen_seen",
    "grounds_of",
    "in_box",
    "is_opened",
    "kept",
    "kin",
    "leaders",
    "lines",
    "loop",
    "missing_versions",
    "once",
    "one_period",
    "opened_codes",
    "overview",
    "placed",
    "points",
    "replay",
    "revisions_differ",
    "rolling",
    "seen",
    "sees_sent",
    "sent",
    "sent_difference",
    "sponsored",
    "standing",
    "stood_on",
    "table_of",
    "taken",
    "these",
    "told_leaders",
    "told_month",
    "untold",
    "upward",
    "verify_frozen",
    "with_position",
    "with_snapshot",
    "without_snapshot",
    "without_trail",
    "worst",
    "years",
]
