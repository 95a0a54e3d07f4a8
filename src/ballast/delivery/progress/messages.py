"""Refusals, faults and doubts of filing and review, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.platform.notices.kinds import Kind as Notice
from ballast.platform.periods.rules import State as Lock

from .rules import Answer, Kind, Level, Standing, Verdict
from .selectors.desk import Pile

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LEVEL_NAMES: Mapping[str, "StrPromise"] = {
    Level.GROUP.value: _("Group"),
    Level.DISTRICT.value: _("District"),
    Level.DEPARTMENT.value: _("Department"),
    Level.OFFICE.value: _("Project office"),
}

# Faults and doubts of a report; amounts in 万元.
_FINDINGS: Mapping[str, "StrPromise"] = {
    "filing_amount_negative": _("An amount below nought: %(given)s."),
    "year_to_date_unequal": _(
        "%(given)s since January does not add up: %(base)s before, %(correction)s of corrections "
        "and the month make %(expected)s."
    ),
    "since_start_unequal": _(
        "%(given)s since the start does not add up: %(earlier)s before this year and this "
        "year's make %(expected)s."
    ),
    "since_start_below_year": _(
        "%(given)s since the start is less than %(expected)s since January."
    ),
    "components_unequal": _("The parts make %(given)s, the month %(expected)s."),
    "correction_twice": _("%(period)s is corrected twice."),
    "correction_not_closed": _(
        "%(period)s is not an earlier closed period; only such are corrected."
    ),
    "correction_nought": _("The correction of %(period)s changes nothing."),
    "correction_without_reason": _("The correction of %(period)s needs a reason."),
    "percent_out_of_range": _("Visible progress of %(given)s%% does not lie between 0 and 100."),
    "filing_step_unknown": _("Projects of this kind have no step %(step)s."),
    "date_in_future": _("%(given)s is still to come: give it as the forecast."),
    "estimate_after_actual": _("An actual figure was already accepted for this period."),
    "output_missing": _("Its list is measured by output: give the output since January."),
    "figure_missing": _("No completed investment; the project stays unreported in the figures."),
    "year_to_date_falls": _("%(given)s since January is less than %(expected)s reported before."),
    "over_total_investment": _(
        "%(given)s since the start is more than the total investment of %(expected)s."
    ),
    "later_filing_rests_on_it": _(
        "%(period)s was filed on %(expected)s; with %(given)s here, file it anew too."
    ),
    "december_lump": _(
        "December alone makes %(share)s%% of the year; more than %(limit)s%% is unusual."
    ),
    "plan_cut_late": _(
        "The year's plan was cut from %(expected)s to %(given)s in its last quarter."
    ),
    "words_unchanged": _("The words are last time's, though money was spent."),
    "percent_falls": _("Visible progress fell from %(expected)s%% to %(given)s%%."),
    "works_move_money_does_not": _(
        "Visible progress rose from %(expected)s%% to %(given)s%%, but no investment was made."
    ),
}

PILE_NAMES: Mapping[Pile, "StrPromise"] = {
    Pile.MINE: _("My turn"),
    Pile.UNDER_WAY: _("Under review"),
    Pile.ACCEPTED: pgettext_lazy("filing", "Accepted"),
    Pile.RETURNED: _("Returned"),
    Pile.ON_BEHALF: _("Entered on behalf, not confirmed"),
}

MARK_NAMES: Mapping[str, "StrPromise"] = {
    "doubts": _("With doubts"),
    "late": _("Filed late"),
    "estimate": _("Estimates"),
    "disputed": _("Disputed"),
}

VERDICT_NAMES: Mapping[str, "StrPromise"] = {
    Verdict.PENDING.value: _("Waiting"),
    Verdict.ACCEPTED.value: pgettext_lazy("filing", "Accepted"),
    Verdict.RETURNED.value: _("Returned"),
    Verdict.PASSED_OVER.value: _("Passed over by the office"),
}

WORDS: Mapping[str, "StrPromise"] = {
    **_FINDINGS,
    "period_not_filed": _("%(period)s is not a period that this city files."),
    "window_runs_backward": _(
        "The window of %(period)s must open, reach its cut-off day and shut in this order."
    ),
    "filing_refused": _("The filing has %(count)s faults or open doubts; nothing was handed in."),
    "filing_under_review": _(
        "%(numbers)s: a filing waits for review; ask for its return to file anew."
    ),
    "filing_waits": _("a filing waits for review; ask for its return to file anew"),
    "filing_not_draft": _("A filing is no draft, or does not lie within your reach."),
    "review_refused": _("Nothing was changed."),
    "filing_unknown": _("Filing %(project)s is not there, or does not lie within your reach."),
    "reminder_refused": _("Nobody was reminded."),
    "reminder_filed": _("%(project)s has been filed meanwhile; nobody was reminded."),
    "reminder_not_due": _("%(project)s is not to be filed for this period; nobody was reminded."),
    "filing_decided": _("%(project)s: this filing is no longer under review."),
    "filing_frozen": _(
        "%(project)s: this filing was frozen when the month was closed; file the month anew."
    ),
    "not_your_turn": _("%(project)s: it is not your turn; the filing waits for %(more)s."),
    "review_reason_missing": _("Give a reason: who filed it reads it."),
    "not_a_chain": _(
        "Each level stands in the chain once, and the project office alone at its end."
    ),
    "chain_changed_later": _("A chain that begins on a later day is already recorded."),
    "no_totals_sheet": _("There is no totals sheet for %(units)s yet."),
    "totals_sheet_stale": _(
        "The figures of %(unit)s have changed since version %(version)s was made. Make a new "
        "version, and have that one signed."
    ),
    "not_entered_for": _("%(project)s: the project office did not enter this filing for a unit."),
    "draft_moved": _("%(by)s saved this draft while it was open here. Yours is not saved."),
    "photos_too_many": _("A filing takes up to %(most)s photos."),
    "not_a_photo": _("%(name)s is no photo. Send JPEG, PNG or WebP pictures."),
    "filing_not_a_draft": _("This filing was submitted meanwhile; its photos stay as they are."),
}

KIND_NAMES: Mapping[str, "StrPromise"] = {
    Kind.ESTIMATE: _("Estimate to the month's end"),
    Kind.ACTUAL: _("Actual"),
}

STANDING_NAMES: Mapping[str, "StrPromise"] = {
    Standing.NOT_DUE: _("Not due"),
    Standing.NOT_REPORTED: _("Not reported"),
    Standing.DRAFT: _("Draft"),
    Standing.SUBMITTED: pgettext_lazy("filing", "Submitted"),
    Standing.RETURNED: pgettext_lazy("filing", "Returned"),
    Standing.ACCEPTED: pgettext_lazy("filing", "Accepted"),
}

# What lists measure of a project.
MEASURE_NAMES: Mapping[str, "StrPromise"] = {
    "planned_investment": _("Planned investment"),
    "investment": _("Total investment"),
    "equipment_investment": _("Equipment investment"),
    "output": _("Output"),
    "new_output": _("New output"),
}

LOCK_NAMES: Mapping[str, "StrPromise"] = {
    Lock.OPEN: _("Open"),
    Lock.CLOSING: _("Closing: no new filings"),
    Lock.CLOSED: pgettext_lazy("period", "Closed"),
}

ANSWER_NAMES: Mapping[str, "StrPromise"] = {
    Answer.WAITING: _("The unit has not yet said whether it is right"),
    Answer.CONFIRMED: _("Confirmed by the unit"),
    Answer.DISPUTED: _("Disputed by the unit"),
}

AMOUNT_NAMES: Mapping[str, "StrPromise"] = {
    "month_yuan": _("This month"),
    "completed_yuan": _("Since January"),
    "since_start_yuan": _("Since the start of works"),
    "construction_yuan": _("Construction and installation"),
    "equipment_yuan": _("Equipment and tools"),
    "other_yuan": _("Other costs"),
    "output_yuan": _("Output since January"),
    "new_output_yuan": _("of it new output"),
    "forecast_year_yuan": _("Expected for the whole year"),
}

# What people are told of (platform.notices); %(period)s is read in their language.
NOTICES: Mapping[str, Notice] = {
    "filing_returned": Notice(
        name=_("Filing sent back"),
        words=_("Sent back: %(project)s, %(period)s. Reason: %(reason)s"),
        icon="undo-2",
    ),
    "filing_entered_for": Notice(
        name=_("Entered on behalf"),
        words=_(
            "The office has entered %(period)s for %(unit)s (%(count)s not yet answered): confirm "
            "or dispute it."
        ),
        icon="pen-line",
    ),
    "filing_reminder": Notice(
        name=_("Reminder"),
        words=_(
            "Reminder: %(period)s was to be filed by %(day)s; %(count)s of yours not yet filed "
            "(%(projects)s). Please file them without delay. %(by)s"
        ),
        icon="bell-ring",
    ),
    "month_opened": Notice(
        name=_("Filing open"),
        words=_("Filing of %(period)s is open until %(day)s."),
        icon="calendar-plus",
    ),
    "window_shuts": Notice(
        name=_("Deadline near"),
        words=_("Filing of %(period)s shuts on %(day)s; %(count)s of yours not yet filed."),
        icon="calendar-clock",
    ),
}


def level(code: str, unit: str = "") -> str:
    """A step's level with its unit's name, which the office does not need."""
    return f"{LEVEL_NAMES[code]} {unit}".strip()


def said_of(doubt: Mapping[str, Any]) -> str:
    """A doubt of a filing, as it was stored, in words."""
    code: str = doubt["code"]
    return str(WORDS[code]) % doubt.get("params", {}) if code in WORDS else code
