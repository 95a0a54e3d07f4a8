"""Where every project stands on every list, stored so that lists only read."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.timezone import localdate
from psycopg import sql

from ballast.delivery.progress.models import Place, PlacedYear
from ballast.delivery.progress.selectors.lists import ruled
from ballast.platform.codelists import selectors as codelists
from ballast.platform.jobs import services as jobs
from ballast.projects import selectors as register

if TYPE_CHECKING:
    from ballast.projects.models import Project

_FIELDS = ("year", "scheme", "project_id", "member", "ruled")
_Row = tuple[int, str, int, str, str]  # as _FIELDS


@transaction.atomic
def place(*, at: datetime, year: int, project_ids: Collection[int] | None = None) -> int:
    """Store the places of a plan year as the rules give them; how many rows differed.

    Of these projects and of all wholes; of all projects where the day is another than that of
    the places stored. Nothing is journalled: what the rules say is said again at any time.
    """
    jobs.take_turn("progress.places")
    on = localdate(at)
    made = PlacedYear.objects.filter(year=year, as_of=on).exists()
    pieces = register.in_pieces(project_ids if made else None, on)
    differed = sum(_write(piece, on, year) for piece in pieces)
    PlacedYear.objects.update_or_create(year=year, defaults={"as_of": on})
    return differed


def _write(projects: list["Project"], on: date, year: int) -> int:
    wanted = _wanted(projects, on, year)
    ids = register.among(one.pk for one in projects)
    stored = Place.objects.filter(year=year, project__in=ids).values_list(*_FIELDS, "pk")
    known = {row[:-1]: row[-1] for row in stored.iterator(chunk_size=5_000)}
    gone = [pk for row, pk in known.items() if row not in wanted]
    Place.objects.filter(pk__in=register.among(gone)).delete()
    new = [row for row in wanted if row not in known]
    _copy(new)
    return len(gone) + len(new)


def _wanted(projects: list["Project"], on: date, year: int) -> set[_Row]:
    found = ruled(projects, codelists.schemes(on=on), on, year)
    return {
        (year, scheme, pk, member, said.ruled)
        for pk, by_scheme in found.items()
        for scheme, said in by_scheme.items()
        for member in said.members
    }


def _copy(rows: Iterable[_Row]) -> None:
    """Copied in, not inserted: the first time there are hundreds of thousands."""
    columns = sql.SQL(", ").join(map(sql.Identifier, _FIELDS))
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(Place._meta.db_table), columns)
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)
