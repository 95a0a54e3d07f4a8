"""The plan's lists as workbooks; amounts in 万元, as the office passes them on."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ballast.delivery.plans.messages import (
    ADJUSTMENT_NAMES,
    CAUSE_NAMES,
    DECLARED_NAMES,
    LEVEL_NAMES,
    MEASURE_NAMES,
    RESULT_NAMES,
    said_of,
)
from ballast.delivery.plans.models import (
    PLAN_CLASSES,
    AdjustmentItem,
    Application,
    Declaration,
    PlanLine,
    Threshold,
)
from ballast.delivery.plans.rules import Condition
from ballast.delivery.plans.selectors import TargetLine
from ballast.delivery.plans.selectors.pages import Paper
from ballast.kernel import money
from ballast.platform.sheets.writing import COUNT, DAY, MONEY, SHARE, Column, Value, workbook

if TYPE_CHECKING:
    from ballast.projects.models import Project


def plan_list(title: str, rows: Iterable[tuple[PlanLine, PlanLine | None, Sequence[str]]]) -> bytes:
    """Each project's last line, its line as issued, and what adjustments did to it."""
    columns = [
        Column(_("Project name"), width=44),
        Column(_("Number")),
        Column(_("Responsible unit"), width=20),
        Column(_("Total investment (10,000 yuan)"), MONEY),
        Column(_("Class as issued")),
        Column(_("Class now")),
        Column(_("Plan as issued (10,000 yuan)"), MONEY),
        Column(_("Plan now (10,000 yuan)"), MONEY),
        Column(_("Adjusted"), width=20),
        Column(_("In the plan until"), DAY),
        Column(_("Goal of the year"), width=50),
    ]
    values = (_plan_line(line, first, marks) for line, first, marks in rows)
    return workbook(title, "", columns, values)


def _plan_line(line: PlanLine, first: PlanLine | None, marks: Sequence[str]) -> list[Value]:
    project = line.project
    return [
        project.name,
        project.number,
        unit_of(project),
        wan(project.total_investment_yuan),
        words(first.plan_class) if first else None,
        words(line.plan_class),
        wan(first.planned_yuan) if first else None,
        wan(line.planned_yuan),
        _(", ").join(str(ADJUSTMENT_NAMES[mark]) for mark in marks),
        line.valid_until,
        line.goal,
    ]


def unit_of(project: "Project") -> str | None:
    unit = project.responsible_unit
    return unit.short_name if unit else None


def words(plan_class: str) -> str:
    return str(PLAN_CLASSES.get(plan_class, ""))


def wan(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else money.in_unit(yuan, money.Unit.WAN)


def adjustment_list(title: str, papers: Iterable[Paper]) -> bytes:
    """Every item of every adjustment, old and new beside each other."""
    columns = [
        Column(_("Adjustment"), COUNT),
        Column(_("In force from"), DAY),
        Column(_("Paper number"), width=24),
        Column(_("Project name"), width=44),
        Column(_("Number")),
        Column(_("Responsible unit"), width=20),
        Column(_("What happened")),
        Column(_("Class before")),
        Column(_("Class after")),
        Column(_("Plan before (10,000 yuan)"), MONEY),
        Column(_("Plan after (10,000 yuan)"), MONEY),
        Column(_("Cause of the exit"), width=24),
        Column(_("Reason"), width=50),
    ]
    rows = (_item(paper, item) for paper in papers for item in paper.items)
    return workbook(title, "", columns, rows)


def _item(paper: Paper, item: AdjustmentItem) -> list[Value]:
    project = item.project
    return [
        paper.adjustment.number,
        paper.adjustment.valid_from,
        paper.adjustment.paper,
        project.name,
        project.number,
        unit_of(project),
        str(ADJUSTMENT_NAMES[item.kind]),
        words(item.old_class),
        words(item.new_class),
        wan(item.old_yuan),
        wan(item.new_yuan),
        str(CAUSE_NAMES.get(item.cause, "")),
        item.reason or paper.adjustment.reason,
    ]


def declaration_list(
    title: str, rows: Iterable[Declaration], met: Mapping[int, Sequence[Condition]]
) -> bytes:
    """What was put up, with the conditions that fail or are not known, and the decision."""
    columns = [
        Column(_("Project name"), width=44),
        Column(_("Number")),
        Column(_("Responsible unit"), width=20),
        Column(_("State")),
        Column(_("Plan class")),
        Column(_("Plan of the year (10,000 yuan)"), MONEY),
        Column(_("Total investment (10,000 yuan)"), MONEY),
        Column(_("Starts on"), DAY),
        Column(_("Finishes on"), DAY),
        Column(_("Goal of the year"), width=50),
        Column(_("Conditions not met"), width=40),
        Column(_("Conditions not known"), width=40),
        Column(_("Opinion"), width=40),
    ]
    return workbook(title, "", columns, (_declaration(row, met[row.pk]) for row in rows))


def _declaration(row: Declaration, met: Sequence[Condition]) -> list[Value]:
    project = row.project
    return [
        project.name,
        project.number,
        unit_of(project),
        str(DECLARED_NAMES[row.state]),
        words(row.plan_class),
        wan(row.planned_yuan),
        wan(project.total_investment_yuan),
        row.starts_on,
        row.finishes_on,
        row.goal,
        _(", ").join(said_of(one) for one in met if one.is_met is False),
        _(", ").join(said_of(one) for one in met if one.is_met is None),
        row.opinion,
    ]


def threshold_list(title: str, rows: Iterable[Threshold]) -> bytes:
    """From which total investment projects may enter, sector by sector."""
    columns = [
        Column(_("Sector"), width=30),
        Column(_("Total investment from (10,000 yuan)"), MONEY),
        Column(_("Holds from"), DAY),
        Column(_("Over on"), DAY),
    ]
    values = (
        [
            row.sector or _("Every sector"),
            wan(row.least_total_yuan),
            row.valid_from,
            row.valid_until,
        ]
        for row in rows
    )
    return workbook(title, "", columns, values)


def target_list(title: str, lines: Iterable[TargetLine]) -> bytes:
    """One row a target, with what was reached and each rate's two figures."""
    columns = [
        Column(_("Unit"), width=20),
        Column(_("Name of the span"), width=16),
        Column(_("First day"), DAY),
        Column(_("Last day"), DAY),
        Column(_("What is counted"), width=16),
        Column(_("Only projects from a total of (100m yuan)"), MONEY),
        Column(_("Projects: target"), COUNT),
        Column(_("Projects: reached"), COUNT),
        Column(_("Amount: target (100m yuan)"), MONEY),
        Column(_("Amount: reached (100m yuan)"), MONEY),
        Column(_("Rate: target"), SHARE),
        Column(_("Rate: reached"), SHARE),
        Column(_("Reached")),
    ]
    return workbook(title, "", columns, (_target(line) for line in lines))


def _target(line: TargetLine) -> list[Value]:
    target, done = line.target, line.progress
    return [
        target.unit.short_name if target.unit else _("Whole city"),
        target.name,
        target.first_day,
        target.last_day,
        str(MEASURE_NAMES[target.measure]),
        yi(target.least_total_yuan),
        target.target_count,
        done.count.numerator if done.count else None,
        yi(target.target_yuan),
        yi(done.yuan.numerator),
        target.target_rate,
        done.rate.rate if done.rate else None,
        _("reached") if done.is_met else _("not yet reached"),
    ]


def application_list(title: str, rows: Iterable[Application]) -> bytes:
    """What was put up for higher lists, with batch and result."""
    columns = [
        Column(_("Project name"), width=44),
        Column(_("Number")),
        Column(_("Responsible unit"), width=20),
        Column(_("Level")),
        Column(_("Name of the list"), width=30),
        Column(_("Batch")),
        Column(_("Applied on"), DAY),
        Column(_("Paper number"), width=24),
        Column(_("Result")),
        Column(_("Announced on"), DAY),
        Column(_("Note"), width=40),
    ]
    values = (
        [
            row.project.name,
            row.project.number,
            unit_of(row.project),
            str(LEVEL_NAMES[row.level]),
            row.list_name,
            row.batch,
            row.applied_on,
            row.paper,
            str(RESULT_NAMES[row.result]),
            row.result_on,
            row.note,
        ]
        for row in rows
    )
    return workbook(title, "", columns, values)


def yi(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else money.in_unit(yuan, money.Unit.YI)
