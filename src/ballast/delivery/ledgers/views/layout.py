"""How a layout is to be read: what is asked, and what was told before."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ballast.delivery.ledgers import selectors, services, sheets
from ballast.delivery.ledgers.forms import Entry, Layout
from ballast.delivery.ledgers.forms.layout import entries
from ballast.delivery.ledgers.models import Import
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.language import is_chinese
from ballast.platform.sheets.reading import Told
from ballast.platform.ui.http import AuthedRequest, carried_out
from ballast.projects.templatetags.projects import named

RIGHT = "ledger.import"


@require_http_methods(["GET", "POST"])
@require(RIGHT)
def answer(request: AuthedRequest, pk: int) -> HttpResponse:
    """The questions a layout leaves, with what was told of it before; the answers are kept."""
    imported = selectors.imports(request.user, today()).filter(pk=pk).first()
    if imported is None:
        raise Http404
    form = layout(imported, request.POST if request.method == "POST" else None)

    def act() -> None:
        services.answer(by=actor(request), at=now(), import_id=pk, told=form.told())

    if form.is_bound and carried_out(form, act):
        return redirect("ledgers:import", pk)
    context = {"imported": imported, "layout": form}
    status = 422 if form.is_bound else 200
    return render(request, "ledgers/layout.html", context, status=status)


def layout(imported: Import, *given: Any) -> Layout:
    """The form of one import; for text that could not be read it asks for the encoding alone."""
    told = Told.load(imported.told) if imported.told else Told()
    asked = entries(imported.questions, told)
    if is_undecodable(imported):
        asked = [Entry("encoding", imported.filename, blocking=True, answer=told.encoding)]
    return Layout(
        *given,
        asked=asked,
        told=told,
        columns=list(_columns(imported.kind)),
        steps=list(_steps()),
    )


def is_undecodable(imported: Import) -> bool:
    """Whether it is text that could not be read: only a person can say its encoding."""
    return imported.refusal.get("code") in ("encoding_unknown", "text_undecodable")


def _columns(kind: str) -> Iterator[tuple[str, str]]:
    """Every column there is, under the first heading that offices give it in one's language."""
    for column in sheets.form(kind, None).columns:
        own = (alias for alias in column.aliases if alias.isascii() != is_chinese())
        yield column.key, next(own, column.aliases[0])


def _steps() -> Iterator[tuple[str, str]]:
    found: dict[str, str] = {}
    for template in codelists.lifecycle(on=today()).templates.values():
        for node in template.nodes:
            found |= {mark: named(node) for mark in node.marks}
            found |= {step.code: named(step) for step in node.steps}
    yield from found.items()
