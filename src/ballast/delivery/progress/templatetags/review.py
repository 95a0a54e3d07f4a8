"""Small parts of the review desk."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ballast.delivery.progress.messages import STANDING_NAMES, VERDICT_NAMES, level, said_of
from ballast.delivery.progress.rules import Answer, Standing, Verdict
from ballast.platform.ui.templatetags.figures import count, wan
from ballast.platform.ui.templatetags.ui import badge

from .progress import STANDING_KINDS

register = template.Library()

_VERDICT_KINDS = {
    Verdict.PENDING: "grey",
    Verdict.ACCEPTED: "green",
    Verdict.RETURNED: "red",
    Verdict.PASSED_OVER: "amber",
}


@register.simple_tag
def marks(filing: Any) -> SafeString:
    """What is to be known of a filing at a glance, besides its figures."""
    found = [
        (filing.kind == "ESTIMATE", _("estimate"), ""),
        (filing.is_late, _("late"), "amber"),
        (filing.is_on_behalf, _("entered on behalf"), "brand"),
        (filing.answer == Answer.DISPUTED, _("disputed"), "red"),
        (filing.answer == Answer.CONFIRMED, _("confirmed"), "green"),
        (filing.attempt > 1, _("attempt %(number)d") % {"number": filing.attempt}, ""),
    ]
    return SafeString(" ".join(badge(words, kind=kind) for holds, words, kind in found if holds))


@register.simple_tag
def change(yuan: Decimal | None) -> SafeString:
    """A change in 万元 with its sign, on a line of its own; nothing where there is none to tell."""
    if yuan is None:
        return SafeString("")
    shown = wan(yuan)
    return format_html('<small class="change">{}{}</small>', "+" if yuan > 0 else "", shown)


@register.simple_tag
def percent_points(value: Decimal | None, change_of: Decimal | None) -> SafeString:
    """Visible progress in percent, and by how many points it moved."""
    if value is None:
        return SafeString("—")
    shown = f"{value.normalize():f}%"
    if change_of is None:
        return SafeString(shown)
    sign = "+" if change_of > 0 else "−" if change_of < 0 else "±"
    return format_html(
        '{}<small class="change">{}{}</small>', shown, sign, f"{abs(change_of).normalize():f}"
    )


@register.simple_tag
def doubts(filing: Any) -> SafeString:
    """Each doubt, and what who filed it says of it."""
    return format_html_join(
        "",
        '<p class="doubted__line"><span>{}</span> <q>{}</q></p>',
        ((said_of(one), one.get("word") or one.get("paper") or "—") for one in filing.doubts),
    )


@register.simple_tag
def waits_for(steps: Iterable[Any]) -> str:
    """The levels and units whose turn it is."""
    return _("; ").join(named(one) for one in steps)


@register.filter
def named(step: Any) -> str:
    """A step's level and unit."""
    return level(step.level, step.unit.short_name if step.unit else "")


@register.filter
def holder_named(holder: Any) -> str:
    return level(holder.level, holder.unit)


@register.simple_tag
def verdict(step: Any) -> SafeString:
    return badge(str(VERDICT_NAMES[step.verdict]), kind=_VERDICT_KINDS[Verdict(step.verdict)])


@register.simple_tag
def standing_badge(standing: Standing) -> SafeString:
    """How far a duty that is still owed has come."""
    return badge(str(STANDING_NAMES[standing]), kind=STANDING_KINDS[standing])


@register.simple_tag
def days_over(days: int) -> str:
    late = ngettext("%(days)s day overdue", "%(days)s days overdue", days)
    return late % {"days": count(days)}


@register.filter
def by_level(holders: Iterable[Any]) -> list[tuple[str, int]]:
    """How many wait at each level: 待区县 12 · 待部门 3."""
    found: dict[str, int] = {}
    for one in holders:
        found[level(one.level)] = found.get(level(one.level), 0) + one.count
    return list(found.items())
