"""The people and the units of the city as workbooks, as their pages list them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from ballast.platform.identity import http as identity
from ballast.platform.identity import selectors
from ballast.platform.identity.http import require
from ballast.platform.sheets.writing import COUNT, Column, Value, workbook
from ballast.platform.ui.http import AuthedRequest, attached

if TYPE_CHECKING:
    from django.db.models import QuerySet


@require("person.view")
def people(request: AuthedRequest) -> HttpResponseBase:
    """Everybody found, with the roles they hold today."""
    columns = [
        Column(_("Person's name")),
        Column(_("Signs in as")),
        Column(_("Roles today"), width=50),
        Column(_("Last sign-in"), width=18),
        Column(_("State")),
    ]
    found: QuerySet[Any] = selectors.people(identity.today(), text=request.GET.get("q", ""))
    rows = (
        [
            one.name,
            one.username,
            "\n".join(f"{held.get_role_display()} · {held.unit.short_name}" for held in one.held),
            one.last_login and timezone.localtime(one.last_login).strftime("%Y-%m-%d %H:%M"),
            _state(is_active=one.is_active, has_password=bool(one.password_set_at)),
        ]
        for one in found
    )
    title = _("People")
    return attached(workbook(title, "", columns, rows), f"{title}.xlsx")


@require("unit.view")
def units(request: AuthedRequest) -> HttpResponseBase:
    """The tree of a day that one may open; today's where no day is asked for."""
    try:
        on = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        on = identity.today()
    columns = [
        Column(_("Level"), COUNT, 8),
        Column(_("Code")),
        Column(_("Name"), width=44),
        Column(_("Kind")),
        Column(_("Accounting unit")),
    ]
    rows: list[list[Value]] = [
        [one.depth + 1, one.code, one.name, one.kind, _("Yes") if one.is_accounting else ""]
        for one in selectors.tree(request.user, on)
    ]
    title = _("Units")
    notes = _("As of %(day)s") % {"day": on}
    return attached(workbook(title, notes, columns, rows), f"{title}.xlsx")


def _state(*, is_active: bool, has_password: bool) -> str:
    if not is_active:
        return _("Closed")
    return _("In use") if has_password else _("Invited")
