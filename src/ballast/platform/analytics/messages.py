"""What indicators are called, and what each is a share of."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

NAMES: Mapping[str, "StrPromise"] = {
    "project_count": _("Projects"),
    "planned_investment": _("Planned investment of the year"),
    "completed_investment": _("Completed investment since January"),
    "completion_rate": _("Completion rate of the year's plan"),
    "time_progress": _("Time progress"),
    "lead_points": _("Ahead of time progress"),
    "plan_share_lead_points": _("Ahead of the projects' own plans by month"),
    "since_start_rate": _("Completed since start of total investment"),
    "started_count": _("New projects started"),
    "started_early_count": _("New projects started before they were due"),
    "start_rate_due": _("Start rate of those due"),
    "start_rate_year": _("Start rate of the year"),
    "active_rate": _("Rate of starts and resumptions"),
    "finish_rate_year": _("Finish rate of the year"),
    "finish_rate_due": _("Finish rate of those due"),
    "commission_rate": _("Commissioning rate of those due"),
    "entry_rate": _("Rate of entry into statistics"),
    "late_filing": _("Filed late"),
    "carried_share": _("Share carried from earlier filings"),
    "target_rate": _("Completion rate of the target"),
    "share_of_fai": _("Share of fixed-asset investment"),
    "gap_to_province": _("Ahead of the province's average"),
}
BASES: Mapping[str, "StrPromise"] = {
    "completion_rate": _("planned investment of the year"),
    "lead_points": _("planned investment of the year, less time progress"),
    "plan_share_lead_points": _("planned investment of projects with a plan by month"),
    "since_start_rate": _("total investment of projects that gave a figure since start"),
    "start_rate_due": _("new projects whose planned start has come"),
    "start_rate_year": _("all new projects of the year"),
    "active_rate": _("new projects due and projects carried over"),
    "finish_rate_year": _("all projects to finish in the year"),
    "finish_rate_due": _("projects to finish whose planned finish has come"),
    "commission_rate": _("projects whose planned commissioning has come"),
    "entry_rate": _("started projects of 5 million yuan and more"),
    "carried_share": _("completed investment since January"),
    "target_rate": _("target of the year"),
    "share_of_fai": _("fixed-asset investment of the city since January, as published"),
    "gap_to_province": _("planned investment of the year, less the province's rate as published"),
}
FACTS: Mapping[str, "StrPromise"] = {
    "project_id": _("Row of the register"),
    "number": _("Number"),
    "is_first": _("Counted as a project"),
    "is_inside": _("Part of a listed project"),
    "unit": _("Unit"),
    "series": _("Series of units"),
    "region": _("Region"),
    "tier": _("Tier"),
    "sector": _("Sector"),
    "owner": _("Owner"),
    "size_band": _("Size"),
    "sponsor": _("Sponsor"),
    "plan_class": _("Plan class"),
    "state": _("State of the project"),
    "total_yuan": _("Total investment"),
    "planned_yuan": _("Plan of the year"),
    "original_yuan": _("Plan of the year as issued"),
    "split_yuan": _("Plan split by month"),
    "plan_to_date_yuan": _("Plan to date"),
    "completed_yuan": _("Completed since January"),
    "carried_yuan": _("Carried from an earlier filing"),
    "month_yuan": _("Completed in the month"),
    "since_start_yuan": _("Completed since the start"),
    "planned_start_on": _("Planned start"),
    "started_on": _("Actual start"),
    "planned_finish_on": _("Planned finish"),
    "finished_on": _("Actual finish"),
    "planned_commission_on": _("Planned commissioning"),
    "commissioned_on": _("Actual commissioning"),
    "planned_capacity_on": _("Planned full capacity"),
    "full_capacity_on": _("Actual full capacity"),
    "entered_on": _("Day of entry into statistics"),
    "is_due": _("Due to be filed"),
    "is_filed": _("Filed for the period"),
    "is_late": _("Filed late"),
}
WORDS: Mapping[str, "StrPromise"] = {
    "indicator_version_missing": _(
        "This version of Ballast no longer knows these indicators as they were then: %(missing)s."
        " Use a version that does."
    ),
}
