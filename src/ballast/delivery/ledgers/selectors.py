"""Imports, for who may see them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, DecimalField, F, Func, IntegerField, Min, Q, QuerySet, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from ballast.platform.identity import selectors as identity

from .models import Import, ImportRow
from .rules import FILING, Standing, State

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

SOURCE = "ledger_source"  # a source's workbook among the files
_RIGHTS = ("ledger.import", "plan.import", "filing.enter", "filing.enter_for")


def imports(viewer: "User", on: date) -> "QuerySet[Import]":
    """The imports a person may see, the latest first: the city's, or those for their units."""
    scope = identity.scope_of(viewer, on)
    if not any(map(scope.may, _RIGHTS)):
        return Import.objects.none()
    rows = Import.objects.select_related("source", "unit").order_by("-pk")
    return rows if scope.everything else rows.filter(unit__in=scope.unit_ids)


def waiting(viewer: "User", on: date) -> tuple[int, datetime | None]:
    """How many imports wait for somebody's answer or decision, and since when the first does."""
    asked = imports(viewer, on).filter(state__in=[State.ASKING, State.READY])
    found = asked.order_by().aggregate(count=Count("pk"), since=Min("at"))
    return found["count"], found["since"]


def rows(imported: Import, standing: str = "") -> "QuerySet[ImportRow]":
    """The rows of an import in the order of its workbook, of one standing or of all."""
    found = imported.rows.select_related("project").order_by("place")
    return found.filter(standing=standing) if standing else found


def sums(imported: Import) -> dict[str, int]:
    """How many rows stand how."""
    counted = imported.rows.order_by().values_list("standing").annotate(Count("pk"))
    return dict(counted)


def sees_source(viewer: "User", key: str, on: date) -> bool:
    """Whether a person may open a workbook: one of the imports made of it is theirs to see."""
    return imports(viewer, on).filter(source=int(key)).exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What one import brought of a project: ``cells`` of its fields, each ``sheet!B5``."""

    import_id: int
    source_id: int
    entry: int | None  # of the journal
    project_id: int
    filename: str
    by: str
    at: datetime
    cells: Mapping[str, str]

    def cell(self, *fields: str) -> str:
        """The cell of the first of these fields that stood in the workbook."""
        return next((self.cells[name] for name in fields if name in self.cells), "")


def brought(project_ids: Collection[int]) -> list[Brought]:
    """Every import that wrote of these projects, those undone since as well, the last first."""
    rows = ImportRow.objects.filter(project__in=project_ids, imported__committed_at__isnull=False)
    return [
        Brought(
            import_id=row.imported_id,
            source_id=row.imported.source_id,
            entry=row.imported.entry,
            project_id=row.project_id or 0,
            filename=row.imported.filename,
            by=row.imported.committed_by,
            at=row.imported.committed_at or row.imported.at,
            cells=row.cells,
        )
        for row in rows.select_related("imported").order_by("-imported")
    ]


_YUAN = DecimalField(max_digits=20, decimal_places=2)
DOUBTS = "DOUBTS"  # beside the standings, a pile of its own: rows with anything to look at
_AMOUNTS = {
    FILING: {"month": "values__filing__month_yuan", "year": "values__filing__completed_yuan"},
}
_PLANNED = {"total": "values__project__total_investment_yuan", "year": "values__plan__planned_yuan"}


@dataclass(frozen=True, slots=True)
class Tally:
    """What an import's rows come to: rows by pile, faults and doubts, amounts in yuan."""

    piles: Mapping[str, int]
    faults: int
    doubts: int
    amounts: Mapping[str, Decimal | None]


def tally(imported: Import) -> Tally:
    """Counts and sums over the rows of the workbook; one query."""
    amounts = _AMOUNTS.get(imported.kind, _PLANNED)
    piles = {one.value: Count("pk", filter=Q(standing=one)) for one in Standing}
    counted = imported.rows.order_by().aggregate(
        **piles,
        DOUBTS=Count("pk", filter=~Q(doubts=[])),
        faults_=Sum(_length("faults"), filter=Q(standing=Standing.FAULTY), default=0),
        doubts_=Sum(_length("doubts"), default=0),
        **{name: Sum(Cast(KT(path), _YUAN)) for name, path in amounts.items()},
    )
    return Tally(
        piles={name: counted[name] for name in (*piles, DOUBTS)},
        faults=counted["faults_"],
        doubts=counted["doubts_"],
        amounts={name: counted[name] for name in amounts},
    )


def pile(imported: Import, name: str, text: str = "") -> "QuerySet[ImportRow]":
    """The rows of a standing, or those with doubts, in the workbook's order.

    ``text`` is sought in name, owner, unit and number.
    """
    found = imported.rows.select_related("project").order_by("place")
    found = found.exclude(doubts=[]) if name == DOUBTS else found.filter(standing=name)
    if not text:
        return found
    return found.filter(
        Q(name__icontains=text)
        | Q(values__owner__icontains=text)
        | Q(values__unit__icontains=text)
        | Q(project__number__icontains=text)
    )


def offered(imported: Import) -> dict[int, list[tuple[int, float]]]:
    """The projects that rows come near to, with their likeness, the nearest first, by row."""
    rows = imported.rows.filter(standing=Standing.NEAR).order_by("place")
    return {
        pk: [(one["project"], one["likeness"]) for one in near]
        for pk, near in rows.values_list("pk", "near")
    }


def _length(field: str) -> Func:
    return Func(F(field), function="jsonb_array_length", output_field=IntegerField())
