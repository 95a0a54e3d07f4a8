"""Apps meet each other only at their public modules."""

import grimp

TIERS_OF_APPS = ("platform", "delivery", "pipeline", "dispatch", "oversight", "edges")
PUBLIC = {
    "services",
    "selectors",
    "rules",
    "http",
    "fields",
    "messages",
    "reading",
    "writing",
    "marking",
    "guards",
    "kinds",
    "templatetags",
    "words",
    "addresses",
    "clock",
    "language",
}


def app_of(module: str) -> str:
    """``ballast.delivery.funding.models`` → ``ballast.delivery.funding``."""
    parts = module.split(".")
    return ".".join(parts[: 3 if len(parts) > 2 and parts[1] in TIERS_OF_APPS else 2])


def test_apps_import_only_each_others_public_modules():
    graph = grimp.build_graph("ballast", exclude_type_checking_imports=True, cache_dir=None)

    trespasses = sorted(
        f"{importer} → {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if app_of(importer) != app_of(imported)
        and not importer.startswith(("ballast.config", "ballast.edges"))
        and not imported.startswith(("ballast.kernel", "ballast.platform.analytics"))
        and PUBLIC.isdisjoint(imported.split(".")[2:])
    )

    assert trespasses == []
