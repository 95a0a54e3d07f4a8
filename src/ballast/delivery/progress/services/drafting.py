"""Putting reports down as filings, checked against what stood before, as part of a use case."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from ballast.delivery.progress.models import Correction, Duty, Filing
from ballast.delivery.progress.rules import (
    Before,
    Checked,
    Finding,
    Kind,
    Report,
    State,
    check,
    kind_on,
)
from ballast.delivery.progress.rules.reports import SAID
from ballast.delivery.progress.selectors import windows_of
from ballast.delivery.progress.selectors.before import befores
from ballast.kernel.errors import Refused
from ballast.kernel.periods import Period
from ballast.platform.audit.services import Actor, Change
from ballast.platform.files import services as files
from ballast.platform.periods import services as periods
from ballast.projects.services import reached

from .photos import OWNER

if TYPE_CHECKING:
    from ballast.projects.models import Project

TABLE = "progress_filing"
_MADE = ("base_yuan", "caught_up_yuan", "correction_yuan", "doubts", "is_on_behalf", "is_late")
_WRITTEN = [
    *("revision", "kind", *SAID, *_MADE, "unit", "provenance"),
    *("filed_by", "filed_by_id", "filed_at", "submitted_at"),
]
# What the tables themselves cannot hold, not even in a draft.
_UNWRITABLE = frozenset(
    {
        *("filing_amount_negative", "percent_out_of_range"),
        *("correction_nought", "correction_without_reason", "correction_twice"),
    }
)


class FilingRefused(Refused):
    """Reports contradict themselves, or their doubts want a word; nothing was written.

    ``faults_of`` and ``doubts_of`` by project id, only of projects that have one; ``faults`` is
    all of them.
    """

    code = "filing_refused"

    def __init__(
        self,
        faults: Mapping[int, Sequence[Finding]],
        doubts: Mapping[int, Sequence[Finding]] | None = None,
    ) -> None:
        self.faults_of = {pk: tuple(found) for pk, found in faults.items() if found}
        self.doubts_of = {pk: tuple(found) for pk, found in (doubts or {}).items() if found}
        self.faults = (*chain(*self.faults_of.values()), *chain(*self.doubts_of.values()))
        super().__init__(count=len(self.faults))


class FilingUnderReview(Refused):
    """A filing of the project for the period waits for its reviewers: it is not overwritten."""

    code = "filing_under_review"


@dataclass(slots=True)
class Case:
    """One report on its way to becoming a filing."""

    report: Report
    filing: Filing
    number: str  # the project's
    before: Before
    checked: Checked
    told: dict[str, tuple[Any, Any]]  # what changed on the row, for the journal
    follows: int | None = None  # the returned filing that a new one stands for

    @property
    def project_id(self) -> int:
        return self.filing.project_id


def lay(
    *, by: Actor, at: datetime, reports: Sequence[Report], on_behalf: bool = False
) -> list[Case]:
    """Hold the periods and the projects, and look the reports through; writes nothing yet.

    Raises ``PeriodNotOpened``, ``PeriodClosed``, ``OutOfReach`` and ``FilingUnderReview``.
    """
    held = periods.hold({report.period for report in reports})
    projects = reached(by=by, at=at, project_ids={report.project_id for report in reports})
    attempts = _attempts(held, projects)
    pending = [
        projects[report.project_id].number
        for report in reports
        if State.SUBMITTED in {one.state for one in attempts[report.project_id, report.period]}
    ]
    if pending:
        raise FilingUnderReview(numbers="、".join(pending))
    on = localdate(at)
    stood = {
        code: befores(
            Period.from_code(code),
            {r.project_id: projects[r.project_id] for r in reports if r.period == code},
            on,
            on_behalf=on_behalf,
        )
        for code in held
    }
    units = _units(held, projects)
    windows = windows_of(held)
    cases = []
    for report in reports:
        key = report.project_id, report.period
        project, window = projects[report.project_id], windows[report.period]
        kind = report.kind or kind_on(on, window.cut_off_on)
        whole = replace(report, kind=kind)
        before = stood[report.period][report.project_id]
        filing = _row(attempts[key], project, report.period)
        filing.revision = held[report.period].revision
        filing.unit_id = units.get(key, project.responsible_unit_id)
        filing.is_on_behalf, filing.is_late = on_behalf, on > window.shuts_on
        checked = check(whole, before)
        follows = _returned(attempts[key]) if filing._state.adding else None
        told = _tell(filing, whole, checked, by=by, at=at)
        cases.append(Case(whole, filing, project.number, before, checked, told, follows))
    return cases


def settle(cases: Iterable[Case], *, at: datetime) -> None:
    """Put the figures as worked out on the rows: they are what is submitted."""
    for case in cases:
        made = case.checked.figures
        filing = case.filing
        for name in ("month_yuan", "completed_yuan", "since_start_yuan", *_MADE[:3]):
            new = getattr(made, name)
            if getattr(filing, name) != new:
                case.told[name] = (case.told.get(name, (getattr(filing, name),))[0], new)
                setattr(filing, name, new)
        filing.submitted_at = at


def refuse_unwritable(cases: Iterable[Case]) -> None:
    """Raises ``FilingRefused`` with what not even a draft can hold."""
    refuse(
        {
            case.project_id: [one for one in case.checked.faults if one.code in _UNWRITABLE]
            for case in cases
        }
    )


def is_writable(case: Case) -> bool:
    """Whether a draft can hold it, whatever else is wrong with it."""
    return not any(one.code in _UNWRITABLE for one in case.checked.faults)


def refuse(
    faults: Mapping[int, Sequence[Finding]], doubts: Mapping[int, Sequence[Finding]] | None = None
) -> None:
    """Raises ``FilingRefused`` if there is anything to refuse."""
    refusal = FilingRefused(faults, doubts)
    if refusal.faults:
        raise refusal


def write(cases: Sequence[Case]) -> list[Change]:
    """Write the rows as drafts with their corrections; what the journal is told."""
    rows = Filing.objects.bulk_create(
        [case.filing for case in cases],
        update_conflicts=True,
        unique_fields=["project", "period", "attempt"],
        update_fields=_WRITTEN,
    )
    Correction.objects.filter(filing__in=[row.pk for row in rows]).delete()
    corrections = Correction.objects.bulk_create(
        Correction(
            filing=row,
            period=row.period,
            about_period=one.about_period,
            amount_yuan=one.amount_yuan,
            reason=one.reason.strip(),
            paper=one.paper,
        )
        for case, row in zip(cases, rows, strict=True)
        for one in case.report.corrections
    )
    return [
        *(Change(TABLE, row.pk, case.told) for case, row in zip(cases, rows, strict=True)),
        *(Change("progress_correction", one.pk, _born(one)) for one in corrections),
        *_carry_photos(cases),
    ]


def _carry_photos(cases: Sequence[Case]) -> list[Change]:
    """Photos of a returned filing stay with the one that is made in its place."""
    keys = {str(case.follows): str(case.filing.pk) for case in cases if case.follows}
    return files.carry(at=cases[0].filing.filed_at, owner_kind=OWNER, keys=keys) if keys else []


def _attempts(
    codes: Collection[str], projects: Collection[int]
) -> dict[tuple[int, str], list[Filing]]:
    found: dict[tuple[int, str], list[Filing]] = defaultdict(list)
    rows = Filing.objects.filter(project__in=projects, period__in=codes).order_by("attempt")
    for row in rows.select_for_update():
        found[row.project_id, row.period].append(row)
    return found


def _units(codes: Collection[str], projects: Collection[int]) -> dict[tuple[int, str], int | None]:
    duties = Duty.objects.filter(project__in=projects, period__in=codes)
    return {(d.project_id, d.period): d.unit_id for d in duties}


def _row(attempts: Sequence[Filing], project: "Project", period: str) -> Filing:
    """The draft under way, or the next attempt."""
    if attempts and attempts[-1].state == State.DRAFT:
        return attempts[-1]
    number = attempts[-1].attempt + 1 if attempts else 1
    return Filing(project=project, period=period, attempt=number, state=State.DRAFT.value)


def _returned(attempts: Sequence[Filing]) -> int | None:
    last = attempts[-1] if attempts else None
    return last.pk if last and last.state == State.RETURNED else None


def _tell(
    filing: Filing, report: Report, checked: Checked, *, by: Actor, at: datetime
) -> dict[str, tuple[Any, Any]]:
    """Put on the row what the report says; what changed, and of a new row what it says."""
    is_new = filing._state.adding
    told: dict[str, tuple[Any, Any]] = {}
    for name in ("kind", *SAID):
        old, new = getattr(filing, name), getattr(report, name)
        if old != new:
            told[name] = (None if is_new else plain(old), plain(new))
            setattr(filing, name, new)
    filing.provenance = {name: list(origin) for name, origin in report.origins.items()}
    filing.doubts = [
        {
            "code": one.code,
            "field": one.field,
            "params": dict(one.params),
            "word": report.words.get(one.code, "").strip(),
            "paper": report.papers.get(one.code, ""),
        }
        for one in checked.doubts
    ]
    for name in ("base_yuan", "caught_up_yuan", "correction_yuan"):
        setattr(filing, name, getattr(checked.figures, name))
    if told or is_new:
        if not is_new and filing.filed_by_id != by.id:
            told |= {
                "filed_by": (filing.filed_by, by.label),
                "filed_by_id": (filing.filed_by_id, by.id),
            }
        filing.filed_by, filing.filed_by_id, filing.filed_at = by.label, by.id, at
    if is_new:
        return {"period": (None, filing.period), "attempt": (None, filing.attempt), **told}
    return told


def plain(value: Any) -> Any:
    """As the journal holds it: dates of nodes one by one."""
    if isinstance(value, Mapping):
        return [
            f"{step} {kind} {day}" for step in sorted(value) for kind, day in value[step].items()
        ]
    return value.value if isinstance(value, Kind) else value


def days_of(told: Sequence[str]) -> dict[str, dict[str, str]]:
    """The dates of nodes out of what ``plain`` made of them."""
    days: dict[str, dict[str, str]] = {}
    for line in told:
        step, kind, day = line.split(" ")
        days.setdefault(step, {})[kind] = day
    return days


def _born(row: Correction) -> dict[str, tuple[Any, Any]]:
    names = ("filing_id", "about_period", "amount_yuan", "reason", "paper")
    return {name: (None, getattr(row, name)) for name in names}
