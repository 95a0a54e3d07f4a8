"""The three lists of issues as workbooks: every row the page shows, with the same heads."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ballast.dispatch.coordination.messages import (
    CAUSES,
    ISSUE_STATES,
    LEVELS,
    SEVERITIES,
    SOURCES,
    left_in_words,
    standing_of,
)
from ballast.dispatch.coordination.selectors.issue_desk import IssueLine, TaskLine
from ballast.platform.sheets.writing import DAY, Column, Value, workbook


def issue_list(title: str, notes: str, lines: Iterable[IssueLine]) -> bytes:
    """问题清单."""
    columns = [
        Column(pgettext("issue", "Number"), width=14),
        Column(pgettext("matter", "Issue"), width=50),
        Column(_("Projects"), width=44),
        Column(_("Level"), width=8),
        Column(_("State"), width=12),
        Column(_("Lead unit"), width=18),
        Column(_("Limit"), DAY),
        Column(pgettext("issue", "Left"), width=16),
        Column(pgettext("issue", "Cause"), width=14),
        Column(_("Severity"), width=8),
        Column(_("Source"), width=10),
        Column(_("Raised by"), width=18),
    ]
    return workbook(title, notes, columns, map(_issue, lines))


def _issue(line: IssueLine) -> list[Value]:
    one = line.issue
    return [
        one.number,
        one.title,
        _projects(line),
        str(LEVELS[one.level]),
        str(ISSUE_STATES[one.state]),
        one.lead.short_name,
        one.due_on,
        left_in_words(line.limit) or None,
        str(CAUSES[one.cause]),
        str(SEVERITIES[one.severity]),
        str(SOURCES[one.source]),
        one.raiser.short_name if one.raiser else _("Project office"),
    ]


def task_list(title: str, notes: str, lines: Iterable[TaskLine]) -> bytes:
    """任务清单."""
    columns = [
        Column(_("Task"), width=50),
        Column(_("Outcome"), width=30),
        Column(_("Unit"), width=18),
        Column(_("Person"), width=12),
        Column(_("Limit"), DAY),
        Column(pgettext("issue", "Left"), width=16),
        Column(_("State"), width=12),
        Column(_("What was done"), width=40),
        Column(pgettext("issue", "Number"), width=14),
        Column(pgettext("matter", "Issue"), width=40),
    ]
    return workbook(title, notes, columns, map(_task, lines))


def _task(line: TaskLine) -> list[Value]:
    one = line.task
    return [
        one.words,
        one.outcome,
        one.unit.short_name,
        one.person.name if one.person else None,
        one.due_on,
        left_in_words(line.limit) or None,
        standing_of(one)[0],
        one.done_words,
        one.issue.number,
        one.issue.title,
    ]


def duty_list(title: str, notes: str, lines: Iterable[IssueLine]) -> bytes:
    """责任清单."""
    columns = [
        Column(_("Lead unit"), width=18),
        Column(_("Person"), width=12),
        Column(pgettext("issue", "Number"), width=14),
        Column(pgettext("matter", "Issue"), width=50),
        Column(_("Assisting units"), width=24),
        Column(_("Sponsor of the project"), width=24),
        Column(_("Confirmed by"), width=18),
        Column(_("Level"), width=8),
        Column(_("Limit"), DAY),
        Column(pgettext("issue", "Left"), width=16),
    ]
    return workbook(title, notes, columns, map(_duty, lines))


def _duty(line: IssueLine) -> list[Value]:
    one = line.issue
    return [
        one.lead.short_name,
        one.holder_person.name if one.holder_person else None,
        one.number,
        one.title,
        "、".join(unit.short_name for unit in one.assisting.all()),
        line.sponsor,
        one.raiser.short_name if one.raiser else _("Project office"),
        str(LEVELS[one.level]),
        one.due_on,
        left_in_words(line.limit) or None,
    ]


def _projects(line: IssueLine) -> str:
    return "、".join(f"{one.number} {one.name}" for one in line.projects)
