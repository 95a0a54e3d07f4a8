"""What a year's plan leaves unfinished, as a workbook; amounts in 万元."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.utils.translation import gettext as _

from ballast.delivery.plans.models import PlanLine
from ballast.platform.sheets.writing import DAY, MONEY, Column, workbook

from .lists import unit_of, wan, words


class Rolled(Protocol):
    """An unfinished line, and what would be declared of its project."""

    @property
    def line(self) -> PlanLine: ...

    @property
    def said(self) -> Mapping[str, Any]: ...


def rolled_list(title: str, rows: Iterable[Rolled]) -> bytes:
    """The class now and the one that would be declared, beside each other."""
    columns = [
        Column(_("Project name"), width=44),
        Column(_("Number")),
        Column(_("Responsible unit"), width=20),
        Column(_("Class now")),
        Column(_("Class after")),
        Column(_("Plan of the year (10,000 yuan)"), MONEY),
        Column(_("Starts on"), DAY),
        Column(_("Finishes on"), DAY),
    ]
    values = (
        [
            one.line.project.name,
            one.line.project.number,
            unit_of(one.line.project),
            words(one.line.plan_class),
            words(one.said["plan_class"]),
            wan(one.line.planned_yuan),
            one.said["starts_on"],
            one.said["finishes_on"],
        ]
        for one in rows
    )
    return workbook(title, "", columns, values)
