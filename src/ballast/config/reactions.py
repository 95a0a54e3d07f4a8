"""Every reaction in the system, on one page: when this happens, then that is done."""

from collections.abc import Mapping, Sequence

from ballast.delivery.ledgers.services import ImportUndone, MonthImported, PlanImported
from ballast.delivery.plans.services import AdjustmentUndone, PlanAdjusted, PlanIssued
from ballast.delivery.progress import tasks as progress
from ballast.delivery.progress.services import (
    DutiesFollowed,
    FilingsAccepted,
    FilingsEnteredFor,
    FilingsSentBack,
)
from ballast.dispatch.alerts import tasks as alerts
from ballast.kernel.events import Event
from ballast.platform.audit.reactions import Reaction
from ballast.projects.services import (
    DividedUp,
    Exited,
    Merged,
    Reinstated,
    ResponsibilitiesChanged,
    Resumed,
    Suspended,
)

REACTIONS: Mapping[type[Event], Sequence[Reaction]] = {
    PlanIssued: (progress.follow_plan,),
    PlanAdjusted: (progress.follow_plan,),
    AdjustmentUndone: (progress.follow_plan,),
    Suspended: (progress.follow_register,),
    Resumed: (progress.follow_register,),
    Exited: (progress.follow_register,),
    Reinstated: (progress.follow_register,),
    Merged: (progress.follow_register,),
    DividedUp: (progress.follow_register,),
    ResponsibilitiesChanged: (progress.follow_register,),
    PlanImported: (alerts.judge_year,),
    DutiesFollowed: (alerts.judge_again,),
    FilingsEnteredFor: (alerts.judge_again,),
    FilingsAccepted: (alerts.judge_again,),
    FilingsSentBack: (alerts.judge_again,),
    MonthImported: (alerts.judge_month,),
    ImportUndone: (alerts.judge_year,),
}
