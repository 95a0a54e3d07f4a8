"""What a page shows, as a workbook: every row of it, with the same heads."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ballast.dispatch.coordination.messages import ANSWERED, FORMS, STANDINGS, STATES, said
from ballast.dispatch.coordination.models import Addressee, Duty, Sweep
from ballast.dispatch.coordination.rules import Kind, Question, Total, answered
from ballast.dispatch.coordination.selectors import Counts, Line
from ballast.platform.sheets.writing import COUNT, DAY, Column, Value, workbook


def name_of(one: Addressee) -> str:
    return one.unit.short_name if one.unit else str(one.user)


def instruction_list(title: str, notes: str, lines: Iterable[Line]) -> bytes:
    columns = [
        Column(_("Day given"), DAY),
        Column(_("Leader"), width=20),
        Column(_("Words of the leader"), width=60),
        Column(_("How it was given"), width=18),
        Column(_("Who leads"), width=20),
        Column(_("Who assists"), width=30),
        Column(_("Projects"), width=40),
        Column(_("Limit"), DAY),
        Column(_("State")),
        Column(_("Signed for"), width=12),
    ]
    return workbook(title, notes, columns, map(_instruction, lines))


def _instruction(line: Line) -> list[Value]:
    one = line.instruction
    return [
        one.said_on,
        f"{one.post} {one.leader.name}".strip(),
        one.words,
        str(FORMS[one.form]),
        "、".join(name_of(to) for to in line.addressees if to.leads),
        "、".join(name_of(to) for to in line.addressees if not to.leads),
        "、".join(project.name for project in line.projects),
        one.limit,
        str(STANDINGS[line.standing]),
        f"{line.signed}/{len(line.addressees)}",
    ]


def sweep_list(title: str, notes: str, rows: Iterable[tuple[Sweep, Counts]]) -> bytes:
    columns = [
        Column(_("Title"), width=40),
        Column(pgettext("sweep", "Why"), width=50),
        Column(_("State")),
        Column(_("Sent out on"), DAY),
        Column(_("Due on"), DAY),
        Column(_("Asked"), COUNT),
        Column(_("Answered"), COUNT),
        Column(pgettext("sweep", "Late"), COUNT),
    ]
    lines: list[list[Value]] = [
        [
            row.title,
            row.why,
            str(STATES[row.state]),
            localtime(row.opened_at).date(),
            row.due_on,
            told.all,
            told.answered,
            told.late,
        ]
        for row, told in rows
    ]
    return workbook(title, notes, columns, lines)


def answers(
    sweep: Sweep,
    notes: str,
    rows: Sequence[Duty],
    totals: Mapping[str, Total],
    files: Mapping[str, int],
) -> bytes:
    """The table of a sweep as the page shows it, its totals in the last row."""
    heads = [
        Column(_("Number"), width=14),
        Column(_("Project name") if sweep.over == "PROJECTS" else _("Unit"), width=44),
        Column(_("Responsible unit"), width=18),
        Column(_("State")),
        *(Column(head_of(one), _shown(one), width=22) for one in sweep.questions),
        Column(_("Answered by"), width=22),
        Column(_("Answered on"), DAY),
    ]
    lines: list[list[Value]] = [_answered(sweep, row, files) for row in rows]
    summed: list[Value] = [in_words(one, totals[one.code]) for one in sweep.questions]
    lines.append([_("Total"), "", "", "", *summed, "", None])
    return workbook(sweep.title, notes, heads, lines)


def head_of(question: Question) -> str:
    return f"{question.words}（{question.unit}）" if question.unit else question.words


def in_words(question: Question, total: Total) -> str:
    """A question's total in one line: 是 12、否 3; 合计 340."""
    if question.kind in {Kind.YES_NO, Kind.ONE_OF}:
        return "、".join(f"{said(question, one)} {number}" for one, number in total.choices.items())
    if question.kind is Kind.NUMBER and total.amount is not None:
        shown = f"{total.amount:,f}"
        return _("%(amount)s in all, from %(count)d answers") % {
            "amount": shown,
            "count": total.count,
        }
    if question.kind is Kind.DAY and total.first:
        return _("%(first)s to %(last)s") % {"first": total.first, "last": total.last}
    return _("%(count)d answers") % {"count": total.count}


def _shown(question: Question) -> str:
    return {Kind.NUMBER: "#,##0.######", Kind.DAY: DAY}.get(question.kind, "@")


def value_of(question: Question, answer: str) -> Value:
    """An answer as a cell holds it."""
    if question.kind is Kind.NUMBER and answer:
        return Decimal(answer)
    return said(question, answer) or None


def _answered(sweep: Sweep, row: Duty, files: Mapping[str, int]) -> list[Value]:
    told = row.values
    standing = answered(on=row.handed_in_on, has_draft=bool(row.draft), due=sweep.due_on)
    cells: list[Value] = [
        files.get(str(row.pk)) if one.kind is Kind.FILE else value_of(one, told.get(one.code, ""))
        for one in sweep.questions
    ]
    return [
        row.project.number if row.project else row.unit.code,
        row.project.name if row.project else row.unit.name,
        row.unit.short_name,
        str(ANSWERED[standing]),
        *cells,
        row.answered_by if row.handed_in_on else "",
        row.handed_in_on,
    ]
