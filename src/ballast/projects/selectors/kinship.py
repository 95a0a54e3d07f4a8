"""The works and phases that belong to a project."""

from typing import TYPE_CHECKING

from ballast.projects.models import Project

if TYPE_CHECKING:
    from django.db.models import QuerySet


def parts_of(projects: "QuerySet[Project]") -> "QuerySet[Project]":
    """The works and phases of these projects, whether among them or not."""
    return Project.objects.filter(parent__isnull=False, parent__in=projects.order_by().values("pk"))
