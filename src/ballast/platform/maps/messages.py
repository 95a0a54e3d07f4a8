"""The words for what is refused of a boundary file."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "boundaries_refused": _("The file was not taken: %(count)s faults."),
    "map_too_large": _("The file is larger than %(most)s MB. Ask for a coarser one."),
    "map_not_json": _("This is no GeoJSON: the file cannot be read as JSON in UTF-8."),
    "map_not_a_collection": _(
        "This is no GeoJSON of areas: it must be a FeatureCollection. Shapefiles, KML and TopoJSON"
        " have to be turned into GeoJSON first."
    ),
    "map_is_empty": _("The file has no features."),
    "map_too_many_features": _("The file has %(count)s features; %(most)s are the most."),
    "map_too_many_points": _(
        "The file has %(count)s points; %(most)s are the most. Ask for a coarser one."
    ),
    "map_other_crs": _(
        "The file says that it is in another system (%(name)s). Give degrees in CGCS2000, WGS 84 or"
        " GCJ-02."
    ),
    "map_no_feature": _("Feature %(feature)s: it is no Feature with properties."),
    "map_without_code": _("Feature %(feature)s: the property “%(key)s” is missing."),
    "map_code_unknown": _("Feature %(feature)s: nobody knows the code “%(value)s” (“%(key)s”)."),
    "map_code_twice": _(
        "Feature %(feature)s: the code “%(value)s” stands at feature %(other)s already; put its"
        " parts into one MultiPolygon."
    ),
    "map_no_polygon": _(
        "Feature %(feature)s: its geometry is “%(kind)s”; Polygon or MultiPolygon is needed."
    ),
    "map_no_ring": _("Feature %(feature)s: a polygon has no ring of points."),
    "map_no_point": _("Feature %(feature)s: something in a ring is no pair of numbers."),
    "map_ring_short": _(
        "Feature %(feature)s: a ring has only %(count)s points; a closed one has four or more."
    ),
    "map_ring_open": _(
        "Feature %(feature)s: a ring is not closed; it begins at %(start)s and ends at %(end)s."
    ),
    "map_ring_flat": _("Feature %(feature)s: a ring encloses nothing."),
    "map_point_outside": _("Feature %(feature)s: the point %(point)s does not lie in China."),
    "map_point_swapped": _(
        "Feature %(feature)s: longitude and latitude have changed places at %(point)s."
    ),
    "map_point_projected": _(
        "Feature %(feature)s: %(point)s are metres of a map projection; give degrees."
    ),
    "map_without_source": _("Say where the boundaries come from; the source stands on every map."),
    "boundaries_gone": _("These boundaries were withdrawn already. Look at the page again."),
}
