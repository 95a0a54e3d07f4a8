"""What an area is called."""

from datetime import date

from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import selectors as identity


def place_name(code: str, on: date) -> str:
    """The name of a region or of a functional area's unit; the code where nobody knows it."""
    named = codelists.region_names([code], on=on)[code]
    if named != code:
        return named
    for unit in identity.units(on):
        if code in (unit.region_code, unit.code):
            return unit.short_name
    return code
