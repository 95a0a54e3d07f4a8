"""Columns of the totals sheets of a period as a workbook."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ballast.kernel import money
from ballast.platform.sheets.writing import COUNT, DAY, MONEY, Column, Value, workbook

if TYPE_CHECKING:
    from ballast.delivery.progress.selectors.totals import Sheet


def totals_sheets(title: str, notes: str, rows: Iterable["Sheet"]) -> bytes:
    """A row a unit: what it reports now, the sheet last made of it, who signed that."""
    columns = [
        Column(_("Code")),
        Column(_("Responsible unit"), width=20),
        Column(_("Reported"), COUNT, 8),
        Column(_("Due"), COUNT, 8),
        Column(_("Filed late"), COUNT, 8),
        Column(_("Returned"), COUNT, 8),
        Column(_("Not reported"), COUNT, 8),
        Column(_("This month (10k yuan)"), MONEY),
        Column(_("Since January (10k yuan)"), MONEY),
        Column(_("Totals sheet"), width=12),
        Column(_("Changed since"), width=14),
        Column(_("Signed by"), width=16),
        Column(_("Signed on"), DAY),
    ]
    return workbook(title, notes, columns, map(_values, rows))


def _values(sheet: "Sheet") -> Sequence[Value]:
    now, made = sheet.totals, sheet.made
    amounts = (now.month_yuan, now.completed_yuan)
    known: list[Value] = [
        *(sheet.unit.code, sheet.unit.short_name, now.filed, now.count, now.late),
        *(now.returned, now.not_reported),
        *(money.in_unit(yuan, money.Unit.WAN) for yuan in amounts),
    ]
    if made is None:
        return [*known, _("not made"), None, None, None]
    signed = (made.signed_by, made.signed_on) if sheet.is_signed else (None, None)
    return [
        *known,
        _("version %(number)s") % {"number": made.version},
        _holding(sheet),
        *signed,
    ]


def _holding(sheet: "Sheet") -> str:
    if sheet.is_changed:
        return _("figures changed since")
    return _("of an earlier revision") if sheet.is_former else ""
