"""Why a project's lamps of a month are what they are, on a page of its own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ballast.delivery.ledgers import selectors as ledgers
from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.messages import (
    FAMILIES,
    VALUES,
    because,
    in_one_sentence,
    name_of,
    open_points,
    place_of,
    shown,
    where_filed,
    why,
)
from ballast.dispatch.alerts.models import Exemption
from ballast.dispatch.alerts.rules import Colour, Family
from ballast.dispatch.alerts.selectors import Explanation, Origin, Verdict, checks
from ballast.platform.identity.http import now, require, scope, today
from ballast.platform.periods import selectors as periods
from ballast.platform.ui.http import AuthedRequest
from ballast.projects.selectors import visible_to

from .proofs import beside_proofs


@dataclass(frozen=True, slots=True)
class Value:
    """One figure, and the ways to where it was filed, as far as the reader may go them."""

    name: str
    value: str
    whence: str
    href: str
    place: str
    cell_href: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A family: its lamp, its sentence, its figures; ``today`` where they changed since."""

    name: str
    colour: Colour
    because: str
    standing: int
    values: Sequence[Value]
    exemption: Exemption | None
    today: tuple[Colour, str] | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A family's lamp by another rulebook; ``differs`` from the one that was told."""

    name: str
    colour: Colour
    differs: bool


@dataclass(frozen=True, slots=True)
class Other:
    """What another rulebook says of the same figures."""

    name: str
    colour: Colour
    because: str
    differs: bool
    marks: Sequence[Mark]


@require_GET
@require("alert.view")
def explained(request: AuthedRequest, number: str, period: str) -> HttpResponse:
    """One sentence on top; the figures, where each was filed, and other rulebooks below it.

    What is not issued yet is for who judges it alone.
    """
    project = get_object_or_404(visible_to(request.user, today()), number=number)
    lock = periods.periods().filter(pk=period).first()
    judges = scope(request).may(selectors.JUDGES)
    told = selectors.explain(project, lock, at=now()) if lock else None
    if told is None or not (judges or (told.evaluation and told.evaluation.issued_at)):
        raise Http404
    verdict = told.verdict
    before, after = _beside(project.pk, period, drafts=judges)
    context = {
        "told": told,
        "own": verdict.own,
        "family": FAMILIES[verdict.deciding] if verdict.deciding else "",
        "sentence": in_one_sentence(verdict, told.period),
        "rulebook": name_of(verdict.rulebook),
        "rulebook_key": verdict.rulebook.key,
        "open_points": open_points(verdict.rulebook),
        "families": _families(request, told),
        "others": [_other(told, one) for one in told.others],
        "before": before,
        "after": after,
        "checks": beside_proofs(checks.of_project(project.pk, period)),
    }
    return render(request, "alerts/explained.html", context)


def _beside(project_id: int, period: str, *, drafts: bool) -> tuple[str, str]:
    """The periods with lamps of this project on either side; empty where there is none."""
    seen = [one.period for one in selectors.evaluations(drafts=drafts)]
    codes = selectors.history(project_id, seen)
    earlier = [code for code in codes if code < period]
    later = [code for code in codes if code > period]
    return max(earlier, default=""), min(later, default="")


def _families(request: AuthedRequest, told: Explanation) -> list[Judged]:
    seen = _imports_seen(request, told)
    found = []
    for family, one in told.verdict.families.items():
        now = told.changed.get(family)
        book = told.verdict.rulebook
        words = now and because(book, family, now.row, now.values, told.period)
        found.append(
            Judged(
                name=str(FAMILIES[family]),
                colour=one.colour,
                because=why(told.verdict, family, told.period),
                standing=one.standing,
                values=_values(told, family, seen),
                exemption=told.exemptions.get(family),
                today=(now.colour, words) if now and words else None,
            )
        )
    return found


def _imports_seen(request: AuthedRequest, told: Explanation) -> set[int]:
    """Of the workbooks that figures came from, those this reader may open."""
    ids = {one.brought.import_id for one in told.found.origins.values() if one.brought}
    if not ids or not scope(request).may("ledger.import"):
        return set()
    rows = ledgers.imports(request.user, today()).filter(pk__in=ids)
    return set(rows.values_list("pk", flat=True))


def _values(told: Explanation, family: Family, seen: Collection[int]) -> list[Value]:
    found = []
    for name, value in told.values(family).items():
        origin = told.origin(family, name)
        found.append(
            Value(
                name=str(VALUES[family, name]),
                value=shown(value),
                whence=where_filed(told, family, name),
                href=_filing(told, origin) if origin else "",
                place=place_of(origin) if origin else "",
                cell_href=_cell(origin, seen) if origin else "",
            )
        )
    return found


def _filing(told: Explanation, origin: Origin) -> str:
    if origin.filing is None:
        return ""
    return reverse("progress:filing", args=[origin.filing.period, told.project.number])


def _cell(origin: Origin, seen: Collection[int]) -> str:
    if origin.brought is None or origin.brought.import_id not in seen or not origin.cell:
        return ""
    href = reverse("ledgers:cell", args=[origin.brought.import_id])
    return f"{href}?{urlencode({'at': origin.cell})}"


def _other(told: Explanation, other: Verdict) -> Other:
    was = told.verdict.families
    return Other(
        name=name_of(other.rulebook),
        colour=other.own.colour,
        because=in_one_sentence(other, told.period),
        differs=other.own.colour != told.verdict.own.colour,
        marks=[
            Mark(
                str(FAMILIES[family]),
                one.colour,
                family not in was or was[family].colour != one.colour,
            )
            for family, one in other.families.items()
        ],
    )
