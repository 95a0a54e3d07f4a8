"""What a form of the register offers to choose from, or suggests while one types."""

from dataclasses import dataclass
from datetime import date

from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Named
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import UnitKind
from ballast.projects.models import ListPlace, Project

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Codes with names to choose from, and words already in use to be suggested."""

    templates: tuple[Named, ...]
    units: Pairs
    areas: Pairs
    regions: Pairs
    sectors: tuple[str, ...]
    chains: tuple[str, ...]
    precincts: tuple[str, ...]
    list_names: tuple[str, ...]


def offers(on: date) -> Offers:
    units = list(identity.units(on).order_by("code"))
    regions = codelists.region_names(identity.region_codes(on), on=on)
    return Offers(
        templates=tuple(codelists.lifecycle(on=on).templates.values()),
        units=tuple((str(unit.pk), f"{unit.short_name} ({unit.code})") for unit in units),
        areas=tuple(
            (str(unit.pk), unit.short_name)
            for unit in units
            if unit.kind == UnitKind.FUNCTIONAL_AREA
        ),
        regions=tuple(sorted(regions.items())),
        sectors=tuple(codelists.sectors(on=on).values_list("path", flat=True)),
        chains=_in_use("chain"),
        precincts=_in_use("precinct"),
        list_names=tuple(
            ListPlace.objects.order_by("list_name").values_list("list_name", flat=True).distinct()
        ),
    )


def _in_use(column: str) -> tuple[str, ...]:
    rows = Project.objects.exclude(**{column: ""}).order_by(column)
    return tuple(rows.values_list(column, flat=True).distinct())
