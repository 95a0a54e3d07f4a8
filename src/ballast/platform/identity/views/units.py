"""The unit tree as of a day, and its changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ballast.platform.identity import forms, selectors, services
from ballast.platform.identity.http import actor, now, require, scope, today
from ballast.platform.identity.rules import UnitKind

from .answers import carried_out

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest


@require_http_methods(["GET"])
@require("unit.view")
def units(request: "AuthedRequest") -> HttpResponse:
    """The tree of today, or of the day asked for."""
    return _units(request, forms.UnitDraft(initial={"valid_from": today()}))


@require_POST
@require("unit.edit")
def open_unit(request: "AuthedRequest") -> HttpResponse:
    """Open one unit."""
    form = forms.UnitDraft(request.POST)

    def act(kind: str, **given: Any) -> None:
        draft = services.UnitDraft(kind=UnitKind(kind), **given)
        services.open_units(by=actor(request), at=now(), drafts=[draft])

    if carried_out(form, act):
        messages.success(request, _("The unit is open."))
        return redirect("identity:units")
    return _units(request, form, status=422)


@require_http_methods(["GET"])
@require("unit.view")
def unit(request: "AuthedRequest", code: str) -> HttpResponse:
    """One unit: its names and the units it stood under, each with its days."""
    return _unit(request, code)


@require_POST
@require("unit.edit")
def move(request: "AuthedRequest", code: str) -> HttpResponse:
    def act(**given: Any) -> None:
        moves = [services.Move(code=code, **given)]
        services.move_units(by=actor(request), at=now(), moves=moves)

    return _changed(request, code, "move", act)


@require_POST
@require("unit.edit")
def rename(request: "AuthedRequest", code: str) -> HttpResponse:
    def act(**given: Any) -> None:
        renamings = [services.Renaming(code=code, **given)]
        services.rename_units(by=actor(request), at=now(), renamings=renamings)

    return _changed(request, code, "renaming", act)


@require_POST
@require("unit.edit")
def close(request: "AuthedRequest", code: str) -> HttpResponse:
    def act(**given: Any) -> None:
        closings = [services.Closing(code=code, **given)]
        services.close_units(by=actor(request), at=now(), closings=closings)

    return _changed(request, code, "closing", act)


_FORMS: dict[str, type[Form]] = {
    "move": forms.Move,
    "renaming": forms.Renaming,
    "closing": forms.Closing,
}


def _changed(
    request: "AuthedRequest", code: str, change: str, act: Callable[..., None]
) -> HttpResponse:
    form = _FORMS[change](request.POST, prefix=change)
    if carried_out(form, act):
        messages.success(request, _("The change is recorded."))
        return redirect("identity:units")
    return _unit(request, code, wrong={change: form}, status=422)


def _units(request: "AuthedRequest", draft: forms.UnitDraft, *, status: int = 200) -> HttpResponse:
    day = forms.On(request.GET if "on" in request.GET else {"on": today().isoformat()})
    on = day.cleaned_data["on"] if day.is_valid() else today()
    context = {
        "day": day,
        "on": on,
        "lines": selectors.tree(request.user, on),
        "draft": draft if scope(request).may("unit.edit") else None,
    }
    return render(request, "identity/units.html", context, status=status)


def _unit(
    request: "AuthedRequest",
    code: str,
    *,
    wrong: dict[str, Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = get_object_or_404(selectors.visible_units(request.user, today()), code=code)
    start = {"valid_from": today(), "valid_until": today()}
    given = {name: form(prefix=name, initial=start) for name, form in _FORMS.items()}
    context = {
        "unit": found,
        "names": found.names.order_by("-valid_from"),
        "ties": found.ties.select_related("parent").order_by("-valid_from"),
        "forms": given | (wrong or {}) if scope(request).may("unit.edit") else {},
    }
    return render(request, "identity/unit.html", context, status=status)
