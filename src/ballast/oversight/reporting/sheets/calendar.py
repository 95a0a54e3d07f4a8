"""The calendar of the periods, and a closed list, as workbooks."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ballast.kernel import money
from ballast.oversight.reporting.messages import FIELD_NAMES, STATE_NAMES, label
from ballast.oversight.reporting.models import FrozenFigure
from ballast.oversight.reporting.rules import FROZEN
from ballast.oversight.reporting.selectors import PeriodLine
from ballast.platform.sheets.writing import COUNT, DAY, MONEY, Column, Value

_LONG = {"name", "visible_progress"}
_SHOWN = [name for name in FROZEN if name not in {"project_id", "filing_id", "shares"}]


def columns() -> list[Column]:
    return [
        Column(_("Period"), width=16),
        Column(_("State"), width=10),
        Column(_("Revision"), COUNT, 8),
        Column(_("Opens on"), DAY),
        Column(_("Cut-off day"), DAY),
        Column(_("Shuts on"), DAY),
        Column(_("Due"), COUNT, 10),
        Column(_("Filings in"), COUNT, 10),
        Column(_("Accepted"), COUNT, 10),
        Column(_("Returned"), COUNT, 10),
        Column(_("Not reported"), COUNT, 10),
        Column(_("Late"), COUNT, 10),
    ]


def values(line: PeriodLine) -> Sequence[Value]:
    days, tally = line.days, line.tally
    return [
        label(line.code),
        str(STATE_NAMES[line.state]),
        line.revision,
        *((days.opens_on, days.cut_off_on, days.shuts_on) if days else (None, None, None)),
        tally.due,
        tally.filed,
        tally.accepted,
        tally.returned,
        tally.not_filed,
        tally.late,
    ]


def frozen_columns() -> list[Column]:
    """Every field that was frozen, amounts in 100m yuan with all their digits."""
    unit = _("100m yuan")
    return [
        Column(f"{FIELD_NAMES[name]} ({unit})", MONEY)
        if _is_money(name)
        else Column(str(FIELD_NAMES[name]), width=40 if name in _LONG else 16)
        for name in _SHOWN
    ]


def frozen_values(row: FrozenFigure) -> Sequence[Value]:
    return [_value(name, getattr(row, name)) for name in _SHOWN]


def _value(name: str, value: object) -> Value:
    if value is None or value == "":
        return None
    if _is_money(name):
        return money.in_unit(value, money.Unit.YI)  # type: ignore[arg-type]
    if name == "is_late":
        return _("Yes") if value else None
    return label(str(value)) if name == "filed_for" else str(value)


def _is_money(name: str) -> bool:
    return name.endswith("_yuan")
