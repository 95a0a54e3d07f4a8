"""What periods, frozen fields and refusals are called in the reader's language."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ballast.delivery.progress.rules import Level
from ballast.platform.language import period_called
from ballast.platform.periods.rules import State

from .rules import Cause, FrozenKind, Layout

if TYPE_CHECKING:
    from ballast.platform.periods.models import PeriodLock

WORDS = {
    "filings_waiting": _(
        "%(period)s: %(count)d filings are submitted and not decided: %(filings)s. Finish their"
        " review, or close without them and say why."
    ),
    "earlier_period_open": _(
        "%(period)s: first close %(earlier)s; its figures are the ground of this period's."
    ),
    "later_period_closed": _(
        "%(period)s: first reopen %(later)s; it rests on this period, so the last comes first."
    ),
    "close_reason_missing": _("Say the reason; it stands in the journal."),
    "not_closed": _("%(period)s was not closed as revision %(revision)d; nothing was frozen."),
    "no_snapshot": _(
        "%(period)s, revision %(revision)d, was closed before snapshots were kept: only its figures"
        " are frozen, and `ballast audit verify` proves them."
    ),
    "nothing_to_send": _("%(period)s: no project stands in the plan, so there is nothing to send."),
    "sent_to_missing": _("Say to whom it goes."),
}

LOOP = {
    "prompted": _("projects prompted"),
    "prompted_start": _("of them to start"),
    "prompted_promotion": _("of them to be promoted"),
    "prompted_both": _("of them both"),
    "matters": _("matters that need coordination"),
    "solved": _("of them solved and confirmed"),
    "open": _("of them open"),
    "overdue": _("of the open ones overdue"),
    "acceptance_rate": _("acceptance rate (accepted / raised)"),
    "on_time_rate": _("on-time rate (closed with no limit passed / closed)"),
    "solving_rate": _("solving rate (closed / needing coordination)"),
    "reopened_rate": _("reopened rate (opened again / ever closed)"),
}

LAYOUT_NAMES = {
    Layout.MONTHLY: _("Monthly report of key projects"),
    Layout.GOALS: _("Summary of the year's goals and visible progress"),
    Layout.DETAIL: _("The year's projects in detail"),
    Layout.FIVE_YEAR: _("Key projects of the five-year plan"),
}

STATE_NAMES = {
    State.OPEN: pgettext_lazy("period", "Open"),
    State.CLOSING: pgettext_lazy("period", "Closing"),
    State.CLOSED: pgettext_lazy("period", "Closed"),
}

LEVEL_NAMES = {
    Level.GROUP: _("Group"),
    Level.DISTRICT: _("District"),
    Level.DEPARTMENT: _("Department"),
    Level.OFFICE: _("Project office"),
}

FIELD_NAMES = {
    "project_id": _("Number"),
    "number": _("Number"),
    "name": _("Project name"),
    "unit_code": _("Code of the responsible unit"),
    "unit_name": _("Responsible unit"),
    "region_code": _("Region"),
    "sector": _("Sector"),
    "tier": _("Tier"),
    "state": _("State of the project"),
    "shares": _("Shares"),
    "total_investment_yuan": _("Total investment"),
    "plan_class": _("Plan class"),
    "original_yuan": _("Plan of the year as issued"),
    "planned_yuan": _("Plan of the year"),
    "standing": _("State of the filing"),
    "month_yuan": _("Completed in the month"),
    "completed_yuan": _("Completed since January"),
    "since_start_yuan": _("Completed since the start"),
    "base_yuan": _("Counted for the period before"),
    "caught_up_yuan": _("Of months not filed"),
    "correction_yuan": _("Corrections"),
    "filed_for": _("As reported for"),
    "kind": _("Estimate or actual"),
    "is_late": _("Late"),
    "visible_progress": _("Visible progress"),
}

FAULTS = {
    FrozenKind.MOVE: _("its state or a move of it is not as the journal tells"),
    FrozenKind.MISSING: _("what was frozen at its closing is gone, or no closing is told of it"),
    FrozenKind.CHANGED: _("its frozen rows are not those whose digest the journal holds"),
    FrozenKind.FILING: _("the filings of %(number)s now give another figure than was frozen"),
    FrozenKind.CORRECTION: _("the corrections of %(number)s are not those that were closed with"),
    FrozenKind.REVIEW: _("the review steps of %(number)s are not those that were closed with"),
    FrozenKind.SHEET: _("the totals sheets of %(number)s are not those that were closed with"),
    FrozenKind.WINDOW: _("its filing window is not the one that was closed with"),
}

CAUSES = {
    Cause.SEAL: _("What is stored is not what the journal's digest was made over"),
    Cause.LAMP: _("Lamps: stored → what the stored facts give by the rulebook of that time"),
    Cause.VALUE: _("Indicators: stored → what the stored facts give as they were defined then"),
    Cause.SHOWN: _("Lamps: stored → shown on the pages"),
    Cause.FACT: _("Facts: stored → told by register, plan, filings and exemptions today"),
    Cause.GIVEN: _("Targets and published figures: stored → today"),
    Cause.RULEBOOK: _("The rulebook for this month: used → today's"),
    Cause.INDICATOR: _("Indicators, on the stored facts: stored → as they are defined today"),
}

# What a departure's place and field are made of, word by word.
DEPARTED = {
    "all": _("The whole city"),
    "class": _("Plan class"),
    "size": _("Size"),
    "project": _("Project's lamp"),
    "colour": _("colour"),
    "row": _("row of the rule"),
    "values": _("decided on"),
    "running": _("periods it has stood"),
    "shows_rate": _("shows the rate"),
    "exempt": _("not rated"),
    "keeps_entry": _("The city records entry into statistics"),
    "current": _("plan in force"),
    "original": _("plan as issued"),
    "value": _("value"),
    "numerator": _("numerator"),
    "denominator": _("denominator"),
    "digest": _("digest"),
    "rulebook": _("rulebook"),
    "target_yuan": _("Target of the year"),
    "fixed_asset_yuan": _("Fixed-asset investment"),
    "province_rate": _("The province's rate"),
    "red": _("red"),
    "yellow": _("yellow"),
    "blue": _("blue"),
    "green": _("green"),
    "grey": _("grey"),
    "dash": _("not rated"),
}


def label(code: str) -> str:
    """A period's name in the reader's language: 2023年9月."""
    return period_called(code)


def settled(lock: "PeriodLock | None") -> tuple[str, str]:
    """The same in a word for a badge, and the badge's kind: 预计, 待确认, 已结账（第1版）."""
    if lock is None or lock.state == State.OPEN:
        return pgettext("figures", "Expected"), "amber"
    if lock.state == State.CLOSING:
        return pgettext("figures", "To be confirmed"), "amber"
    return pgettext("figures", "Closed (revision %(number)d)") % {"number": lock.revision}, "green"


def data_state(lock: "PeriodLock | None") -> str:
    """How settled a period's figures are, to be said wherever they are shown."""
    if lock is None or lock.state == State.OPEN:
        return gettext("period not closed")
    if lock.state == State.CLOSING:
        return gettext("period closing, not yet closed")
    return gettext("closed, revision %(number)d") % {"number": lock.revision}
