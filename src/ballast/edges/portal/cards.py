"""Cards of projects as Word papers: of one, or of the list as it was narrowed."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ballast.platform.documents import selectors as papers
from ballast.platform.documents.kinds import Composed, Query
from ballast.platform.identity.http import require
from ballast.platform.ui.http import AuthedRequest, attached

from .documents import KIND, together
from .views import Listing, listing_of

MOST = 100  # in one file


@require("project.view")
def card(request: AuthedRequest, number: str) -> HttpResponseBase:
    """One project's card, with the figures of the period asked for."""
    listing = listing_of(request)
    made = _made(listing, [number]) if listing else []
    if listing is None or not made:
        raise Http404
    return _attached(listing, made[0], f"{number}_")


@require("project.view")
def cards(request: AuthedRequest) -> HttpResponseBase:
    """The cards of the list that the same address shows, in its order, each on its own sheet."""
    listing = listing_of(request, is_whole=True)
    numbers = [line.project.number for line in listing.lines] if listing else []
    if listing is None or not numbers:
        raise Http404
    return of(request, listing, numbers)


def of(request: AuthedRequest, listing: Listing, numbers: Sequence[str]) -> HttpResponseBase:
    """The cards of these projects of a list in one file, or word that they are too many."""
    if len(numbers) > MOST:
        told = _("%(count)s cards are too many for one file: narrow the list to %(most)s projects.")
        messages.error(request, told % {"count": len(numbers), "most": MOST})
        return redirect(reverse("portal:projects") + listing.asked.without())
    return _attached(listing, together(_made(listing, numbers)))


def _attached(listing: Listing, made: Composed, whose: str = "") -> HttpResponseBase:
    """In the office's own template, where it put one in the place of the shipped."""
    [sheet] = papers.drafts(KIND, [made], listing.on)
    return attached(sheet.content, f"{KIND.name}_{whose}{listing.period.code}.docx")


def _made(listing: Listing, numbers: Sequence[str]) -> Sequence[Composed]:
    period, viewer = listing.period.code, listing.request.user
    return KIND.compose(Query(period=period, subjects=numbers, viewer=viewer, on=listing.on))
