"""Filing a month: drafts, submission, and what the office enters for a unit."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import Answer, Report, State
from ballast.delivery.progress.selectors.prefill import report_of
from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.platform.periods import services as periods
from ballast.projects.services import reached

from .counting import recount
from .drafting import TABLE, Case, lay, refuse, refuse_unwritable, settle, write
from .nodes import record_nodes
from .reviewing import begin


class FilingNotDraft(Refused):
    """A filing is not a draft, or is not one this person may see: both say the same."""

    code = "filing_not_draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filed(Event):
    """The subject is the first period; ``numbers`` are those of the projects."""

    periods: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingsDrafted(_Filed):
    """Drafts were written."""

    code: ClassVar[str] = "progress.drafted"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingsSubmitted(_Filed):
    """Filings were handed in for review."""

    code: ClassVar[str] = "progress.submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingsEnteredFor(_Filed):
    """代录: the office entered filings for their units; they count at once."""

    code: ClassVar[str] = "progress.entered_for"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftsDiscarded(_Filed):
    """Drafts were thrown away."""

    code: ClassVar[str] = "progress.discarded"


@transaction.atomic
def save(*, by: Actor, at: datetime, reports: Sequence[Report]) -> list[Filing]:
    """Write drafts, with whatever faults they still have.

    Raises ``NotAllowed``, ``PeriodNotOpened``, ``PeriodClosed``, ``OutOfReach``,
    ``FilingUnderReview``, and ``FilingRefused`` for what not even a draft can hold.
    """
    identity.insist(by, "filing.enter", at=at)
    cases = lay(by=by, at=at, reports=reports)
    refuse_unwritable(cases)
    changes = write(cases)
    _recount(cases)
    _record(FilingsDrafted, cases, by=by, at=at, changes=changes)
    return [case.filing for case in cases]


@transaction.atomic
def submit(*, by: Actor, at: datetime, filing_ids: Collection[int]) -> list[Filing]:
    """Hand drafts in: checked, in time or late, and laid before their reviewers.

    Raises as ``save`` does, ``FilingNotDraft``, and ``FilingRefused`` with every fault and
    every doubt that has neither a word nor a paper.
    """
    identity.insist(by, "filing.enter", at=at)
    drafts = _taken(filing_ids, by=by, at=at)
    cases = lay(by=by, at=at, reports=[report_of(filing) for filing in drafts])
    _insist_sound(cases)
    changes = hand_in(cases, by=by, at=at)
    _record(FilingsSubmitted, cases, by=by, at=at, changes=changes)
    return [case.filing for case in cases]


@transaction.atomic
def enter_for(*, by: Actor, at: datetime, reports: Sequence[Report]) -> list[Filing]:
    """代录: write, hand in and accept for units that did not, who confirm or dispute it later.

    Doubts stay on the filing for the unit to answer. Raises as ``submit`` does.
    """
    identity.insist(by, "filing.enter_for", at=at)
    cases = lay(by=by, at=at, reports=reports, on_behalf=True)
    refuse({case.project_id: case.checked.faults for case in cases})
    changes = hand_in(cases, by=by, at=at)
    _record(FilingsEnteredFor, cases, by=by, at=at, changes=changes)
    return [case.filing for case in cases]


@transaction.atomic
def discard(*, by: Actor, at: datetime, filing_ids: Collection[int]) -> None:
    """Throw drafts away. Raises ``NotAllowed``, ``FilingNotDraft``, ``PeriodClosed``."""
    identity.insist(by, "filing.enter", "filing.enter_for", at=at)
    filings = _taken(filing_ids, by=by, at=at)
    changes = [Change(TABLE, filing.pk, {"state": (State.DRAFT.value, None)}) for filing in filings]
    Filing.objects.filter(pk__in=[filing.pk for filing in filings]).delete()
    codes = tuple(sorted({filing.period for filing in filings}))
    recount(periods=codes, project_ids={filing.project_id for filing in filings})
    numbers = tuple(filing.project.number for filing in filings)
    event = DraftsDiscarded(subject=codes[0], periods=codes, numbers=numbers)
    audit.record(event, by=by, at=at, changes=changes)


def hand_in(cases: Sequence[Case], *, by: Actor, at: datetime) -> list[Change]:
    """Write what is sound, let it go to review, and count it, as part of a use case."""
    settle(cases, at=at)
    changes = write(cases)
    filings = [case.filing for case in cases]
    ids = [filing.pk for filing in filings]
    done: dict[str, object] = {"state": State.SUBMITTED.value}
    if filings and filings[0].is_on_behalf:
        done = {"state": State.ACCEPTED.value, "decided_at": at, "answer": Answer.WAITING.value}
    Filing.objects.filter(pk__in=ids).update(**done)
    for filing in filings:
        vars(filing).update(done)
    begin(filings, by=by, at=at)
    changes += record_nodes([one for one in filings if one.state == State.ACCEPTED], at=at)
    _recount(cases)
    told = {"state": (State.DRAFT.value, done["state"])}
    return changes + [Change(TABLE, pk, told) for pk in ids]


def _taken(filing_ids: Collection[int], *, by: Actor, at: datetime) -> list[Filing]:
    """Drafts as they stand once nobody else can write on them, hand them in or discard them.

    Raises ``FilingNotDraft``, ``PeriodClosed`` and ``OutOfReach``.
    """
    wanted = set(filing_ids)
    rows = Filing.objects.filter(pk__in=wanted, state=State.DRAFT.value).order_by("pk")
    seen = list(rows.values_list("period", "project_id"))
    periods.hold({period for period, _ in seen})
    reached(by=by, at=at, project_ids={project for _, project in seen})
    filings = list(rows.select_related("project").prefetch_related("corrections"))
    if not wanted or len(filings) < len(wanted):
        raise FilingNotDraft
    return filings


def _insist_sound(cases: Iterable[Case]) -> None:
    """Raises ``FilingRefused`` with every fault and every doubt left without a word."""
    faults, doubts = {}, {}
    for case in cases:
        faults[case.project_id] = case.checked.faults
        doubts[case.project_id] = case.checked.open_doubts(case.report)
    refuse(faults, doubts)


def _recount(cases: Sequence[Case]) -> None:
    periods = {case.report.period for case in cases}
    recount(periods=periods, project_ids=[case.project_id for case in cases])


def _record(
    event: type[_Filed],
    cases: Sequence[Case],
    *,
    by: Actor,
    at: datetime,
    changes: Sequence[Change],
) -> None:
    if cases:
        codes = tuple(sorted({case.report.period for case in cases}))
        numbers = tuple(case.number for case in cases)
        made = event(subject=codes[0], periods=codes, numbers=numbers)
        audit.record(made, by=by, at=at, changes=changes)
