"""A year's plan workbook becomes projects and plan lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from ballast.delivery.ledgers import sheets
from ballast.delivery.ledgers.rules import PlanRow, pick, repeats
from ballast.delivery.plans import selectors as planned
from ballast.delivery.plans import services as plans
from ballast.delivery.plans.rules import PLAN_CLASS_WORDS, splits
from ballast.delivery.progress import services as progress
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.identity import selectors as identity
from ballast.platform.identity import services as people
from ballast.platform.sheets.reading import Fault, open_workbook, read
from ballast.projects import selectors as projects
from ballast.projects import services as register

from .intake import Imported, Near, one_at_a_time, refuse, source_of

if TYPE_CHECKING:
    from ballast.platform.audit.services import Actor
    from ballast.projects.models import Project


_KEYS = {field: key for key, field in sheets.LINE_FIELDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanImported(Event):
    """A year's plan came in from a workbook; the subject is the year."""

    code: ClassVar[str] = "ledgers.plan_imported"
    filename: str
    digest: str
    new: int
    changed: int


def import_plan(*, by: "Actor", at: datetime, content: bytes, filename: str, year: int) -> Imported:
    """Bring in a year's plan: new projects get numbers, known ones are amended.

    Raises ``NotAllowed``, ``WorkbookRefused`` for an unreadable file and ``LedgerRefused`` with
    every fault.
    """
    people.insist(by, "plan.import", at=at)
    reading = read(open_workbook(content), sheets.plan_form(year))
    rows = sheets.plan_rows(reading)
    repeated, shared = _repeated(rows)
    with transaction.atomic():
        one_at_a_time()
        units = identity.units_named(localdate(at))
        known, ambiguous = _matched(rows)
        refuse(
            [
                *(*reading.faults, *repeated, *_classes(rows), *_splits(rows)),
                *(*_unknown_units(rows, units), *ambiguous, *_issued(year, rows, known)),
                *_unfit(rows, units, localdate(at)),
            ]
        )
        source = source_of(content, filename, by=by, at=at)
        drafts = [_draft(row, units, source.pk) for row in rows]
        entered, entries = register.enter(
            at=at, drafts=[d for p, d in zip(known, drafts, strict=True) if p is None]
        )
        amended = register.amend(
            at=at, drafts=[(p, d) for p, d in zip(known, drafts, strict=True) if p is not None]
        )
        fresh = iter(entered)
        lines = plans.put(
            year=year,
            lines=[
                _line(row, (project or next(fresh)).pk, source.pk)
                for row, project in zip(rows, known, strict=True)
            ],
        )
        changed = len(amended.keys() | lines.keys() - {project.pk for project in entered})
        if changes := [*entries, *chain.from_iterable(amended.values()), *lines.values()]:
            event = PlanImported(
                subject=str(year),
                filename=filename,
                digest=source.digest,
                new=len(entered),
                changed=changed,
            )
            audit.record(event, by=by, at=at, changes=changes)
            progress.follow(by=by, at=at, year=year)
    unchanged = len(rows) - len(entered) - changed
    return Imported(str(year), len(entered), changed, unchanged, (*reading.doubts, *shared))


def _repeated(rows: Sequence[PlanRow]) -> tuple[list[Fault], list[Fault]]:
    """Names that stand twice: faults where nothing tells the rows apart, else doubts."""
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for repeat in repeats(rows):
        later, first = rows[repeat.later], rows[repeat.first]
        params = {"name": later.name, "first": first.cells["name"]}
        code = "name_repeated" if repeat.same else "name_shared"
        (faults if repeat.same else doubts).append(Fault(code, later.cells["name"], params))
    return faults, doubts


def _classes(rows: Sequence[PlanRow]) -> list[Fault]:
    return [
        Fault("plan_class_unknown", row.cells["plan_class"], {"text": row.plan_class})
        for row in rows
        if row.plan_class and row.plan_class not in PLAN_CLASS_WORDS
    ]


def _splits(rows: Sequence[PlanRow]) -> list[Fault]:
    """Splits by month that lack a month, or that do not make the plan of the year."""
    faults = []
    for row in rows:
        blank = [str(n) for n, yuan in enumerate(row.monthly_yuan, start=1) if yuan is None]
        if blank:
            params = {"months": "、".join(blank)}
            faults.append(Fault("split_lacks_months", row.cells["split"], params))
        elif not splits(row.planned_yuan, _months(row)):
            cell = row.cells.get("planned", row.cells["split"])
            found = {"found": sum(_months(row)), "declared": row.planned_yuan or 0}
            faults.append(Fault("split_differs", cell, found))
    return faults


def _months(row: PlanRow) -> tuple[Decimal, ...]:
    return tuple(yuan for yuan in row.monthly_yuan if yuan is not None)


def _unknown_units(rows: Sequence[PlanRow], units: Mapping[str, int]) -> list[Fault]:
    near = Near(units)
    return [
        Fault(
            "unit_not_found",
            row.cells["unit"],
            {"name": row.unit_name, "near": near.to(row.unit_name)},
        )
        for row in rows
        if row.unit_name and row.unit_name not in units
    ]


def _matched(rows: Sequence[PlanRow]) -> tuple[list["Project | None"], list[Fault]]:
    """For each row the project it means, None for a new one."""
    named = projects.by_name(row.name_key for row in rows)
    shared = {rows[repeat.later].name_key for repeat in repeats(rows)}
    found: list[Project | None] = []
    first: dict[int, str] = {}
    faults = []
    for row in rows:
        known = named.get(row.name_key, [])
        try:
            place = pick(row, known, alone=row.name_key not in shared)
        except LookupError:
            faults.append(Fault("name_ambiguous", row.cells["name"], {"name": row.name}))
            place = None
        project = None if place is None else known[place]
        if project and first.setdefault(project.pk, row.cells["name"]) != row.cells["name"]:
            params = {"name": row.name, "first": first[project.pk]}
            faults.append(Fault("project_twice", row.cells["name"], params))
        found.append(project)
    return found, faults


def _issued(year: int, rows: Sequence[PlanRow], known: Sequence["Project | None"]) -> list[Fault]:
    """Cells that say otherwise than the issued plan, which only an adjustment changes."""
    if not planned.is_issued(year):
        return []
    meant = {project.pk: row for row, project in zip(rows, known, strict=True) if project}
    differ = plans.contradictions(year=year, lines=[_line(r, pk, 0) for pk, r in meant.items()])
    cells = [
        meant[pk].cells.get(_KEYS.get(field, ""), meant[pk].cells["name"])
        for pk, fields in differ.items()
        for field in fields or ("",)
    ]
    cells += [row.cells["name"] for row, one in zip(rows, known, strict=True) if one is None]
    return [Fault("plan_row_issued", cell, {"year": year}) for cell in cells]


def _draft(row: PlanRow, units: Mapping[str, int], source: int) -> register.Draft:
    return register.Draft(
        name=row.name,
        content=row.content,
        sector=row.sector,
        total_investment_yuan=row.total_investment_yuan,
        owner_name=row.owner_name,
        responsible_unit_id=units.get(row.unit_name),
        origins=sheets.origins(row.cells, sheets.PROJECT_FIELDS, source),
    )


def _unfit(rows: Sequence[PlanRow], units: Mapping[str, int], on: date) -> list[Fault]:
    """What the register would not take, by the cell in which it stands: secret projects first."""
    columns = {field: column for column, field in sheets.PROJECT_FIELDS.items()}
    drafts = [_draft(row, units, source=0) for row in rows]
    return [
        Fault(fault.code, rows[int(fault.place)].cells[columns[fault.about]], fault.params)
        for fault in register.faults(drafts=drafts, on=on)
    ]


def _line(row: PlanRow, project_id: int, source: int) -> plans.Line:
    return plans.Line(
        project_id=project_id,
        plan_class=PLAN_CLASS_WORDS.get(row.plan_class),
        planned_yuan=row.planned_yuan,
        monthly_yuan=_months(row),
        goal=row.goal,
        origins=sheets.origins(row.cells, sheets.LINE_FIELDS, source),
    )
