"""A month's workbook as filings: the office's count at once, a unit's go to review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import Finding, Report, State
from ballast.delivery.progress.rules.reports import AMOUNTS
from ballast.platform.audit.services import Actor, Change

from .drafting import SAID, lay, refuse_unwritable, report_of, write
from .filing import hand_in
from .counting import recount

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

    A blank says nothing: what was filed of it before stays. Raises as ``submit`` does.
    """
    last = _last(reports)
    fresh = [
        _over(report, filing) if (filing := last.get(report.project_id)) else report
        for report in reports
        if _says_new(report, last.get(report.project_id))
    ]
    cases = lay(by=by, at=at, reports=fresh, on_behalf=on_behalf)
    refuse({case.project_id: case.checked.faults for case in cases})
    held_back = [case for case in cases if not on_behalf and case.checked.open_doubts(case.report)]
    ready = [case for case in cases if case not in held_back]
    changes = hand_in(ready, by=by, at=at) + write(held_back)
    recount(
        periods={case.report.period for case in held_back},
        project_ids=[case.project_id for case in held_back],
    )
    ids = frozenset(case.project_id for case in cases)
    return Put(
        new=ids - last.keys(),
        changed=ids & last.keys(),
        doubts={case.project_id: case.checked.doubts for case in cases if case.checked.doubts},
        changes=changes,
    )
