"""What every page of the plan desk shows around its own matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from ballast.delivery.plans.selectors import pages
from ballast.platform.identity import http as identity
from ballast.platform.ui.http import AuthedRequest

EARLIEST, LATEST = 2000, 2100


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of the desk."""

    route: str
    words: str
    href: str
    is_current: bool


def desk(request: AuthedRequest, year: int, route: str) -> dict[str, Any]:
    """The year, its neighbours, the pages one may open. An impossible year is not found."""
    if not EARLIEST <= year <= LATEST:
        raise Http404
    rights = identity.scope(request).rights
    return {
        "plan": pages.plan_year(year),
        "year": year,
        "years": sorted({year, *pages.years(), identity.today().year}),
        "route": route,
        "tabs": [
            Tab(name, words, reverse(name, args=[year]), name == route)
            for name, words, right in _pages()
            if right in rights
        ],
        "may_edit": "plan.edit" in rights,
        "may_declare": "plan.declare" in rights,
    }


def _pages() -> Sequence[tuple[str, str, str]]:
    return (
        ("plans:overview", _("Overview"), "plan.view"),
        ("plans:lines", _("Plan list"), "plan.view"),
        ("plans:declarations", _("Declarations"), "plan.declare"),
        ("plans:selection", _("Selection"), "plan.edit"),
        ("plans:thresholds", _("Thresholds"), "plan.edit"),
        ("plans:issue", _("Issue"), "plan.edit"),
        ("plans:adjustments", _("Adjustments"), "plan.view"),
        ("plans:targets", _("Targets"), "plan.view"),
        ("plans:applications", _("Applications upwards"), "plan.view"),
        ("plans:outside", _("Outside figures"), "plan.view"),
        ("plans:roll_over", _("Roll-over"), "plan.edit"),
    )
