"""What the plan's codes and refusals are called in the reader's language."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ballast.kernel import money
from ballast.projects.rules import ExitCause, Tier

from .models import PLAN_CLASSES as PLAN_CLASSES  # what the classes are called
from .rules import (
    AdjustmentKind,
    Condition,
    ConditionCode,
    Declared,
    Measure,
    Note,
    Purpose,
    Result,
    Series,
    Span,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DECLARED_NAMES: Mapping[str, "StrPromise"] = {
    Declared.DECLARED.value: _("Declared"),
    Declared.SELECTED.value: _("Selected"),
    Declared.LEFT_OUT.value: _("Left out"),
    Declared.WITHDRAWN.value: pgettext_lazy("declaration", "Withdrawn"),
    Declared.ISSUED.value: _("Issued"),
}

ADJUSTMENT_NAMES: Mapping[str, "StrPromise"] = {
    AdjustmentKind.ADDED.value: pgettext_lazy("plan", "Added"),
    AdjustmentKind.EXITED.value: pgettext_lazy("plan", "Exited"),
    AdjustmentKind.CLASS_CHANGED.value: _("Class changed"),
    AdjustmentKind.AMOUNT_CHANGED.value: _("Amount changed"),
}

# As the register says it of a project that leaves the list altogether.
CAUSE_NAMES: Mapping[str, "StrPromise"] = {
    ExitCause.NOT_STARTED.value: _("Not started within the years allowed"),
    ExitCause.NO_PROGRESS.value: _("No substantive progress"),
    ExitCause.STOPPED.value: _("Work stopped for long"),
    ExitCause.OWNER_WITHDREW.value: _("Withdrawn by its owner"),
    ExitCause.POLICY_FORBIDS.value: _("No longer allowed by policy"),
    ExitCause.MERGED.value: _("Goes on within another project"),
    ExitCause.COMPLETED.value: _("Completed"),
    ExitCause.TO_RESERVE.value: _("Moved back to the reserve"),
}

SPAN_NAMES: Mapping[str, "StrPromise"] = {
    Span.YEAR.value: _("Whole year"),
    Span.QUARTER.value: _("Quarter"),
    Span.SPRINT.value: _("Sprint"),
}

MEASURE_NAMES: Mapping[str, "StrPromise"] = {
    Measure.CONCEIVED.value: pgettext_lazy("target", "Conceived"),
    Measure.APPROVED.value: pgettext_lazy("target", "Approved"),
    Measure.PUSHED.value: pgettext_lazy("target", "Pushed"),
    Measure.BUILT.value: pgettext_lazy("target", "Built"),
    Measure.STARTED.value: pgettext_lazy("target", "Starts"),
    Measure.FINISHED.value: pgettext_lazy("target", "Finishes"),
    Measure.FULL_CAPACITY.value: pgettext_lazy("target", "Full capacity"),
    Measure.COMPLETED_INVESTMENT.value: _("Completed investment"),
    Measure.COMPLETION_RATE.value: _("Completion rate"),
}

RESULT_NAMES: Mapping[str, "StrPromise"] = {
    Result.PENDING.value: _("Waiting for the result"),
    Result.ADMITTED.value: pgettext_lazy("application", "Admitted"),
    Result.REFUSED.value: pgettext_lazy("application", "Not admitted"),
    Result.WITHDRAWN.value: pgettext_lazy("application", "Withdrawn"),
}

SERIES_NAMES: Mapping[str, "StrPromise"] = {
    Series.COMPLETION_RATE.value: _("Completion rate of key projects"),
    Series.START_RATE.value: _("Start rate of key projects"),
    Series.FIXED_ASSET_INVESTMENT.value: _("Fixed-asset investment"),
    Series.FIXED_ASSET_GROWTH.value: _("Growth of fixed-asset investment"),
    Series.INDUSTRIAL_INVESTMENT_GROWTH.value: _("Growth of industrial investment"),
    Series.PRIVATE_INVESTMENT_GROWTH.value: _("Growth of private investment"),
    Series.GDP_GROWTH.value: _("Growth of regional GDP"),
}

NOTE_NAMES: Mapping[str, "StrPromise"] = {
    Note.START_AND_FINISH.value: _("Starts and finishes this year"),
    Note.FINISH_CARRIED.value: _("Finish carried over"),
    Note.START_CARRIED.value: _("Start carried over"),
    Note.CLASS_AS_DECLARED.value: _("Class as declared: its dates do not tell"),
}

LEVEL_NAMES: Mapping[str, "StrPromise"] = {  # above the city's own
    Tier.NATIONAL.value: _("National list"),
    Tier.PROVINCIAL.value: _("Provincial list"),
}

PURPOSE_NAMES: Mapping[str, "StrPromise"] = {
    Purpose.DECLARATION.value: _("Declaring"),
    Purpose.ADJUSTMENT.value: _("Adjusting"),
}

CONDITION_NAMES: Mapping[str, "StrPromise"] = {
    ConditionCode.CODE.value: pgettext_lazy("condition", "National code"),
    ConditionCode.APPROVAL.value: pgettext_lazy("condition", "Approval"),
    ConditionCode.LAND.value: pgettext_lazy("condition", "Land"),
    ConditionCode.MONEY.value: pgettext_lazy("condition", "Funds"),
    ConditionCode.OWNER.value: pgettext_lazy("condition", "Owner"),
    ConditionCode.SIZE.value: pgettext_lazy("condition", "Size"),
    ConditionCode.DATES.value: pgettext_lazy("condition", "Dates"),
    ConditionCode.REMAINDER.value: pgettext_lazy("condition", "Remainder"),
    ConditionCode.FINISH_SHARE.value: pgettext_lazy("condition", "Share at finish"),
}


def said_of(condition: Condition) -> str:
    """A condition by its name, with the figures it was judged by."""
    name, values = str(CONDITION_NAMES[condition.code]), condition.values
    match condition.code:
        case ConditionCode.SIZE if values.get("total_yuan") is not None:
            shown = f"{_yi(values['total_yuan'])} / ≥ {_yi(values['least_total_yuan'])}"
        case ConditionCode.DATES if values.get("by_dates"):
            shown = str(PLAN_CLASSES[str(values["by_dates"])])
        case ConditionCode.REMAINDER if values:
            shown = f"{_yi(values['planned_yuan'])} / ≤ {_yi(values['left_yuan'])}"
        case ConditionCode.FINISH_SHARE if "share" in values:
            shown = f"{_percent(values['share'])} / ≥ {_percent(values['least'])}"
        case _:
            return name
    return f"{name} {shown}"


def _yi(yuan: Any) -> str:
    return gettext("%(amount)s 100m yuan") % {"amount": money.show(Decimal(yuan), places=2)}


def _percent(share: Any) -> str:
    return f"{money.percent(share)}%"


WORDS: Mapping[str, "StrPromise"] = {
    "plan_refused": _("The plan has %(count)s faults; nothing was written."),
    "plan_is_issued": _("The plan of %(year)s is issued. Use an adjustment."),
    "plan_not_issued": _("The plan of %(year)s is not issued yet: change the draft itself."),
    "plan_empty": _("The plan of %(year)s has no projects."),
    "plan_day_wrong": _(
        "%(day)s does not fit: an issue cannot lie ahead, an adjustment takes"
        " effect within its year and after its first day."
    ),
    "plan_reason_missing": _("Give a reason."),
    "plan_nothing_to_undo": _("The plan of %(year)s has no adjustment to undo."),
    "declarations_closed": _("Declarations for %(year)s are not open today."),
    "outside_window": _(
        "No window for adjusting the plan of %(year)s is open today. Say why it cannot wait."
    ),
    "plan_project_unknown": _("No project you may see has the key %(project)s."),
    "plan_project_left": _("%(number)s %(name)s has left the register."),
    "plan_finished_before": _("%(number)s %(name)s was finished in an earlier year."),
    "plan_class_missing": _("%(number)s %(name)s has no plan class."),
    "plan_amount_missing": _("%(number)s %(name)s has no amount for the year."),
    "plan_amount_negative": _("%(number)s %(name)s has an amount below nought."),
    "plan_split_wrong": _("The months of %(number)s %(name)s are not twelve that make its year."),
    "plan_dates_backwards": _("%(number)s %(name)s would finish before it starts."),
    "plan_already_in": _("%(number)s %(name)s already stands in the plan."),
    "plan_not_in": _("%(number)s %(name)s does not stand in the plan."),
    "plan_changed_later": _(
        "%(number)s %(name)s was already adjusted from that day or a later one."
    ),
    "plan_class_same": _("%(number)s %(name)s already has this class."),
    "plan_amount_same": _("%(number)s %(name)s already has this amount."),
    "plan_class_not_amount": _("%(number)s %(name)s: a new class is a change of class."),
    "plan_exit_without_cause": _("%(number)s %(name)s: say for which cause it leaves the plan."),
    "plan_item_twice": _("%(number)s %(name)s stands twice in this adjustment."),
    "declaration_missing": _("%(number)s %(name)s was not declared."),
    "declaration_decided": _("The declaration of %(number)s %(name)s is already decided."),
    "targets_refused": _("%(count)s targets have faults; none was set."),
    "target_unnamed": _("A target has no name."),
    "target_empty": _("%(name)s: say how many, how much or which rate."),
    "target_negative": _("%(name)s: a target is above nought."),
    "target_rate_wrong": _("%(name)s: a rate is a share of one, 0.95 for 95 %%."),
    "target_days_wrong": _("%(name)s: its days do not lie within the year, or run backwards."),
    "target_counts_nothing": _("%(name)s: investment has an amount or a rate, no number."),
    "target_unit_wrong": _("%(name)s: targets are set for accounting units."),
    "application_list_missing": _("%(number)s %(name)s: say for which list."),
    "application_level_wrong": _("%(number)s %(name)s: applications go to country or province."),
    "application_ahead": _("%(number)s %(name)s: the day of the application lies ahead."),
    "application_twice": _("%(number)s %(name)s was already put up for this batch of the list."),
    "application_result_early": _(
        "%(number)s %(name)s: a result comes after the application, and not after today."
    ),
    "figure_head_missing": _("No row has the heads series, period and value."),
    "figure_series": _("No such series."),
    "figure_area": _("The area is missing."),
    "figure_period": _("No period with its year, such as 2024-03 or 2024Q1."),
    "figure_value": _("No number."),
    "figure_measure": _("The unit of measure is missing."),
    "figure_rank": _("A rank is a whole number from 1 on."),
    "figure_source": _("The source is missing."),
    "figure_published_on": _("No day, such as 2024-03-15."),
    "outside_refused": _(
        "A figure of %(period)s lacks its area or source, lies ahead, or is below nought."
    ),
}
