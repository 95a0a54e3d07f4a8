"""Projects by their ids, for pages that only name them."""

from collections.abc import Collection

from ballast.projects.models import Project

from .among import among


def named(ids: Collection[int]) -> dict[int, Project]:
    """Number and name of projects, by id; whoever may see them: the ids were chosen before."""
    rows = Project.objects.filter(pk__in=among(ids)).only("number", "name")
    return {one.pk: one for one in rows}
