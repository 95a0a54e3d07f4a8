"""What closing keeps is copied in, not inserted: a city has 20,000 projects, and six lamps each."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg import sql

from ballast.oversight.reporting.models import (
    FrozenFact,
    FrozenFigure,
    FrozenLamp,
    FrozenSnapshot,
    FrozenTrail,
    FrozenValue,
)
from ballast.oversight.reporting.rules import FROZEN, Trail
from ballast.oversight.reporting.rules.snapshot import FACT, LAMP, VALUE, Fields, Snapshot


def freeze(*, figures: Sequence[Fields], trail: Trail, snapshot: Snapshot) -> None:
    """Keep all of a revision that is being closed; its own row comes after this and seals it."""
    whose = (snapshot.period, snapshot.revision)
    _copy(FrozenFigure, FROZEN, whose, figures)
    led = ({"lead": lead, "place": place, "digest": one} for (lead, place), one in trail.items())
    _copy(FrozenTrail, ("lead", "place", "digest"), whose, led)
    _copy(FrozenFact, FACT, whose, snapshot.facts)
    _copy(FrozenLamp, LAMP, whose, snapshot.lamps)
    _copy(FrozenValue, VALUE, whose, snapshot.values)
    FrozenSnapshot.objects.create(
        period=snapshot.period, revision=snapshot.revision, **snapshot.head
    )


def _copy(
    model: type[Model], names: Sequence[str], whose: tuple[str, int], rows: Iterable[Fields]
) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, ("period", "revision", *names))),
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row((*whose, *(_told(row[name]) for name in names)))


def _told(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
