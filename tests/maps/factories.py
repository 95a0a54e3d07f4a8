"""Boundary files for tests: squares of a city that is nowhere."""

import json
from datetime import date

from ballast.kernel.coordinates import Crs
from ballast.platform.maps.services import BoundaryFile, take
from tests.identity.factories import ACTOR, NOW


def square(east=110.0, north=39.0, side=0.2):
    """A closed ring."""
    far, high = east + side, north + side
    return [[east, north], [far, north], [far, high], [east, high], [east, north]]


def feature(code, *rings, key="adcode", name="", kind="Polygon"):
    properties = {key: code, **({"name": name} if name else {})}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": [*(rings or [square()])]},
    }


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": [*features], **more}


def boundary_file(
    *features, layer="REGIONS", valid_from=date(2020, 1, 1), crs=Crs.CGCS2000, **more
):
    content = json.dumps(collection(*features)).encode()
    about = {"source": "市测绘院", "review_number": "示S(2026)001号", "filename": "map.geojson"}
    return BoundaryFile(
        layer=layer, content=content, valid_from=valid_from, crs=crs, **{**about, **more}
    )


def take_boundaries(*features, by=ACTOR, at=NOW, **more):
    return take(by=by, at=at, file=boundary_file(*features, **more))
