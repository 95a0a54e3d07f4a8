"""What was filed of one project, for its page."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ballast.delivery.progress.messages import KIND_NAMES
from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import GONE, Answer, Standing, State, Verdict
from ballast.delivery.progress.selectors import history
from ballast.delivery.progress.selectors.behind import behind
from ballast.delivery.progress.templatetags.progress import label, reviewer, signed_wan
from ballast.kernel.periods import Period
from ballast.platform.identity.http import require, today
from ballast.platform.ui.http import AuthedRequest
from ballast.projects.selectors import visible_to


@dataclass(frozen=True, slots=True)
class YearTab:
    year: int
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One filing; ``counts_in`` the stored figure of its period when that rests on it."""

    filing: Filing
    number: str
    counts_now: bool

    @property
    def standing(self) -> Standing:
        state = self.filing.state
        return Standing.NOT_REPORTED if state in GONE else Standing(state)

    @property
    def label(self) -> str:
        return label(Period.from_code(self.filing.period))

    @property
    def href(self) -> str:
        return reverse("progress:filing", args=[self.filing.period, self.number])

    @property
    def attempt_words(self) -> str:
        if self.filing.attempt == 1:
            return ""
        return _("attempt %(number)s") % {"number": self.filing.attempt}

    @property
    def counts(self) -> str:
        return _("counts") if self.counts_now else "—"

    @property
    def decided(self) -> str:
        """Who accepted it last, or who returned it."""
        said = [one for one in self.filing.reviews.all() if one.verdict != Verdict.PENDING]
        return reviewer(said[-1]) if said else "—"

    @property
    def notes(self) -> str:
        """Kind, corrections, returns, disputes, and the cell a figure came from."""
        return _("; ").join(self._notes())

    def _notes(self) -> Any:
        filing = self.filing
        yield str(KIND_NAMES[filing.kind])
        if filing.state == State.LEFT_OUT:
            yield _("left out when the period was closed")
        if filing.state == State.TAKEN_BACK:
            yield _("taken back with the import that brought it")
        for one in filing.corrections.all():
            about = label(Period.from_code(one.about_period))
            yield _("correction of %(period)s %(amount)s: %(reason)s") % {
                "period": about,
                "amount": signed_wan(one.amount_yuan),
                "reason": one.reason,
            }
        for review in filing.reviews.all():
            if review.verdict == Verdict.RETURNED:
                yield _("returned: %(reason)s") % {"reason": review.reason}
        if filing.answer == Answer.DISPUTED:
            yield _("disputed by the unit: %(reason)s") % {"reason": filing.answer_reason}
        if cell := filing.provenance.get("completed_yuan"):
            yield _("from the workbook, cell %(cell)s") % {"cell": cell[1]}


@require("filing.view")
def panel(request: AuthedRequest, number: str) -> HttpResponse:
    """The filings of a year, the last first; the latest year when none is asked for."""
    try:
        years, year, filings, counting = history.of_year(
            request.user, today(), number, request.GET.get("year", "")
        )
    except history.NoProject as absent:
        raise Http404 from absent
    context = {
        "years": [
            YearTab(one, f"{reverse('progress:panel', args=[number])}?year={one}", one == year)
            for one in years
        ],
        "rows": [Row(one, number, one.pk in counting) for one in filings],
    }
    return render(request, "progress/panel.html#panel", context)


@require("register.edit")
def leaving(request: AuthedRequest, number: str) -> HttpResponse:
    """What plan and filing keep of a project that is about to leave the register."""
    project = get_object_or_404(visible_to(request.user, today()), number=number)
    context = {"project": project, "behind": behind(request.user, today(), project)}
    return render(request, "progress/behind.html", context)
