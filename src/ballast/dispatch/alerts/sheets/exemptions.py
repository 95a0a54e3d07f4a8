"""Exemptions as a workbook."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from ballast.dispatch.alerts.messages import CAUSES, FAMILIES
from ballast.dispatch.alerts.messages.exemptions import RUNNING
from ballast.dispatch.alerts.models import Exemption
from ballast.dispatch.alerts.rules import running
from ballast.platform.sheets.writing import DAY, Column, Value, workbook


def exemption_list(title: str, rows: Iterable[Exemption], on: date) -> bytes:
    columns = [
        Column(_("Project name"), width=44),
        Column(_("Number")),
        Column(_("Responsible unit"), width=20),
        Column(_("Family not rated")),
        Column(_("Cause"), width=20),
        Column(_("First day"), DAY),
        Column(_("Rated again from"), DAY),
        Column(_("State")),
        Column(_("What proves it"), width=50),
        Column(_("Paper number"), width=24),
        Column(_("Given by"), width=24),
    ]
    return workbook(title, f"{on:%Y-%m-%d}", columns, (_line(row, on) for row in rows))


def _line(row: Exemption, on: date) -> list[Value]:
    unit = row.project.responsible_unit
    return [
        row.project.name,
        row.project.number,
        unit.short_name if unit else "",
        str(FAMILIES[row.family]),
        str(CAUSES[row.cause]),
        row.valid_from,
        row.valid_until,
        str(RUNNING[running(row.valid_from, row.valid_until, on)]),
        row.proof,
        row.paper,
        row.given_by,
    ]
