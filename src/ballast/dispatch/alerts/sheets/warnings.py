"""Warnings and lamps as workbooks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from django.utils.translation import gettext as _

from ballast.dispatch.alerts.messages.warned import Warned
from ballast.dispatch.alerts.rules import Colour
from ballast.platform.sheets.writing import Column, Value, workbook
from ballast.platform.ui.templatetags.ui import LAMPS


class Counted(Protocol):
    """Of a unit or a period: its lamps, and how many turned green."""

    @property
    def label(self) -> str: ...
    @property
    def lamps(self) -> Mapping[Colour, int]: ...
    @property
    def turned(self) -> int: ...


def warnings(title: str, notes: str, lines: Iterable[Warned]) -> bytes:
    """A period's warnings, in their order."""
    return workbook(title, notes, _columns(), (_values(line) for line in lines))


def units(title: str, notes: str, rows: Iterable[Counted]) -> bytes:
    """How many projects of each unit, or in each period, show which lamp."""
    columns = [
        Column(_("Unit or period"), width=24),
        *(Column(str(LAMPS[colour]), "0", 10) for colour in Colour),
        Column(_("From red to green"), "0", 12),
    ]
    return workbook(title, notes, columns, (_counts(one) for one in rows))


def _counts(one: Counted) -> Sequence[Value]:
    return [one.label, *(one.lamps.get(colour, 0) for colour in Colour), one.turned]


def _columns() -> Sequence[Column]:
    return [
        Column(_("Number")),
        Column(_("Project name"), width=44),
        Column(_("Responsible unit"), width=20),
        Column(_("Judged"), width=12),
        Column(_("Prompt"), width=10),
        Column(_("Lamp"), width=8),
        Column(_("Period before"), width=8),
        Column(_("Standing for (periods)"), "0", 10),
        Column(_("Warning"), width=70),
        Column(_("By the rulebook"), width=70),
        Column(_("State"), width=12),
        Column(_("Judged by"), width=16),
    ]


def _values(line: Warned) -> Sequence[Value]:
    unit = line.project.responsible_unit
    return [
        line.project.number,
        line.project.name,
        unit.short_name if unit else None,
        line.family,
        line.prompt,
        str(LAMPS[line.step.colour]) if line.step.colour else None,
        str(LAMPS[line.before]) if line.before else None,
        line.running or None,
        line.sentence,
        line.original if line.step.wording else None,
        line.state,
        line.step.judged_by,
    ]
