"""A month's workbook as filings: the office's count at once, a unit's go to review."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import GONE, Finding, Report, State
from ballast.delivery.progress.rules.reports import SAID
from ballast.delivery.progress.selectors.prefill import report_of
from ballast.platform.audit.services import Actor, Change
from ballast.platform.periods import services as periods

from .counting import recount
from .drafting import Case, is_writable, lay, refuse, write
from .filing import hand_in

_NO_FIGURE = Finding("figure_missing", "completed_yuan")
_PENDING = Finding("filing_waits", "completed_yuan")
_MONEY = ("month_yuan", "completed_yuan", "since_start_yuan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What a workbook would file, by project id; nothing of it is written.

    ``changes`` are the fields that differ from what was filed last, old and new. ``doubts`` of a
    unit's own filings keep them drafts, which want a word; the office's are in, and their units
    answer.
    """

    cases: Sequence[Case]
    new: frozenset[int]
    changes: Mapping[int, Mapping[str, tuple[Any, Any]]]
    faults: Mapping[int, Sequence[Finding]]
    doubts: Mapping[int, Sequence[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What was filed, by project id: new, changed; and what the journal is told."""

    new: frozenset[int]
    changed: frozenset[int]
    changes: Sequence[Change]


def lay_out(*, by: Actor, at: datetime, reports: Sequence[Report], on_behalf: bool) -> Laid:
    """Check reports of one period as part of a larger use case; ``put`` files what is sound.

    A blank says nothing: what was filed of it before stays, and of what nothing was ever filed
    nothing is now: it stays unreported, and in doubt. Raises ``PeriodNotOpened``,
    ``PeriodClosed`` and ``OutOfReach``.
    """
    periods.hold({report.period for report in reports})
    last = _last(reports)
    reports = [_with_days(report, last.get(report.project_id)) for report in reports]
    silent = [
        report.project_id
        for report in reports
        if report.project_id not in last and not _said(report)
    ]
    fresh = [
        report
        for report in reports
        if report.project_id not in silent
        and _says_new(report, last.get(report.project_id), on_behalf=on_behalf)
    ]
    pending = {pk for pk, filing in last.items() if filing.state == State.SUBMITTED}
    cases = lay(
        by=by,
        at=at,
        reports=[
            _over(one, last.get(one.project_id)) for one in fresh if one.project_id not in pending
        ],
        on_behalf=on_behalf,
    )
    faults: dict[int, Sequence[Finding]] = {
        one.project_id: [_PENDING] for one in fresh if one.project_id in pending
    }
    faults |= {case.project_id: case.checked.faults for case in cases if case.checked.faults}
    doubts: dict[int, Sequence[Finding]] = {pk: [_NO_FIGURE] for pk in silent}
    doubts |= {case.project_id: case.checked.doubts for case in cases if case.checked.doubts}
    return Laid(
        cases=cases,
        new=frozenset(one.project_id for one in fresh) - last.keys(),
        changes={one.project_id: _differences(one, last.get(one.project_id)) for one in fresh},
        faults=faults,
        doubts=doubts,
    )


def put(
    *,
    by: Actor,
    at: datetime,
    laid: Laid,
    project_ids: Collection[int],
    draft_ids: Collection[int] = (),
) -> Put:
    """File what was laid out of these projects; the larger use case journals the changes.

    ``draft_ids`` are kept as drafts with their faults, as far as a draft can hold them. Raises
    ``FilingRefused`` with every fault of those that are filed.
    """
    refuse({pk: found for pk, found in laid.faults.items() if pk in project_ids})
    cases = [case for case in laid.cases if case.project_id in project_ids]
    ready = [case for case in cases if _is_ready(case)]
    drafts = [case for case in cases if not _is_ready(case)]
    drafts += [one for one in laid.cases if one.project_id in draft_ids and is_writable(one)]
    changes = hand_in(ready, by=by, at=at) + write(drafts)
    kept = {case.project_id for case in drafts}
    recount(periods={case.report.period for case in drafts}, project_ids=kept)
    ids = frozenset(case.project_id for case in (*ready, *drafts))
    return Put(new=ids & laid.new, changed=ids - laid.new, changes=changes)


def _is_ready(case: Case) -> bool:
    return case.filing.is_on_behalf or not case.checked.open_doubts(case.report)


def _differences(report: Report, last: Filing | None) -> dict[str, tuple[Any, Any]]:
    """What the report says otherwise than the filing before it, field by field."""
    said = [*_said(report), *([("kind", report.kind)] if last and report.kind else [])]
    pairs = {name: (getattr(last, name, None) or None, new) for name, new in said}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _last(reports: Sequence[Report]) -> dict[int, Filing]:
    """The last filing of each project for the period, as long as anybody may still go by it."""
    rows = Filing.objects.filter(
        project__in=[report.project_id for report in reports],
        period__in={report.period for report in reports},
    )
    rows = rows.exclude(state__in=GONE).prefetch_related("corrections")
    return {filing.project_id: filing for filing in rows.order_by("attempt")}


def _with_days(report: Report, last: Filing | None) -> Report:
    """A date of one node takes that of no other away."""
    if last is None or not report.node_dates:
        return report
    return replace(report, node_dates={**last.node_dates, **report.node_dates})


def _says_new(report: Report, last: Filing | None, *, on_behalf: bool) -> bool:
    if last is None or last.state == State.RETURNED:
        return True
    if on_behalf and last.state == State.DRAFT:
        return True
    said = _said(report)
    if said and report.kind and report.kind != last.kind:
        return True  # an estimate that came true to the fen
    return any(value != getattr(last, name) for name, value in said)


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
