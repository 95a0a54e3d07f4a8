"""Which week a page is about."""

from django.http import Http404
from django.urls import reverse

from ballast.delivery.schedule.rules import NotAWeek, Week
from ballast.platform.identity.http import today
from ballast.platform.ui.http import AuthedRequest


def week_of(request: AuthedRequest) -> Week:
    """The week asked for, else this one; what is none is not found."""
    code = request.GET.get("week", "")
    if not code:
        return Week.of(today())
    try:
        return Week.from_code(code)
    except NotAWeek:
        raise Http404 from None


def at_week(name: str, week: Week) -> str:
    """A page's address for a week."""
    return f"{reverse(f'schedule:{name}')}?week={week.code}"
