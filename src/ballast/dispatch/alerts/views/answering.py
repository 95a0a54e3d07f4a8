"""All checks that wait for the reader's unit, answered on one page or in Excel."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ballast.dispatch.alerts import services, sheets
from ballast.dispatch.alerts.forms.checking import FIELDS, answer_of, field_of, typed
from ballast.dispatch.alerts.messages import VERDICTS
from ballast.dispatch.alerts.messages.checked import Checked, checked
from ballast.dispatch.alerts.rules import OPEN
from ballast.dispatch.alerts.selectors import checks as selectors
from ballast.dispatch.alerts.selectors.checks import Choice
from ballast.dispatch.alerts.services import CheckAnswer, ChecksRefused
from ballast.dispatch.coordination import selectors as coordination
from ballast.dispatch.coordination.messages import CAUSES
from ballast.kernel.errors import Refused
from ballast.platform.codelists import selectors as codelists
from ballast.platform.files import selectors as files
from ballast.platform.files.rules import MOST_BYTES
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.sheets.reading import WorkbookRefused
from ballast.platform.ui.http import AuthedRequest, attached, say

AT_ONCE = 50  # checks on a page


@require_http_methods(["GET", "POST"])
@require(selectors.ANSWERS)
def answer(request: AuthedRequest) -> HttpResponse:
    """The checks of a page; those in which something is said are answered, all or none."""
    if request.method == "GET":
        return _page(request, {}, {})
    units = _units()
    given = [
        one
        for row in _cut(request).object_list
        for one in [
            answer_of(
                row,
                typed(row, request.POST),
                units,
                sent=request.FILES.getlist(field_of(row.pk, "files")),
                drops=request.POST.getlist(field_of(row.pk, "drop")),
            )
        ]
        if one is not None
    ]
    try:
        _carry_out(request, given)
    except Refused as refusal:
        wrong = {getattr(fault, "about", ""): say(fault) for fault in refusal.faults}
        if not wrong:
            messages.error(request, say(refusal))
        return _page(request, request.POST.dict(), wrong)
    page = request.GET.get("page", "")
    where = reverse("alerts:answer_checks")
    return redirect(f"{where}?page={page}" if page.isdecimal() else where)


@require_GET
@require(selectors.ANSWERS)
def sheet(request: AuthedRequest) -> HttpResponseBase:
    """The checks that wait, to be filled in."""
    title = _("Checks of warnings")
    names = [one.short_name for one in coordination.pickable_units(today())]
    content = sheets.to_fill(title, _checked(list(_rows(request))), names)
    return attached(content, f"{title}_{today():%Y-%m-%d}.xlsx")


@require_POST
@require(selectors.ANSWERS)
def read(request: AuthedRequest) -> HttpResponse:
    """A filled table is taken over at once, or every fault of it is named by its cell."""
    try:
        _carry_out(request, _filled(request))
    except (Refused, WorkbookRefused) as refusal:
        found: Any = getattr(refusal, "faults", ()) or [refusal]
        context = {"faults": [say(fault) for fault in found]}
        return render(request, "alerts/checks/sheet_refused.html", context, status=422)
    return redirect("alerts:answer_checks")


def _filled(request: AuthedRequest) -> list[CheckAnswer]:
    sent = request.FILES.get("sheet")
    content = sent.read(MOST_BYTES + 1) if sent else b""
    rows = {row.pk: row for row in _rows(request)}
    known = {one.short_name: one.code for one in coordination.pickable_units(today())}
    filled, faults = sheets.read_filled(content, _checked(list(rows.values())), known)
    if faults:
        raise ChecksRefused(faults)
    units = _units()
    given = [(one, answer_of(rows[one.check_id], one.said, units)) for one in filled]
    return [replace(told, place=one.place) for one, told in given if told is not None]


def _rows(request: AuthedRequest) -> Any:
    """The reader's own that take an answer, first what is due first."""
    states = frozenset(str(one) for one in OPEN)
    mine = selectors.mine(request.user, today())
    return selectors.chosen(mine, Choice(states), today()).order_by("due_on", "unit__code", "pk")


def _cut(request: AuthedRequest) -> Any:
    return Paginator(_rows(request), AT_ONCE).get_page(request.GET.get("page"))


def _units() -> dict[str, int]:
    return {one.code: one.pk for one in coordination.pickable_units(today())}


def _checked(rows: list[Any]) -> list[Checked]:
    return checked(selectors.told(rows), today(), codelists.calendar())


def _carry_out(request: AuthedRequest, given: list[CheckAnswer]) -> None:
    as_one = request.POST.get("as_one") == "yes"
    done = services.answer_checks(by=actor(request), at=now(), answers=given, as_one=as_one)
    words = ngettext("%(count)s check answered.", "%(count)s checks answered.", len(done))
    told = [words % {"count": len(done)}]
    if wrong := sum(one.is_true is False for one in done):
        told.append(
            _("%(count)s figures are to be corrected; their lamps stay.") % {"count": wrong}
        )
    if numbers := list(dict.fromkeys(one.issue.number for one in done if one.issue)):
        told.append(_("Matters: %(numbers)s") % {"numbers": "、".join(numbers)})
    messages.success(request, " ".join(told))


def _page(
    request: AuthedRequest, said: Mapping[str, str], wrong: Mapping[str, str]
) -> HttpResponse:
    shown = _cut(request)
    rows = list(shown.object_list)
    kept = files.of_many(selectors.EVIDENCE, [str(row.pk) for row in rows])
    closed = selectors.closed_periods()
    context = {
        "page": shown,
        "rows": [
            {
                "one": one,
                "files": kept.get(str(one.check.pk), []),
                "said": {name: said.get(field_of(one.check.pk, name), "") for name in FIELDS},
                "wrong": {name: wrong.get(f"{one.check.pk}-{name}", "") for name in FIELDS},
                "is_closed": one.check.period in closed,
            }
            for one in _checked(rows)
        ],
        "faults": list(wrong.values()),
        "verdicts": list(VERDICTS.items()),
        "causes": list(CAUSES.items()),
        "units": [(one.code, one.short_name) for one in coordination.pickable_units(today())],
        "as_one": said.get("as_one") == "yes",
    }
    return render(request, "alerts/checks/answer.html", context, status=422 if said else 200)
