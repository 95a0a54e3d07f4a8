"""Finds projects by whatever a person remembers of them."""

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from ballast.kernel.identifiers import NotAProjectCode, ProjectCode
from ballast.kernel.pinyin import initials_pattern
from ballast.projects.models import NationalCode, Project, ProjectName
from ballast.projects.rules import bigrams, likeness, name_key

_MOST_NEAR = 6
_LOOKED_AT = 60
_LIKE = 0.55  # half of two names' pairs of signs are the same


def search(queryset: "QuerySet[Project]", text: str) -> "QuerySet[Project]":
    """The projects that ``text`` may mean, in the order of the alphabet.

    It is a part of the present name or of a former one, of the Ballast number, of a national code
    or of the owner's name, or the first letters of the name. Nothing typed narrows nothing.
    """
    key = name_key(text)
    if not key:
        return queryset.order_by("sort_key", "number")
    found = Q(name_key__contains=key) | Q(pk__in=_once_called(key))
    found |= Q(owner_name__icontains=text.strip())
    if any(sign.isdigit() for sign in text):
        found |= Q(number__contains=text.strip().upper()) | Q(pk__in=_coded(text))
    if pattern := initials_pattern(text.strip()):
        found |= Q(initials__regex=pattern)
    return queryset.filter(found).order_by("sort_key", "number")


def meant(text: str) -> "QuerySet[Project, int]":
    """The same among all projects, to narrow rows about projects that are within reach already."""
    return search(Project.objects.all(), text).order_by().values_list("pk", flat=True)


def _once_called(key: str) -> "QuerySet[ProjectName, int]":
    return ProjectName.objects.filter(
        name_key__contains=key, valid_until__isnull=False
    ).values_list("project_id", flat=True)


def _coded(text: str) -> "QuerySet[NationalCode, int]":
    """The projects with a national code typed whole, however, or in part."""
    try:
        part = ProjectCode.parse(text).text
    except NotAProjectCode:
        part = text.strip()
    return NationalCode.objects.filter(code__contains=part).values_list("project_id", flat=True)


def similar(queryset: "QuerySet[Project]", name: str) -> list[Project]:
    """The projects whose names come near to one that is being typed, the nearest first.

    The database counts the pairs of signs they share; what it holds nearest is compared.
    """
    key = name_key(name)
    pairs = sorted(bigrams(key))
    if len(key) < 2:
        return []
    shared = sum(
        (Case(When(name_key__contains=pair, then=Value(1)), default=Value(0)) for pair in pairs),
        start=Value(0),
    )
    near = (
        queryset.annotate(shared=Cast(shared, IntegerField()))
        .filter(shared__gte=max(1, len(pairs) // 2))
        .order_by(F("shared").desc(), "sort_key")[:_LOOKED_AT]
    )
    judged: list[tuple[float, Project]] = [
        (likeness(key, project.name_key), project) for project in near
    ]
    judged.sort(key=lambda pair: (-pair[0], pair[1].number))
    return [project for like, project in judged if like >= _LIKE][:_MOST_NEAR]
