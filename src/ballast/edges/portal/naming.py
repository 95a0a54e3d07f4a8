"""What an area is called."""

from datetime import date

from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import UnitKind


def place_name(code: str, on: date) -> str:
    """The name of a region or of a functional area's unit; the code where nobody knows it."""
    named = codelists.region_names([code], on=on)[code]
    if named != code:
        return named
    for unit in identity.units(on):
        if code in (unit.region_code, unit.code):
            return unit.short_name
    return code


def places(on: date) -> list[tuple[str, str]]:
    """The areas to choose from: the city's regions, then its functional areas, with their names."""
    regions = codelists.region_names(identity.region_codes(on), on=on)
    areas = identity.units(on).filter(kind=UnitKind.FUNCTIONAL_AREA, region_code="")
    return [*sorted(regions.items()), *areas.order_by("code").values_list("code", "short_name")]
