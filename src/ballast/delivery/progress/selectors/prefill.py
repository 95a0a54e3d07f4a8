"""What a filing says, as a report again; and what a new one begins with."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import GONE, Before, CorrectionDraft, Kind, Report, State
from ballast.delivery.progress.rules.reports import SAID
from ballast.kernel.periods import Period

from .before import befores

if TYPE_CHECKING:
    from ballast.projects.models import Project


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a form begins with, and what stood before it.

    ``filing`` is the last one made for the period, if any: the report is its contents. Else
    the report brings the words last filed; its figures are blank.
    """

    report: Report
    before: Before
    filing: Filing | None


def report_of(filing: Filing) -> Report:
    """What a stored draft says; its corrections are asked of the database."""
    return Report(
        project_id=filing.project_id,
        period=filing.period,
        kind=Kind(filing.kind),
        **{name: getattr(filing, name) for name in SAID},
        corrections=[
            CorrectionDraft(
                about_period=one.about_period,
                amount_yuan=one.amount_yuan,
                reason=one.reason,
                paper=one.paper,
            )
            for one in filing.corrections.all()
        ],
        words={one["code"]: one["word"] for one in filing.doubts if one["word"]},
        papers={one["code"]: one["paper"] for one in filing.doubts if one["paper"]},
        origins={name: tuple(origin) for name, origin in filing.provenance.items()},
    )


def prefill(project: "Project", period: str, on: date, *, on_behalf: bool = False) -> Prefill:
    """What the form of a project and a period begins with on a day."""
    stood = befores(Period.from_code(period), {project.pk: project}, on, on_behalf=on_behalf)
    its = Filing.objects.filter(project=project, period=period)
    own = its.exclude(state__in=GONE).order_by("-attempt").first()
    return Prefill(report_of(own) if own else _continued(project, period), stood[project.pk], own)


def _continued(project: "Project", period: str) -> Report:
    live = Filing.objects.filter(
        project=project, period__lt=period, state__in=(State.SUBMITTED, State.ACCEPTED)
    )
    last = live.order_by("-period", "-attempt").first()
    if last is None:
        return Report(project_id=project.pk, period=period)
    same_year = last.period[:4] == period[:4]
    return Report(
        project_id=project.pk,
        period=period,
        visible_progress=last.visible_progress,
        visible_percent=last.visible_percent,
        problems=last.problems,
        forecast_year_yuan=last.forecast_year_yuan if same_year else None,
    )
