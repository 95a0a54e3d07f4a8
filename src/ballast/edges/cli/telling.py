"""What an import came to, as JSON for programmes and in words for people."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ballast.delivery.ledgers.rules import LedgerRow
from ballast.delivery.ledgers.services import Brought
from ballast.delivery.ledgers.services.judged import Judged
from ballast.kernel.errors import Refused
from ballast.platform.sheets.reading import Dated, Fault
from ballast.platform.ui import words

_COUNTS = ("rows", "new", "changed", "unchanged", "missing")
# The fields of a fault, under the names of a project's keys.
_KEYS = {
    "codes": "project_code",
    "owner_name": "owner",
    "responsible_unit_id": "unit",
    "total_investment_yuan": "total_investment",
    "planned_yuan": "planned_investment",
    "month_yuan": "completed_month",
    "completed_yuan": "completed_ytd",
    "ground_breaking.planned_on": "planned_start",
    "finish.planned_on": "planned_finish",
}


def everything(brought: Brought) -> dict[str, Any]:
    """Counts, projects as the workbook tells them, faults and doubts.

    Amounts are in whole units of the currency: yuan, unless a mapping says otherwise.
    """
    fields = {cell: name for one in brought.judged for name, cell in one.row.cells.items()}
    return {
        **{name: brought.counts[name] for name in _COUNTS},
        "currency": brought.currency,
        "projects": [_project(one) for one in brought.judged],
        "faults": [_fault(fault, fields) for fault in brought.faults],
        "doubts": [_fault(doubt, fields) for doubt in brought.doubts],
    }


def refused(refusal: Refused) -> dict[str, Any]:
    """The same of a workbook that was not read."""
    told = [fault for fault in refusal.faults if isinstance(fault, Fault)]
    first = [] if told else [_fault(Fault(refusal.code, "", refusal.params), {})]
    return {
        **dict.fromkeys(_COUNTS, 0),
        "currency": "CNY",
        "projects": [],
        "faults": [*first, *(_fault(fault, {}) for fault in told)],
        "doubts": [],
    }


def _project(one: Judged) -> dict[str, Any]:
    row = one.row
    return {
        "number": one.project.number if one.project else row.number,
        "project_code": "、".join(row.codes),
        "name": row.name,
        "owner": row.owner,
        "sector": row.sector,
        "total_investment": _amount(row.project.get("total_investment_yuan")),
        "planned_investment": _amount(row.plan.get("planned_yuan")),
        "completed_month": _amount(row.filing.get("month_yuan")),
        "completed_ytd": _amount(row.filing.get("completed_yuan")),
        "months": {str(month): _amount(yuan) for month, yuan in sorted(row.months.items())},
        "planned_start": _day(row, "ground_breaking", last=False),
        "planned_finish": _day(row, "finish", last=True),
    }


def _amount(value: object) -> int | float | None:
    if not isinstance(value, Decimal):
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _day(row: LedgerRow, step: str, *, last: bool) -> str | None:
    said = row.steps.get(step, {}).get("planned_on")
    if not isinstance(said, Dated):
        return None
    return (said.last if last else said.first).isoformat()


def _fault(fault: Fault, fields: Mapping[str, str]) -> dict[str, Any]:
    sheet, _, cell = fault.cell.rpartition("!")
    name = fields.get(fault.cell, "")
    return {
        "sheet": sheet,
        "cell": cell,
        "field": _KEYS.get(name, name),
        "code": fault.code,
        "message": words.say(fault),
    }


def in_words(brought: Brought, *, dry_run: bool) -> str:
    """The counts, then every fault and doubt at its cell, and what was done."""
    counts = brought.counts
    lines = [
        _("%(rows)d rows for %(subject)s") % {"rows": counts["rows"], "subject": brought.subject},
        *(f"  {label}  {counts[name]}" for name, label in _labels().items() if counts[name]),
        *_listed(_("Faults"), brought.faults),
        *_listed(_("Doubts"), brought.doubts),
        *_missing(brought),
        *_of_other_money(brought),
        _outcome(brought, dry_run=dry_run),
    ]
    return "\n".join(lines)


def _missing(brought: Brought) -> list[str]:
    title = _("Missing")
    return [f"  {title}  {one.number} {one.name}" for one in brought.missing]


def _of_other_money(brought: Brought) -> list[str]:
    if brought.currency == "CNY":
        return []
    said = _("The amounts are in %(currency)s: they are looked at, and never written as yuan.")
    return [said % {"currency": brought.currency}]


def _labels() -> dict[str, str]:
    return {
        "new": _("new"),
        "changed": _("changed"),
        "unchanged": _("as before"),
        "missing": _("missing"),
        "foreign": _("not yours"),
        "near": _("to be confirmed"),
        "faulty": _("with faults"),
    }


def _listed(title: str, faults: Iterable[Fault]) -> list[str]:
    lines = [f"  {fault.cell}  {words.say(fault)}" for fault in faults]
    return [f"{title}: {len(lines)}", *lines] if lines else []


def _outcome(brought: Brought, *, dry_run: bool) -> str:
    left = sum(one.left_out for one in brought.judged)
    if dry_run:
        return _("Nothing was written: this was a trial.")
    if brought.imported is None or brought.imported.committed_at is None:
        return _("Nothing was written.")
    if left or brought.faults:
        return _("Brought in without %(left)d rows, which have faults.") % {"left": left}
    return _("Brought in.")
