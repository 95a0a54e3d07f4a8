"""What the office sets up once: letterhead, registers of numbers, and its own templates."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ballast.platform.documents import kinds, selectors, services
from ballast.platform.documents.forms import LetterheadForm, NumbersForm, TemplateForm
from ballast.platform.documents.kinds import ISSUE, Kind
from ballast.platform.documents.models import HEADING, Template
from ballast.platform.files import selectors as files
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, attached, carried_out, page, refused

from .desk import named

_RIGHT = "paper.set_up"
_MOST = 6 * 1024 * 1024  # bytes read of an upload: more is refused whatever it is


@require_http_methods(["GET", "HEAD", "POST"])
@require(_RIGHT)
def letterhead(request: AuthedRequest) -> HttpResponse:
    """In whose name papers go out from a day on, and the numbers given so far."""
    held = selectors.letterhead(today())
    initial = {name: getattr(held, name) for name in HEADING} if held else {}
    form = LetterheadForm(request.POST or None, initial=initial | {"valid_from": today()})

    def act() -> None:
        said = dict(form.cleaned_data)
        day = said.pop("valid_from")
        services.keep_letterhead(by=actor(request), at=now(), valid_from=day, said=said)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("The letterhead is kept; papers drafted from now on bear it."))
        return redirect("documents:letterhead")
    context = {
        "form": form,
        "held": held,
        "all": list(selectors.letterheads()),
        "registers": _registers(held.series if held else ""),
        "year": today().year,
    }
    return page(
        request,
        "documents/letterhead.html",
        "letterhead",
        context,
        status=422 if form.errors else 200,
    )


@require_POST
@require(_RIGHT)
def numbers(request: AuthedRequest) -> HttpResponse:
    """Go on after numbers given outside."""
    form = NumbersForm(request.POST)

    def act() -> None:
        said = form.cleaned_data
        series, _bar, word = said["register"].partition("|")
        services.begin_numbers(
            by=actor(request),
            at=now(),
            series=series,
            word=word,
            year=said["year"],
            last=said["last"],
        )

    if carried_out(form, act):
        messages.success(request, _("The next number follows the one you gave."))
    for errors in form.errors.values():
        for words in errors:
            messages.error(request, str(words))
    return redirect("documents:letterhead")


@require_safe
@require(_RIGHT)
def templates(request: AuthedRequest) -> HttpResponse:
    """The template of each kind: the one that ships, or the office's own."""
    return page(request, "documents/templates.html", "templates", _templates())


@require_POST
@require(_RIGHT)
def replace(request: AuthedRequest, kind: str) -> HttpResponse:
    """Put an uploaded template in, if nothing in it is wrong."""
    known = _kind(kind)
    form = TemplateForm(request.POST, request.FILES)
    why = [_("Choose a file first.")]
    if form.is_valid():
        upload = form.cleaned_data["file"]
        said: dict[str, Any] = {"by": actor(request), "at": now(), "kind": known.code}
        content = upload.read(_MOST)
        why = refused(lambda: services.replace_template(**said, name=upload.name, content=content))
    if not why:
        messages.success(request, _("The template is in force for every paper not yet signed."))
        return redirect("documents:templates")
    context = _templates() | {"faults": why, "of": named(known.code)}
    return page(request, "documents/templates.html", "templates", context, status=422)


@require_POST
@require(_RIGHT)
def put_back(request: AuthedRequest, kind: str) -> HttpResponse:
    """Put an earlier template, or the one that ships, in force again."""
    known = _kind(kind)
    asked = request.POST.get("template", "")
    pk = int(asked) if asked.isdecimal() else None

    def act() -> None:
        services.put_back(by=actor(request), at=now(), kind=known.code, pk=pk)

    why = refused(act)
    for words in why:
        messages.error(request, words)
    if not why:
        messages.success(request, _("The template is in force for every paper not yet signed."))
    return redirect("documents:templates")


@require_safe
@require(_RIGHT)
def template(request: AuthedRequest, kind: str) -> HttpResponseBase:
    """A template as a file: one of the office's own, else the one that ships."""
    known = _kind(kind)
    asked = request.GET.get("template", "")
    if not asked:
        return attached(known.template.read_bytes(), f"{known.name}.docx")
    own = selectors.templates().filter(kind=kind, pk=int(asked) if asked.isdecimal() else 0).first()
    if own is None:
        raise Http404
    return attached(files.content(selectors.TEMPLATE, str(own.pk)), own.name)


def _kind(code: str) -> Kind:
    try:
        return kinds.kind(code)
    except KeyError as unknown:
        raise Http404 from unknown


def _templates() -> dict[str, Any]:
    own: dict[str, list[Template]] = {}
    for one in selectors.templates():
        own.setdefault(one.kind, []).append(one)
    rows = [
        {
            "kind": one,
            "name": named(one.code),
            "own": own.get(one.code, []),
            "is_shipped": not any(each.is_in_force for each in own.get(one.code, [])),
            "names": services.names_of(one.code),
        }
        for one in kinds.kinds()
    ]
    return {"rows": rows}


def _registers(series: str) -> list[dict[str, Any]]:
    """Each register that the kinds use or have used, with the last number given in it."""
    given = {(one.series, one.word, one.year): one.last for one in selectors.begun()}
    year = today().year
    for one in kinds.kinds():
        if one.numbered == ISSUE:
            given.setdefault(("", one.name, year), 0)
        elif one.numbered is not None and series:
            given.setdefault((series, one.numbered, year), 0)
    return [
        {"series": series, "word": word, "year": year, "last": last, "key": f"{series}|{word}"}
        for (series, word, year), last in sorted(given.items())
    ]
