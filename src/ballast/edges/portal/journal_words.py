"""What the journal holds, in words: apps, tables, fields and values. Some of it is not for reading.

A value that nobody named stands as it was written: the journal hides nothing by accident, and what
it hides on purpose stands in ``WITHHELD``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ballast.kernel import money
from ballast.platform.ui.templatetags.figures import period as period_words
from ballast.projects import messages as register
from ballast.projects.templatetags.projects import code_word

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words = Mapping[str, "StrPromise"]

FAMILIES: Words = {
    "projects": pgettext_lazy("journal", "Register"),
    "plans": pgettext_lazy("journal", "Annual plan"),
    "progress": pgettext_lazy("journal", "Filing and review"),
    "ledgers": pgettext_lazy("journal", "Imports"),
    "periods": pgettext_lazy("journal", "Periods"),
    "alerts": pgettext_lazy("journal", "Lamps and warnings"),
    "coordination": pgettext_lazy("journal", "Dispatch"),
    "meetings": pgettext_lazy("journal", "Meetings"),
    "documents": pgettext_lazy("journal", "Papers"),
    "reporting": pgettext_lazy("journal", "Figures sent up"),
    "notices": pgettext_lazy("journal", "Notices sent out"),
    "identity": pgettext_lazy("journal", "Units, people, sign-in"),
    "files": pgettext_lazy("journal", "Files"),
    "maps": pgettext_lazy("journal", "Boundaries"),
    "portal": pgettext_lazy("journal", "Saved views of the list"),
    "codelists": pgettext_lazy("journal", "Code lists"),
    "audit": pgettext_lazy("journal", "The journal itself"),
}

TABLES: Words = {
    "projects_project": gettext_lazy("Project"),
    "projects_responsibility": gettext_lazy("Who answers for a project"),
    "projects_steprecord": gettext_lazy("Step of a project"),
    "projects_nationalcode": gettext_lazy("National code"),
    "projects_investment": gettext_lazy("Total investment by a document"),
    "projects_listplace": gettext_lazy("Place on a list"),
    "projects_statechange": gettext_lazy("What befell a project"),
    "plans_planline": gettext_lazy("Line of the plan"),
    "plans_declaration": gettext_lazy("Declaration"),
    "plans_adjustmentwindow": gettext_lazy("Window of the plan"),
    "plans_target": gettext_lazy("Target of a unit"),
    "plans_outsidefigure": gettext_lazy("Outside figure"),
    "plans_outsideline": gettext_lazy("Line outside the system"),
    "progress_filing": gettext_lazy("Month's filing"),
    "progress_review": gettext_lazy("Step of a review"),
    "progress_window": gettext_lazy("Filing window"),
    "alerts_projectlamp": gettext_lazy("Lamp of a project"),
    "alerts_projectwarning": gettext_lazy("Warning of a project"),
    "alerts_warningstep": gettext_lazy("Month of a warning"),
    "alerts_evaluation": gettext_lazy("Judging of a month"),
    "coordination_instruction": gettext_lazy("Instruction of a leader"),
    "coordination_addressee": gettext_lazy("Addressee of an instruction"),
    "coordination_report": gettext_lazy("Report on an instruction"),
    "coordination_sweep": gettext_lazy("Sweep"),
    "documents_paper": gettext_lazy("Paper"),
    "documents_passage": gettext_lazy("Passage of a paper"),
    "documents_receipt": gettext_lazy("Receipt of a paper"),
    "documents_letterhead": gettext_lazy("Letterhead"),
    "documents_numberregister": gettext_lazy("Register of numbers"),
    "identity_unit": gettext_lazy("Unit"),
    "identity_user": gettext_lazy("Person"),
    "identity_assignment": gettext_lazy("Role of a person"),
    "files_file": gettext_lazy("File"),
}

_OWN: Words = {
    "username": gettext_lazy("Signs in as"),
    "is_active": gettext_lazy("Account is open"),
    "role": gettext_lazy("Role"),
    "user": gettext_lazy("Person"),
    "unit": gettext_lazy("Unit"),
    "parent": gettext_lazy("Stands under"),
    "digest": gettext_lazy("Digest"),
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("Text"),
    "wording": gettext_lazy("Wording"),
    "verdict": gettext_lazy("Verdict"),
    "colour": gettext_lazy("Lamp"),
    "row": gettext_lazy("Row of the rulebook"),
    "problems": gettext_lazy("Problems"),
    "attempt": gettext_lazy("Attempt"),
    "first_day": gettext_lazy("First day"),
    "last_day": gettext_lazy("Last day"),
    "dated": gettext_lazy("Dated"),
    "received_by": gettext_lazy("Received by"),
    "issued_at": gettext_lazy("Issued at"),
    "since_start_yuan": gettext_lazy("Completed since the start of works (10k yuan)"),
}
FIELDS: Words = {**register.ATTRIBUTES, **register.FIELDS, **_OWN}

# Texts for their addressees alone: the journal proves that and when they changed, and says no more.
WITHHELD = frozenset(
    f"coordination_{name}" for name in ("instruction", "wording", "addressee", "report")
)
_WITHHELD_CODES = "coordination.instructions_"


def is_withheld(table: str) -> bool:
    return table in WITHHELD


def is_withheld_entry(code: str) -> bool:
    """Whether what an event says of itself is for addressees only."""
    return code.startswith(_WITHHELD_CODES)


def table_words(table: str) -> str:
    return str(TABLES.get(table, table))


@dataclass(frozen=True, slots=True)
class Said:
    """One field as it changed, in words."""

    name: str
    old: str
    new: str


def said(table: str, fields: Mapping[str, tuple[Any, Any]]) -> list[Said]:
    """Every field of a changed record; of what is withheld only that it changed."""
    if is_withheld(table):
        hidden = _("for the addressees only")
        return [Said(str(FIELDS.get(name, name)), "", hidden) for name in fields]
    return [
        Said(str(FIELDS.get(name, name)), value(name, old), value(name, new))
        for name, (old, new) in fields.items()
    ]


def value(name: str, raw: Any) -> str:
    """A value of the journal as a reader finds it elsewhere; empty for none."""
    if raw is None or raw in ("", []):
        return ""
    if isinstance(raw, bool):
        return _("Yes") if raw else _("No")
    if isinstance(raw, list):
        return _(", ").join(value(name, one) for one in raw)
    if name.endswith("_yuan"):
        return _wan(raw)
    if name == "period":
        return period_words(str(raw))
    if name.endswith("_at"):
        return _moment(str(raw))
    return code_word(name, str(raw))


def _wan(raw: Any) -> str:
    try:
        return f"{money.in_unit(Decimal(str(raw)), money.Unit.WAN).normalize():,f}"
    except InvalidOperation:
        return str(raw)


def _moment(raw: str) -> str:
    try:
        return f"{localtime(datetime.fromisoformat(raw)):%Y-%m-%d %H:%M}"
    except ValueError:
        return raw


def day(raw: str) -> date | None:
    """A day as an address writes it; None for nothing or nonsense."""
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None
