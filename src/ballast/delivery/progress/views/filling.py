"""What stands in the form: from the draft, from what was returned, from what was typed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms import BoundField, Form
from django.http import QueryDict

from ballast.delivery.progress.forms import FilingForm
from ballast.delivery.progress.forms.fields import Code, plain_wan
from ballast.delivery.progress.forms.filing import PAPER, REACHED, WORD, said_by
from ballast.delivery.progress.rules import Report, State
from ballast.delivery.progress.rules.checking import Checked, Finding
from ballast.delivery.progress.rules.figures import Figures
from ballast.delivery.progress.services.drafts import mark
from ballast.delivery.progress.templatetags.progress import label
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.platform.ui.words import say

from .receipt import step_names
from .shown import Shown

if TYPE_CHECKING:
    from ballast.delivery.progress.models import Filing


TYPED = ("month_yuan", "completed_yuan", "since_start_yuan")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to be put right, and the field it stands at."""

    words: str
    field_id: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One figure that may be right but needs a word."""

    words: str
    word: BoundField
    paper: BoundField


def sums_of(figures: Figures, shown: Shown) -> dict[str, Any] | None:
    """The year's figure taken apart and set against the plan; None before there is one."""
    completed, planned = figures.completed_yuan, shown.planned_yuan
    if completed is None:
        return None
    rate = None if planned is None else money.ratio(completed, planned)
    return {
        "base_yuan": figures.base_yuan,
        "caught_up_yuan": figures.caught_up_yuan,
        "correction_yuan": figures.correction_yuan,
        "month_yuan": figures.month_yuan,
        "completed_yuan": completed,
        "since_start_yuan": figures.since_start_yuan,
        "rate": rate,
        "lead_points": money.points(rate, shown.sheet.period.time_progress),
    }


def form_for(shown: Shown, data: QueryDict | None = None) -> FilingForm:
    """The form as typed; else as last saved or returned, or with nothing but what is due."""
    filing = shown.filing
    takes_up = filing is not None and filing.state != State.ACCEPTED
    said = said_by(filing) if takes_up else _continued(shown)
    if not shown.sheet.draft:
        said["kind"] = shown.kind_due
    form = FilingForm(
        data,
        initial=said | {"seen": mark(filing)},
        steps=_steps(shown),
        about=_about(shown),
        corrections=_drafts(filing) if filing and takes_up else (),
    )
    for name in TYPED:
        form.fields[name].widget.attrs.update(asking(shown, name))
    for row in form.corrections.values():
        row.fields["amount_yuan"].widget.attrs.update(asking(shown, "corrections"))
    return form


def helped(shown: Shown, data: QueryDict, wanted: str) -> QueryDict:
    """What was typed with last time's words in it, or with one more row for a correction."""
    made = data.copy()
    if wanted == "copy":
        made["visible_progress"] = shown.last_words
    if wanted == "add":
        used = [int(text) for text in data.getlist("correction") if text.isdecimal()]
        made.appendlist("correction", str(max(used, default=-1) + 1))
    return made


def _continued(shown: Shown) -> dict[str, Any]:
    """What stays as it was until somebody says otherwise; what is new must be said anew."""
    last = shown.sheet.last_filing
    if last is None:
        return {}
    same_year = last.period[:4] == shown.sheet.period.code[:4]
    return {
        "problems": last.problems,
        "forecast_year_yuan": last.forecast_year_yuan if same_year else None,
    }


def asking(shown: Shown, typed: str) -> dict[str, str]:
    """What lets a figure, once typed, ask the server for the others."""
    return {
        "hx-post": shown.figures_href,
        "hx-trigger": "input delay:300ms",
        "hx-target": "#figures",
        "hx-swap": "outerMorph",
        "hx-sync": "#figures:replace",
        "hx-vals": json.dumps({"typed": typed}),
    }


def report_of(shown: Shown, form: FilingForm) -> Report:
    """What a form that was read says."""
    return form.report(shown.project.pk, shown.sheet.period.code)


def refilled(form: FilingForm, figures: Figures, *, typed: str) -> QueryDict:
    """What was typed with the figures worked out from it put beside; ``typed`` itself stays."""
    data: QueryDict = form.data.copy()  # type: ignore[attr-defined]
    for name in TYPED:
        amount = getattr(figures, name)
        if name != typed and amount is not None:
            data[name] = plain_wan(amount)
    return data


def put_faults(form: FilingForm, findings: Sequence[Finding]) -> None:
    """Put each fault of the rules to the field it is about."""
    for finding in findings:
        place, _dot, detail = finding.field.partition(".")
        row = form.row_about(detail) if place == "corrections" else None
        if row:
            row.add_error("reason" if "reason" in finding.code else "amount_yuan", say(finding))
        elif place == "node_dates" and REACHED + detail in form.fields:
            form.add_error(REACHED + detail, say(finding))
        else:
            form.add_error(place if place in form.fields else None, say(finding))


def faults_of(form: FilingForm) -> list[Fault]:
    """Everything to be put right, in the order of the page, each with the way to its field."""
    return [fault for one in (form, *form.corrections.values()) for fault in _faults_of(one)]


def doubts_of(form: FilingForm, checked: Checked) -> list[Doubt]:
    """What the rules doubt, each with its fields for a word and a paper."""
    form.ask(one.code for one in checked.doubts if WORD + one.code not in form.fields)
    return [
        Doubt(say(one), form[WORD + one.code], form[PAPER + one.code]) for one in checked.doubts
    ]


def _faults_of(form: Form) -> list[Fault]:
    found = []
    for name, errors in form.errors.items():
        field = form[name] if name in form.fields else None
        for error in errors:
            words = f"{field.label}: {error}" if field else str(error)
            found.append(Fault(words, field.id_for_label if field else ""))
    return found


def _about(shown: Shown) -> list[Code]:
    """The closed periods that may be corrected, the last first."""
    codes = sorted(shown.before.closed, reverse=True)
    return [
        (code, label(Period.from_code(code))) for code in codes if code < shown.sheet.period.code
    ]


def _steps(shown: Shown) -> list[Code]:
    """The steps that make the marks of the project's nodes, in the order of its life."""
    names = step_names(shown.template)
    making = {
        step for node in shown.template.nodes for made in node.marks.values() for step in made
    }
    return [(code, name) for code, name in names.items() if code in making & shown.before.steps]


def _drafts(filing: "Filing") -> list[dict[str, Any]]:
    return [
        {
            "about_period": one.about_period,
            "amount_yuan": one.amount_yuan,
            "reason": one.reason,
            "paper": one.paper,
        }
        for one in filing.corrections.all()
    ]
