"""Tags of issues: levels, states and days, always in words."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from ballast.dispatch.coordination.messages import (
    BY_ITSELF,
    CAUSES,
    ISSUE_STATES,
    LEVELS,
    SEVERITIES,
    SOURCES,
    left_in_words,
)
from ballast.dispatch.coordination.messages.tasks import standing_of
from ballast.dispatch.coordination.models import Task
from ballast.dispatch.coordination.rules.issues import IssueState
from ballast.dispatch.coordination.selectors.issue_desk import About, Dated
from ballast.platform.language import language
from ballast.platform.ui.templatetags.ui import badge

register = template.Library()

_STATES = {
    IssueState.RAISED: "amber",
    IssueState.SENT_BACK: "red",
    IssueState.ACCEPTED: "brand",
    IssueState.IN_HAND: "brand",
    IssueState.SOLVED: "amber",
    IssueState.CLOSED: "green",
    IssueState.WITHDRAWN: "grey",
    IssueState.MERGED: "grey",
}


@register.simple_tag
def level_mark(level: int) -> SafeString:
    """On which level a matter lies: as many bars as levels, and the word."""
    return _level_mark(level, get_language())


@cache
def _level_mark(level: int, _language: str | None) -> SafeString:
    bars = SafeString('<i class="level__bar"></i>' * level)
    words = LEVELS[level]
    return format_html(
        '<span class="level level--{}"><span class="level__bars" aria-hidden="true">{}</span>'
        "{}</span>",
        level,
        bars,
        words,
    )


@register.simple_tag
def issue_state(code: str) -> SafeString:
    """How far an issue has come, as a badge."""
    return _issue_state(code, get_language())


@cache
def _issue_state(code: str, _language: str | None) -> SafeString:
    return badge(str(ISSUE_STATES[code]), kind=_STATES[IssueState(code)])


@register.simple_tag
def task_state(task: Task) -> SafeString:
    """How far a task has come, as a badge."""
    words, kind = standing_of(task)
    return badge(words, kind=kind)


@register.filter
def by_whom(label: str) -> str:
    """Who took a step; what the system does by itself says so."""
    return str(BY_ITSELF.get(label, label))


@register.simple_tag
def cause(code: str) -> str:
    return str(CAUSES.get(code, code))


@register.simple_tag
def source(code: str) -> str:
    return str(SOURCES.get(code, code))


@register.simple_tag
def severity(code: str) -> str:
    return str(SEVERITIES.get(code, code))


@register.simple_tag
def level_name(names: Mapping[str, str]) -> str:
    """What the ladder calls a level, in the reader's language."""
    return names[language()]


@register.simple_tag
def due(limit: Dated) -> SafeString:
    """A day with what is left until then, in words; what is near or over stands out."""
    return _due(limit, get_language())


@lru_cache(maxsize=1_024)  # many rows of a list are due on one day
def _due(limit: Dated, _language: str | None) -> SafeString:
    if not (words := left_in_words(limit)):
        return format_html("{}", limit.due_on.isoformat())
    kind = "paused" if limit.paused_until else limit.timing
    mark = '{}<br><small class="left left--{}">{}</small>'
    return format_html(mark, limit.due_on.isoformat(), kind, words)


@register.simple_tag
def about(projects: Sequence[About]) -> SafeString:
    """The main project, and how many more."""
    if not projects:
        return SafeString("—")
    names = "\n".join(one.name for one in projects)
    rest = len(projects) - 1
    more = ngettext("and %(count)s other", "and %(count)s others", rest) % {"count": rest}
    return format_html(
        '<span title="{}">{}</span>{}',
        names,
        projects[0].name,
        format_html('<br><small class="quiet">{}</small>', more) if rest else "",
    )
