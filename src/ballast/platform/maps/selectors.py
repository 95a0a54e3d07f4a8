"""Reads the boundaries in force on a day."""

from datetime import date

from .models import Boundaries


def in_force(on: date) -> list[Boundaries]:
    """The file that holds for each layer, regions first, without its outlines; one query."""
    rows = (
        Boundaries.objects.filter(withdrawn_at__isnull=True, valid_from__lte=on)
        .order_by("layer", "-valid_from", "-pk")
        .distinct("layer")
        .defer("outlines")
    )
    return sorted(rows, key=lambda one: one.layer, reverse=True)


def history() -> list[Boundaries]:
    """Every file ever taken, without its outlines; of each layer the one that holds longest."""
    return list(Boundaries.objects.defer("outlines").order_by("-layer", "-valid_from", "-pk"))


def geojson(pk: int) -> dict[str, object]:
    """A file's outlines as they are drawn; each is named by its code. Raises ``DoesNotExist``."""
    one = Boundaries.objects.only("outlines", "areas").get(pk=pk)
    middles = {code: (east, north) for code, _, east, north in one.areas}
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": code, "cp": [*middles[code]]},
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            }
            for code, polygons in one.outlines.items()
        ],
    }
