"""Every reaction in the system, on one page: when this happens, then that is done."""

from collections.abc import Mapping, Sequence

from ballast.delivery.ledgers.services import MonthImported, PlanImported
from ballast.dispatch.alerts import tasks as alerts
from ballast.kernel.events import Event
from ballast.platform.audit.reactions import Reaction

REACTIONS: Mapping[type[Event], Sequence[Reaction]] = {
    PlanImported: (alerts.judge_year,),
    MonthImported: (alerts.judge_month,),
}
