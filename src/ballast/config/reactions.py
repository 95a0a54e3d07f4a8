"""Every reaction in the system, on one page: when this happens, then that is done."""

from collections.abc import Mapping, Sequence

from ballast.delivery.ledgers.services import ImportUndone, MonthImported, PlanImported
from ballast.delivery.plans.services import AdjustmentUndone, PlanAdjusted, PlanIssued
from ballast.delivery.progress import tasks as progress
from ballast.delivery.progress.services import (
    DutiesFollowed,
    FilingsAccepted,
    FilingsEnteredFor,
    FilingsReminded,
    FilingsSentBack,
)
from ballast.dispatch.alerts import tasks as alerts
from ballast.dispatch.alerts.services import (
    ChecksAnswered,
    Exempted,
    ExemptionEnded,
    RulebookPublished,
    WarningsIssued,
)
from ballast.dispatch.coordination import tasks as coordination
from ballast.dispatch.coordination.services import (
    HandedOn,
    InstructionsAmended,
    InstructionsClosed,
    InstructionsEntered,
    InstructionsReminded,
    InstructionsReported,
    InstructionsSpokenAgain,
    InstructionsWithdrawn,
    SweepsMoved,
    SweepsOpened,
)
from ballast.dispatch.coordination.services.issues import IssuesEscalated, PetitionsAsked
from ballast.dispatch.meetings import tasks as meetings
from ballast.kernel.events import Event
from ballast.oversight.reporting import tasks as reporting
from ballast.platform.audit.reactions import Reaction
from ballast.platform.documents import tasks as papers
from ballast.platform.documents.services.events import (
    PapersChecked,
    PapersSent,
    PapersSentBack,
    PapersSubmitted,
)
from ballast.platform.periods.services import PeriodFrozen
from ballast.projects.services import (
    Bundled,
    DividedUp,
    Edited,
    Exited,
    Merged,
    PhasesAdded,
    Registered,
    Reinstated,
    ResponsibilitiesChanged,
    Resumed,
    StepsRecorded,
    Suspended,
    Unbundled,
)

REACTIONS: Mapping[type[Event], Sequence[Reaction]] = {
    PlanIssued: (progress.follow_plan, progress.place_year),
    PlanAdjusted: (progress.follow_plan, progress.place_planned, papers.compare),
    AdjustmentUndone: (progress.follow_plan, progress.place_planned, papers.compare),
    Registered: (progress.place_moved,),
    Edited: (progress.place_moved,),
    StepsRecorded: (progress.place_moved,),
    Bundled: (progress.place_moved,),
    Unbundled: (progress.place_moved,),
    PhasesAdded: (progress.place_moved,),
    Suspended: (progress.follow_register,),
    Resumed: (progress.follow_register,),
    Exited: (progress.follow_register, progress.place_moved),
    Reinstated: (progress.follow_register, progress.place_moved),
    Merged: (progress.follow_register, progress.place_moved),
    DividedUp: (progress.follow_register, progress.place_moved),
    ResponsibilitiesChanged: (progress.follow_register,),
    PlanImported: (alerts.judge_year, progress.place_moved, papers.compare),
    DutiesFollowed: (alerts.judge_again,),
    FilingsEnteredFor: (
        alerts.judge_again,
        progress.place_moved,
        papers.compare,
        progress.tell_entered_for,
    ),
    FilingsAccepted: (alerts.judge_again, progress.place_moved, papers.compare),
    FilingsReminded: (progress.tell_reminded,),
    FilingsSentBack: (alerts.judge_again, papers.compare, progress.tell_returned),
    ImportUndone: (alerts.judge_year, progress.place_moved, papers.compare),
    MonthImported: (alerts.judge_month, progress.place_moved, papers.compare),
    RulebookPublished: (alerts.judge_by,),
    WarningsIssued: (
        papers.compare,
        alerts.tell_issued,
        alerts.tell_asked,
        alerts.reopen_relapsed,
    ),
    ChecksAnswered: (alerts.tell_disputed,),
    PeriodFrozen: (reporting.publish_facts, papers.compare),
    HandedOn: (coordination.tell_handed_on,),
    InstructionsEntered: (coordination.tell_of_instructions,),
    InstructionsAmended: (coordination.tell_of_instructions,),
    InstructionsSpokenAgain: (coordination.tell_of_instructions,),
    InstructionsWithdrawn: (coordination.tell_of_instructions,),
    InstructionsReported: (coordination.tell_of_instructions,),
    InstructionsReminded: (coordination.tell_of_instructions,),
    InstructionsClosed: (coordination.tell_of_instructions,),
    SweepsOpened: (coordination.tell_of_opened,),
    SweepsMoved: (coordination.tell_of_moved,),
    Exempted: (alerts.judge_let_off,),
    ExemptionEnded: (alerts.judge_let_off,),
    PapersSubmitted: (papers.tell_checkers,),
    PapersChecked: (papers.tell_signers,),
    PapersSentBack: (papers.tell_drafters,),
    PapersSent: (
        papers.tell_sent,
        alerts.redate_checks,
        coordination.note_sent,
        meetings.minutes_sent,
    ),
    IssuesEscalated: (coordination.draft_climbed,),
    PetitionsAsked: (coordination.draft_petitions,),
}
