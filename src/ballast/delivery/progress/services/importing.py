"""A month's workbook as filings: the office's count at once, a unit's go to review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import Finding, Report, State
from ballast.delivery.progress.rules.reports import SAID
from ballast.delivery.progress.selectors.prefill import report_of
from ballast.platform.audit.services import Actor, Change

from .counting import recount
from .drafting import lay, refuse, write
from .filing import hand_in

_NO_FIGURE = Finding("figure_missing", "completed_yuan")
_MONEY = ("month_yuan", "completed_yuan", "since_start_yuan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What a workbook did, by project id: new, changed; the rest was as before.

    ``doubts`` by project id. Of a unit's own filings those in doubt stay drafts, which want
    a word; the office's are in, and their units answer.
    """

    new: frozenset[int]
    changed: frozenset[int]
    doubts: Mapping[int, Sequence[Finding]]
    changes: Sequence[Change]


def put(*, by: Actor, at: datetime, reports: Sequence[Report], on_behalf: bool) -> Put:
    """File reports of one period as part of a larger use case, which journals the changes.

    A blank says nothing: what was filed of it before stays, and of what nothing was ever filed
    nothing is now: it stays unreported, and in doubt. Raises as ``submit`` does.
    """
    last = _last(reports)
    silent = {
        report.project_id
        for report in reports
        if report.project_id not in last and not _said(report)
    }
    fresh = [
        _over(report, last.get(report.project_id))
        for report in reports
        if report.project_id not in silent
        and _says_new(report, last.get(report.project_id), on_behalf=on_behalf)
    ]
    cases = lay(by=by, at=at, reports=fresh, on_behalf=on_behalf)
    refuse({case.project_id: case.checked.faults for case in cases})
    ready = [case for case in cases if on_behalf or not case.checked.open_doubts(case.report)]
    kept = {case.project_id for case in cases} - {case.project_id for case in ready}
    drafts = [case for case in cases if case.project_id in kept]
    changes = hand_in(ready, by=by, at=at) + write(drafts)
    recount(periods={case.report.period for case in drafts}, project_ids=kept)
    ids = frozenset(case.project_id for case in cases)
    return Put(
        new=ids - last.keys(),
        changed=ids & last.keys(),
        doubts={
            **{project_id: [_NO_FIGURE] for project_id in silent},
            **{case.project_id: case.checked.doubts for case in cases if case.checked.doubts},
        },
        changes=changes,
    )


def _last(reports: Sequence[Report]) -> dict[int, Filing]:
    """The last filing of each project for the period, as long as anybody may still go by it."""
    rows = Filing.objects.filter(
        project__in=[report.project_id for report in reports],
        period__in={report.period for report in reports},
    )
    rows = rows.exclude(state=State.LEFT_OUT.value).prefetch_related("corrections")
    return {filing.project_id: filing for filing in rows.order_by("attempt")}


def _says_new(report: Report, last: Filing | None, *, on_behalf: bool) -> bool:
    if last is None or last.state == State.RETURNED:
        return True
    if on_behalf and last.state == State.DRAFT:
        return True
    return any(value != getattr(last, name) for name, value in _said(report))


def _over(report: Report, last: Filing | None) -> Report:
    """The report laid over what was filed last. Figures are of one piece: none is mixed in."""
    if last is None:
        return report
    said = dict(_said(report))
    kept = [name for name in SAID if name not in said]
    if any(name in said for name in _MONEY):
        kept = [name for name in kept if name not in _MONEY]
    old = report_of(last)
    return replace(
        report,
        **{name: getattr(old, name) for name in kept},
        corrections=report.corrections or old.corrections,
        words={**old.words, **report.words},
        papers={**old.papers, **report.papers},
        origins={
            **{name: origin for name, origin in old.origins.items() if name in kept},
            **report.origins,
        },
    )


def _said(report: Report) -> list[tuple[str, object]]:
    """The fields of which the report says anything."""
    pairs = [(name, getattr(report, name)) for name in SAID]
    return [(name, value) for name, value in pairs if value not in (None, "", {})]
