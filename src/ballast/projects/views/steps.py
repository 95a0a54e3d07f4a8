"""Recording how far a project has come: every step of its template in one table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ballast.kernel.errors import Refused
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Named, Node, standing
from ballast.platform.files.services import Upload
from ballast.platform.identity import http as identity
from ballast.platform.identity import selectors as units
from ballast.platform.identity.http import require
from ballast.platform.ui.http import ticked
from ballast.platform.ui.words import say
from ballast.projects import selectors, services
from ballast.projects.forms.steps import Step
from ballast.projects.models import Project, StepRecord
from ballast.projects.rules import RegisterRefused, is_living
from ballast.projects.templatetags.projects import in_words

from .numbers import shown

if TYPE_CHECKING:
    from ballast.platform.files.models import File
    from ballast.platform.ui.http import AuthedRequest


@dataclass(frozen=True, slots=True)
class Row:
    """One step with its form."""

    node: Node
    step: Named
    form: Step
    papers: "Sequence[File]"

    def draft(self, project: Project, dropped: frozenset[int]) -> services.StepDraft | None:
        """What was changed of it, and which of ``dropped`` are its papers; None for nothing."""
        away = dropped & {file.pk for file in self.papers}
        if not (self.form.has_changed() or away):
            return None
        paper = self.form.cleaned_data["paper"]
        papers = [Upload(paper.name, paper.file)] if paper else []
        return services.StepDraft(
            project_id=project.pk,
            code=self.step.code,
            papers=papers,
            dropped=away,
            **self.form.said(),
        )


@require_http_methods(["GET", "POST"])
@require("project.view")
def steps(request: "AuthedRequest", number: str) -> HttpResponse:
    """The table; who files for the project, or keeps the register, may write in it."""
    project = shown(request, number)
    scope = identity.scope(request)
    if not is_living(project.state) or not (
        scope.may("register.edit") or scope.may("filing.enter")
    ):
        raise Http404
    rows = _rows(request, project)
    faults: list[str] = []
    if request.method == "POST" and all(row.form.is_valid() for row in rows):
        faults = _record(request, project, rows)
        if not faults:
            return redirect("projects:project", number=project.number)
    wrong = faults or any(row.form.errors for row in rows)
    today = identity.today()
    stands = standing(
        codelists.lifecycle(on=today), selectors.facts([project], today, today.year)[project.pk]
    )
    context = {
        "project": project,
        "rows": rows,
        "done": stands.reached.keys() - {row.node.code for row in rows if row.form.errors},
        "faults": faults,
        "units": units.units(identity.today()),
        "keeps_register": scope.may("register.edit"),
    }
    return render(request, "projects/steps.html", context, status=422 if wrong else 200)


def _rows(request: "AuthedRequest", project: Project) -> list[Row]:
    today = identity.today()
    template = codelists.lifecycle(on=today).templates[project.template]
    records = {row.code: row for row in project.step_records.select_related("unit")}
    papers = selectors.papers_of(records.values())
    known = units.units_named(today)
    keeps = identity.scope(request).may("register.edit")

    def row(node: Node, step: Named) -> Row:
        form = Step(
            request.POST or None,
            request.FILES or None,
            prefix=step.code,
            initial=_initial(records.get(step.code)),
            units=known,
            keeps_register=keeps,
        )
        return Row(node, step, form, papers.get(step.code, []))

    return [row(node, step) for node in template.nodes for step in node.steps]


def _initial(record: StepRecord | None) -> dict[str, object]:
    if record is None:
        return {}
    return {
        "planned_on": record.planned_on,
        "forecast_on": record.forecast_on,
        "actual_on": record.actual_on,
        "proof": record.proof,
        "unit": record.unit.name if record.unit else "",
        "is_not_applicable": record.is_not_applicable,
        "reason": record.reason,
    }


def _record(request: "AuthedRequest", project: Project, rows: Sequence[Row]) -> list[str]:
    """Write what was changed; why it was refused, in words."""
    dropped = frozenset(ticked(request, "drop"))
    drafts = [draft for row in rows if (draft := row.draft(project, dropped))]
    if not drafts:
        return []
    try:
        doubts = services.record_steps(by=identity.actor(request), at=identity.now(), drafts=drafts)
    except RegisterRefused as refusal:
        return [in_words(fault) for fault in refusal.faults]
    except Refused as refusal:  # a file that is not taken
        return [say(refusal)]
    messages.success(request, _("The steps are recorded."))
    for doubt in doubts:
        messages.warning(request, in_words(doubt))
    return []
