"""Small parts of the pages of filing."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ballast.delivery.progress.messages import (
    ANSWER_NAMES,
    KIND_NAMES,
    LEVEL_NAMES,
    LOCK_NAMES,
    MEASURE_NAMES,
    STANDING_NAMES,
)
from ballast.delivery.progress.rules import Standing
from ballast.kernel.periods import Period
from ballast.platform.language import language
from ballast.platform.periods.rules import State as Lock
from ballast.platform.ui.templatetags.figures import NO_FIGURE, count, wan
from ballast.platform.ui.templatetags.ui import badge

register = template.Library()

STANDING_KINDS = {
    Standing.NOT_DUE: "grey",
    Standing.NOT_REPORTED: "amber",
    Standing.DRAFT: "",
    Standing.SUBMITTED: "brand",
    Standing.RETURNED: "red",
    Standing.ACCEPTED: "green",
}
_LOCK_KINDS = {Lock.OPEN: "green", Lock.CLOSING: "amber", Lock.CLOSED: "grey"}


@register.simple_tag
def standing(of: Any) -> SafeString:
    """How far a duty's filing has come, with what else is to be known of it at a glance."""
    marks = [badge(str(STANDING_NAMES[of.standing]), kind=STANDING_KINDS[of.standing])]
    if of.filing and of.filing.kind == "ESTIMATE":
        marks.append(badge(_("estimate")))
    if of.filing and of.filing.is_late:
        marks.append(badge(_("late"), kind="amber"))
    if of.filing and of.filing.is_on_behalf:
        marks.append(badge(_("entered on behalf"), kind="brand"))
    return SafeString(" ".join(marks))


@register.simple_tag
def measured(code: str) -> str:
    """What a list measures, in words."""
    return str(MEASURE_NAMES[code])


@register.simple_tag
def period_of(code: str) -> str:
    """A period in words by its code."""
    return label(Period.from_code(code))


@register.simple_tag
def locked(opened: Any) -> SafeString:
    """Whether a period still takes filings."""
    return badge(str(LOCK_NAMES[opened.lock]), kind=_LOCK_KINDS[opened.lock])


@register.filter
def days_left(opened: Any) -> str:
    """How long an open period still takes filings in time."""
    if not opened.is_open:
        return ""
    days = opened.days_left
    if days < 0:
        late = ngettext("%(days)s day past the deadline", "%(days)s days past the deadline", -days)
        return late % {"days": count(-days)}
    if days == 0:
        return _("last day today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


@register.filter
def day(on: date | None) -> str:
    return NO_FIGURE if on is None else on.isoformat()


@register.filter
def period_name(code: str) -> str:
    """A period's name in the reader's language; empty for none."""
    return label(Period.from_code(code)) if code else ""


@register.filter
def signed_wan(yuan: Decimal | None) -> str:
    """A change in 万元 with its sign."""
    shown = wan(yuan, 2)
    return f"+{shown}" if yuan and yuan > 0 else shown


@register.simple_tag
def stated(words: str, value: str, note: str = "") -> SafeString:
    """One fact with its name, for a list of them."""
    return format_html(
        "<div><dt>{}</dt><dd>{}{}</dd></div>",
        words,
        value,
        format_html(' <small class="quiet">{}</small>', note) if note else "",
    )


@register.filter
def kind_name(kind: str) -> str:
    return str(KIND_NAMES[kind])


@register.filter
def answer_name(answer: str) -> str:
    return str(ANSWER_NAMES[answer])


@register.filter
def plain_percent(number: Decimal | None) -> str:
    """A percentage as it was typed: 62.5%."""
    return NO_FIGURE if number is None else f"{number.normalize():f}%"


@register.simple_tag
def origin(filing: Any, field: str) -> SafeString:
    """From which cell of a workbook a figure came, where it came from one."""
    if filing is None or field not in filing.provenance:
        return SafeString("")
    return format_html(
        '<small class="quiet origin">{}</small>',
        _("from the workbook, cell %(cell)s") % {"cell": filing.provenance[field][1]},
    )


def reviewer(review: Any) -> str:
    """Who decides at one step: the unit, or the level where it has none."""
    return str(review.unit.short_name if review.unit else LEVEL_NAMES[review.level])


def label(period: Period) -> str:
    return period.label(language())
