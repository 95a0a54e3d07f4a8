"""Imports, for who may see them."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from ballast.platform.identity import selectors as identity

from .models import Import, ImportRow

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
