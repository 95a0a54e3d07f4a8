"""The lamps that a tried rulebook would change, as a workbook."""

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext as _

from ballast.dispatch.alerts.messages import FAMILIES
from ballast.dispatch.alerts.messages.rulebooks import colour_name
from ballast.dispatch.alerts.models import TrialChange
from ballast.dispatch.alerts.rules import PROJECT
from ballast.platform.language import period_called
from ballast.platform.sheets.writing import Column, Value, workbook


class Changed(Protocol):
    """A change, and why."""

    @property
    def row(self) -> TrialChange: ...
    @property
    def why(self) -> str: ...


def changed_lamps(title: str, notes: str, changes: Iterable[Changed]) -> bytes:
    columns = [
        Column(_("Period")),
        Column(_("Project name"), width=44),
        Column(_("Number")),
        Column(_("Responsible unit"), width=20),
        Column(_("Judged")),
        Column(_("Lamp before")),
        Column(_("Lamp after")),
        Column(_("Reason under the tried rulebook"), width=80),
    ]
    return workbook(title, notes, columns, map(_line, changes))


def _line(change: Changed) -> list[Value]:
    row = change.row
    unit = row.project.responsible_unit
    return [
        period_called(row.period),
        row.project.name,
        row.project.number,
        unit.short_name if unit else "",
        _("Project") if row.family == PROJECT else str(FAMILIES[row.family]),
        colour_name(row.before),
        colour_name(row.after),
        change.why,
    ]
