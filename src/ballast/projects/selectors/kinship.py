"""Counts projects as the list has them and as the works are."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ballast.projects.models import Project


@dataclass(frozen=True, slots=True)
class TwoCounts:
    """``listed``: a bundle or a project with its phases is one; ``split``: each part is one."""

    listed: int
    split: int


def two_counts(projects: "QuerySet[Project]") -> TwoCounts:
    """Both counts of a set of projects; kin that is not in the set does not matter."""
    among = projects.order_by().values("pk")
    whole = Exists(Project.objects.filter(pk__in=among, parent=OuterRef("pk")))
    counted = Project.objects.filter(pk__in=among).aggregate(
        listed=Count("pk", filter=~Q(parent__in=among)),
        split=Count("pk", filter=~whole),
    )
    return TwoCounts(**counted)


def parts_of(projects: "QuerySet[Project]") -> "QuerySet[Project]":
    """The works and phases of these projects, whether among them or not."""
    return Project.objects.filter(parent__isnull=False, parent__in=projects.order_by().values("pk"))
