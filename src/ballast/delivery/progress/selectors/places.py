"""Lists as stored: how many projects stand where, what that measures in sum, and which they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)

from ballast.delivery.plans import selectors as plans
from ballast.delivery.progress.models import Filing, Place, PlacedYear
from ballast.platform.audit import selectors as audit
from ballast.projects.selectors import among

from .lists import FILED, FILED_IN, REGISTERED, Placed, Said, day_in, filed, measured, named

if TYPE_CHECKING:
    from ballast.platform.codelists.rules import Scheme
    from ballast.projects.models import Project

_AMOUNTS = ArrayField(DecimalField(max_digits=18, decimal_places=2))
NOWHERE = "none"  # the place of those that have none
FOLLOWING = [
    f"ballast.delivery.progress.tasks.place_{what}" for what in ("moved", "planned", "year")
]


@dataclass(frozen=True, slots=True)
class Known:
    """A measure over the projects of a place: in yuan, and of how many of them it is known."""

    yuan: Decimal = Decimal(0)
    projects: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """The projects of one place, and what is known of them by measure."""

    projects: int
    sums: Mapping[str, Known]


def years() -> list[int]:
    """The plan years whose places are stored."""
    return list(PlacedYear.objects.order_by("year").values_list("year", flat=True))


def as_of(year: int) -> date | None:
    """By the facts of which day a year's places are stored; None where they are not."""
    return PlacedYear.objects.filter(year=year).values_list("as_of", flat=True).first()


def behind() -> int:
    """How many changes of the register or a plan the stored places do not show yet."""
    return audit.unanswered(FOLLOWING)


def tally(projects: "QuerySet[Project]", scheme: "Scheme", year: int, on: date) -> dict[str, Tally]:
    """Each place of a list, that of those with none included, by its code; a query a source.

    Amounts are those of ``measured``, only of what the list measures at all.
    """
    counts: dict[str, int] = {}
    sums: dict[str, dict[str, Known]] = {}
    for member, count, *told in _counted(projects, scheme, year):
        counts[member or NOWHERE] = count
        sums[member or NOWHERE] = {
            code: Known(yuan or Decimal(0), known)
            for code, yuan, known in zip(REGISTERED, told[::2], told[1::2], strict=True)
        }
    if "planned_investment" in scheme.measures:
        for member, yuan, known in _planned(projects, scheme, year, on):
            sums[member]["planned_investment"] = Known(yuan or Decimal(0), known)
    if scheme.measures & set(FILED):
        for member, code, yuan in _filed(projects, scheme, year):
            so_far = sums[member].get(code, Known())
            sums[member][code] = Known(so_far.yuan + yuan, so_far.projects + 1)
    return {member: Tally(count, sums[member]) for member, count in counts.items()}


def standing(
    projects: "QuerySet[Project]", scheme: "Scheme", year: int, place: str | None
) -> "QuerySet[Any]":
    """Who stands at a place, or at any for None, in the order of places and names.

    A row a place: projects with the ``member`` they stand at and what they are ``ruled``.
    """
    beside = _on(projects, scheme, year).select_related("responsible_unit")
    found: QuerySet[Any] = beside.annotate(member=F("place__member"), ruled=F("place__ruled"))
    if place == NOWHERE:
        found = found.filter(place__isnull=True)
    else:
        found = found.filter(place__isnull=False)
        found = found.filter(place__member=place) if place else found
    order = [When(member=one.code, then=n) for n, one in enumerate(scheme.members)]
    by_place = [] if place else [Case(*order)]
    return found.order_by(*by_place, "sort_key", "number").only(
        "number", "name", *REGISTERED.values(), "responsible_unit__short_name"
    )


def piece(
    projects: "QuerySet[Project]",
    scheme: "Scheme",
    year: int,
    counts: Mapping[str, int],
    *,
    start: int,
    stop: int,
) -> list[Any]:
    """Rows from ``start`` to before ``stop`` of these places one after another.

    Read place by place, for an index has the order of the names and none that of the places.
    """
    rows: list[Any] = []
    for place, count in counts.items():
        if start < count and stop > 0:
            rows += standing(projects, scheme, year, place)[max(start, 0) : min(stop, count)]
        start, stop = start - count, stop - count
    return rows


def shown(rows: Sequence[Any], scheme: "Scheme", year: int, on: date) -> list[Placed]:
    """Rows of ``standing`` with what the list measures of them; a query a source."""
    known = measured(rows, on, year, scheme.measures)
    return [
        named(
            scheme, one, Said((one.member,) if one.member else (), one.ruled or ""), known[one.pk]
        )
        for one in rows
    ]


def _on(projects: "QuerySet[Project]", scheme: "Scheme", year: int) -> "QuerySet[Any]":
    """Projects beside their places on the list: a row a place, and one for who has none."""
    here = Q(places__year=year, places__scheme=scheme.code)
    return projects.annotate(place=FilteredRelation("places", condition=here))


def _counted(projects: "QuerySet[Project]", scheme: "Scheme", year: int) -> "QuerySet[Any, Any]":
    sums = [sum_ for field in REGISTERED.values() for sum_ in (Sum(field), Count(field))]
    rows: QuerySet[Any, Any] = _on(projects, scheme, year).values_list("place__member")
    counted: QuerySet[Any, Any] = rows.annotate(Count("pk"), *sums).order_by()
    return counted


def _planned(projects: "QuerySet[Project]", scheme: "Scheme", year: int, on: date) -> Iterable[Any]:
    lines = plans.lines_at(year, day_in(year, on)).filter(
        project__in=projects, project__places__year=year, project__places__scheme=scheme.code
    )
    rows = lines.values_list("project__places__member")
    return rows.annotate(Sum("planned_yuan"), Count("planned_yuan")).order_by()


def _filed(
    projects: "QuerySet[Project]", scheme: "Scheme", year: int
) -> Iterator[tuple[str, str, Decimal]]:
    """Each place with a measure and an amount filed for it.

    Looked up for each of those that ever said any output: few do, and the last says it.
    """
    measuring = [one.code for one in scheme.members if set(one.measure) & set(FILED)]
    ever = Filing.objects.filter(project=OuterRef("project"), output_yuan__isnull=False)
    told = Func(*FILED_IN, template="ARRAY[%(expressions)s]", output_field=_AMOUNTS)
    last = filed(year).filter(project=OuterRef("project")).order_by("-period")
    here = Place.objects.filter(
        Exists(ever),
        year=year,
        scheme=scheme.code,
        member__in=measuring,
        project__in=projects,
    ).annotate(told=Subquery(last.values(told_=told)[:1]))
    for member, amounts in here.values_list("member", "told"):
        for code, yuan in zip(FILED, amounts or (), strict=False):
            if yuan is not None:
                yield member, code, yuan


def standing_at(scheme: str, year: int, place: str = "") -> "QuerySet[Place, int]":
    """The ids of the projects stored at a place of a list, or at any of it."""
    rows = Place.objects.filter(scheme=scheme, year=year)
    rows = rows.filter(member=place) if place else rows
    return rows.values_list("project_id", flat=True)


def members(scheme: str, year: int) -> dict[str, list[int]]:
    """The ids of the projects at each place of a list, as stored; one query."""
    rows = Place.objects.filter(scheme=scheme, year=year).values("member").order_by("member")
    found = rows.annotate(projects=ArrayAgg("project_id"))
    return {row["member"]: row["projects"] for row in found}


def places_of(project_ids: Iterable[int], scheme: str, year: int) -> dict[int, str]:
    """Where each of these projects is stored on a list that gives one place; one query."""
    rows = Place.objects.filter(scheme=scheme, year=year, project__in=among(project_ids))
    return dict(rows.values_list("project_id", "member"))
