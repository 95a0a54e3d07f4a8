"""The boundary files: which hold, bring another, take one back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ballast.kernel.coordinates import Crs
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.maps import selectors
from ballast.platform.maps.models import Boundaries
from ballast.platform.maps.rules import LARGEST_FILE
from ballast.platform.maps.services import RIGHT, BoundaryFile, take, withdraw
from ballast.platform.ui.http import AuthedRequest, carried_out, refused
from ballast.projects.messages import CRS_NAMES

TAKEN = (Crs.CGCS2000, Crs.WGS84, Crs.GCJ02)  # nobody gives boundaries in BD-09


class BoundariesForm(forms.Form):
    """A file and what is printed with it."""

    file = forms.FileField(
        label=gettext_lazy("GeoJSON file"),
        help_text=gettext_lazy(
            "A FeatureCollection of polygons. Each region has its code in “adcode”, each functional"
            " area the code of its unit in “unit”."
        ),
        widget=forms.ClearableFileInput({"accept": ".geojson,.json,application/geo+json"}),
    )
    layer = forms.ChoiceField(
        label=gettext_lazy("What it outlines"), choices=Boundaries.Layer.choices
    )
    crs = forms.ChoiceField(
        label=gettext_lazy("Coordinate system"),
        choices=[(one.value, CRS_NAMES[one.value]) for one in TAKEN],
        help_text=gettext_lazy("Boundaries taken from web maps are mostly in GCJ-02."),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=200,
        help_text=gettext_lazy("As it is printed on every map, such as the city's survey office."),
    )
    review_number = forms.CharField(
        label=gettext_lazy("Review number"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Without one no map may be published."),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("Holds from"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=gettext_lazy("A period is drawn by the boundaries of its last day."),
    )


@require(RIGHT)
def boundaries(request: AuthedRequest) -> HttpResponse:
    """Every boundary file, the one in force of each layer marked, and a form for the next."""
    return _page(request, BoundariesForm(initial={"valid_from": today()}))


@require_POST
@require(RIGHT)
def bring(request: AuthedRequest) -> HttpResponse:
    """Take a file in, or say all that is wrong with it."""
    form = BoundariesForm(request.POST, request.FILES)
    taken: list[Boundaries] = []
    if not carried_out(form, lambda: taken.append(_take(request, form.cleaned_data))):
        return _page(request, form, status=422)
    told = {"count": len(taken[0].areas), "day": taken[0].valid_from}
    messages.success(request, _("%(count)d areas; they hold from %(day)s.") % told)
    return redirect("portal:boundaries")


@require_POST
@require(RIGHT)
def take_back(request: AuthedRequest, pk: int) -> HttpResponse:
    """Withdraw a file: what held before it holds again."""
    if why := refused(lambda: withdraw(by=actor(request), at=now(), pk=pk)):
        messages.error(request, " ".join(why))
    else:
        messages.success(request, _("Withdrawn; what held before holds again."))
    return redirect("portal:boundaries")


def _take(request: AuthedRequest, said: dict[str, Any]) -> Boundaries:
    sent = said["file"]
    file = BoundaryFile(
        layer=said["layer"],
        content=sent.read(LARGEST_FILE + 1),
        filename=sent.name,
        source=said["source"],
        review_number=said["review_number"],
        crs=Crs(said["crs"]),
        valid_from=said["valid_from"],
    )
    return take(by=actor(request), at=now(), file=file)


def _page(request: AuthedRequest, form: BoundariesForm, *, status: int = 200) -> HttpResponse:
    holding = {one.pk for one in selectors.in_force(today())}
    lines = [(one, one.pk in holding) for one in selectors.history()]
    context = {"form": form, "lines": lines, "crs_names": CRS_NAMES}
    return render(request, "portal/map/boundaries.html", context, status=status)
