"""属地: where projects lie, each in one place."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, NullIf

from ballast.platform.codelists.selectors import in_force
from ballast.projects.models import ShareSplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models.expressions import Combinable

NO_POSITION = Q(longitude__isnull=True)


def place() -> "Combinable":
    """Where a project lies: its functional area, else its region; empty where neither is known.

    A functional area is told by the code of its region, where it has one, else by its own.
    """
    region = NullIf(F("functional_area__region_code"), Value(""))
    area = Coalesce(region, F("functional_area__code"))
    return Case(When(functional_area__isnull=False, then=area), default=F("region_code"))


def lies_in(code: str) -> Q:
    """True of the projects whose ``place`` is this one."""
    by_region = Q(functional_area__isnull=True, region_code=code)
    of_area = Q(functional_area__region_code="", functional_area__code=code)
    return by_region | Q(functional_area__region_code=code) | of_area


def divided(on: date) -> "Iterable[int]":
    """The projects whose money several units share on a day."""
    return ShareSplit.objects.filter(in_force(on)).values_list("project_id", flat=True).distinct()
