"""A month's workbook becomes filings of projects that the register knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.ledgers import sheets
from ballast.delivery.ledgers.rules import MonthRow, pick, repeats
from ballast.delivery.progress import services as progress
from ballast.delivery.progress.rules import Finding
from ballast.kernel.events import Event
from ballast.kernel.identifiers import NotABallastNumber, parse_ballast_number
from ballast.kernel.periods import Period
from ballast.platform.audit import services as audit
from ballast.platform.identity import services as people
from ballast.platform.identity.selectors import may
from ballast.platform.sheets.reading import Fault, open_workbook, read
from ballast.projects import selectors as projects

from .intake import Imported, LedgerRefused, Near, one_at_a_time, refuse, source_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ballast.platform.audit.services import Actor
    from ballast.projects.models import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthImported(Event):
    """A month's figures came in from a workbook; the subject is the period."""

    code: ClassVar[str] = "ledgers.month_imported"
    filename: str
    digest: str
    new: int
    changed: int


def import_month(*, by: "Actor", at: datetime, content: bytes, filename: str) -> Imported:
    """Bring in a month's figures of projects that ``by`` may see, found by number or name.

    What the office brings in counts at once (代录), what a unit brings in goes to review. Raises
    ``NotAllowed``, ``PeriodNotOpened``, ``PeriodClosed``, ``FilingUnderReview``,
    ``WorkbookRefused`` for an unreadable file and ``LedgerRefused`` with every fault.
    """
    people.insist(by, "ledger.import", "filing.enter", at=at)
    book = open_workbook(content)
    glance = read(book, sheets.month_form(None))
    period = sheets.find_period(glance)
    if isinstance(period, Fault):
        raise LedgerRefused([*([period] if glance.tables else []), *glance.faults])
    reading = read(book, sheets.month_form(period.year))
    rows = sheets.month_rows(reading)
    with transaction.atomic():
        one_at_a_time()
        known, unknown = _Finder(projects.within_reach(by, localdate(at)), rows).all()
        refuse([*reading.faults, *unknown])
        source = source_of(content, filename, by=by, at=at)
        place = dict(zip(known, rows, strict=True))
        reports = [_report(row, pk, period, source.pk) for pk, row in place.items()]
        put = _put(place, by=by, at=at, reports=reports)
        new, changed = len(put.new), len(put.changed)
        if put.changes:
            event = MonthImported(
                subject=period.code,
                filename=filename,
                digest=source.digest,
                new=new,
                changed=changed,
            )
            audit.record(event, by=by, at=at, changes=put.changes)
    doubts = (*reading.doubts, *_found(put.doubts, place))
    return Imported(period.code, new, changed, len(rows) - new - changed, doubts)


def _put(
    place: Mapping[int, MonthRow], *, by: "Actor", at: datetime, reports: Sequence[progress.Report]
) -> progress.Put:
    """File the rows: the office enters them for their units (代录), a unit hands in its own."""
    on_behalf = may(by, "filing.enter_for", localdate(at))
    try:
        return progress.put(by=by, at=at, reports=reports, on_behalf=on_behalf)
    except progress.FilingRefused as refusal:
        raise LedgerRefused(_found(refusal.faults_of, place)) from refusal


def _found(findings: Mapping[int, Sequence[Finding]], place: Mapping[int, MonthRow]) -> list[Fault]:
    """Each finding at the cell it is about, or at its project's name."""
    column = {name: key for key, name in sheets.REPORT_FIELDS.items()}
    return [
        Fault(
            one.code,
            place[pk].cells.get(column.get(one.field, "name"), place[pk].cells["name"]),
            one.params,
        )
        for pk, its in findings.items()
        for one in its
    ]


class _Finder:
    """Finds the project each row means, and says why not."""

    def __init__(self, reach: "QuerySet[Project]", rows: Sequence[MonthRow]) -> None:
        self.rows = rows
        self.by_number = {project.number: project for project in reach}
        self.by_key: dict[str, list[Project]] = {}
        for project in self.by_number.values():
            self.by_key.setdefault(project.name_key, []).append(project)
        self.shared = {rows[repeat.later].name_key for repeat in repeats(rows)}
        self.near = Near(project.name for project in self.by_number.values())
        self.faults: list[Fault] = []

    def all(self) -> tuple[list[int], list[Fault]]:
        first: dict[int, str] = {}
        found = []
        for row in self.rows:
            project = self._numbered(row) if row.number else self._named(row)
            if project is None:
                continue
            cell = row.cells["name"]
            if project.pk in first:
                params = {"name": row.name, "first": first[project.pk]}
                self.faults.append(Fault("project_twice", cell, params))
            first.setdefault(project.pk, cell)
            found.append(project.pk)
        return found, self.faults

    def _numbered(self, row: MonthRow) -> "Project | None":
        try:
            project = self.by_number.get(parse_ballast_number(row.number))
        except NotABallastNumber:
            project = None
        if project is None:
            self.faults.append(Fault("number_wrong", row.cells["number"], {"text": row.number}))
        return project

    def _named(self, row: MonthRow) -> "Project | None":
        known, cell = self.by_key.get(row.name_key, []), row.cells["name"]
        try:
            place = pick(row, known, alone=row.name_key not in self.shared)
        except LookupError:
            self.faults.append(Fault("name_ambiguous", cell, {"name": row.name}))
            return None
        if place is None:
            params = {"name": row.name, "near": self.near.to(row.name)}
            self.faults.append(Fault("project_unknown", cell, params))
            return None
        return known[place]


def _report(row: MonthRow, project_id: int, period: Period, source: int) -> progress.Report:
    return progress.Report(
        project_id=project_id,
        period=period.code,
        month_yuan=row.month_yuan,
        completed_yuan=row.completed_yuan,
        visible_progress=row.visible_progress,
        problems=row.problems,
        origins=sheets.origins(row.cells, sheets.REPORT_FIELDS, source),
    )
