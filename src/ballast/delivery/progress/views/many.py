"""Many drafts looked through together, and those that are in order submitted at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ballast.delivery.progress.rules import check
from ballast.delivery.progress.selectors import month
from ballast.delivery.progress.selectors.before import befores
from ballast.delivery.progress.selectors.prefill import report_of as stored
from ballast.delivery.progress.services.filing import submit
from ballast.delivery.progress.templatetags.progress import label
from ballast.kernel.periods import Period
from ballast.platform.identity.http import actor, now, require, today
from ballast.platform.ui.http import AuthedRequest, refused, ticked
from ballast.platform.ui.words import say

if TYPE_CHECKING:
    from ballast.delivery.progress.models import Filing


@dataclass(frozen=True, slots=True)
class Row:
    """A draft with what stands in its way, in words."""

    filing: "Filing"
    hindrances: list[str]

    @property
    def project(self) -> Any:
        return self.filing.project

    @property
    def href(self) -> str:
        return reverse("progress:filing", args=[self.filing.period, self.project.number])

    @property
    def is_fit(self) -> bool:
        return not self.hindrances


@require_POST
@require("filing.enter")
def submit_many(request: AuthedRequest, period: str) -> HttpResponse:
    """Shows the drafts chosen in the list; at the second time of asking submits those in order."""
    ids = ticked(request, "filing")
    drafts = month.drafts(request.user, today(), period, ids)
    list_href = f"{reverse('progress:filings')}?period={period}"
    if drafts and request.POST.get("do") == "submit":
        chosen = [one.pk for one in drafts]
        faults = refused(lambda: submit(by=actor(request), at=now(), filing_ids=chosen))
        for fault in faults:
            messages.error(request, fault)
        if not faults:
            count = len(chosen)
            said = ngettext("%(count)s filing submitted.", "%(count)s filings submitted.", count)
            messages.success(request, said % {"count": count})
            return redirect(list_href)
    rows = _rows(drafts, period)
    context = {
        "rows": rows,
        "fit": sum(row.is_fit for row in rows),
        "period": period,
        "label": label(Period.from_code(period)) if drafts else "",
        "list_href": list_href,
    }
    return render(request, "progress/submit_many.html", context)


def _rows(drafts: "list[Filing]", period: str) -> list[Row]:
    if not drafts:
        return []
    stood = befores(
        Period.from_code(period), {one.project_id: one.project for one in drafts}, today()
    )
    found = []
    for draft in drafts:
        report = stored(draft)
        checked = check(report, stood[draft.project_id])
        doubts = [_("%(doubt)s Say a word to it.") % {"doubt": say(one)}
                  for one in checked.open_doubts(report)]  # fmt: skip
        found.append(Row(draft, [*map(say, checked.faults), *doubts]))
    return found
