"""Many new rows written at once."""

from collections.abc import Sequence
from operator import attrgetter

from django.db import connection
from django.db.models import JSONField, Model
from psycopg import sql

from ballast.kernel.encoding import encoded


def write_new(rows: Sequence[Model]) -> None:
    """Write rows of one table that are not there yet, and give each its key.

    A register is entered by the thousand and a project has fifty columns: COPY takes a quarter
    of the time that an INSERT of as many values does.
    """
    if not rows:
        return
    meta = rows[0]._meta
    fields = meta.concrete_fields
    columns: list[sql.Composable] = [sql.Identifier(str(field.column)) for field in fields]
    table = sql.Identifier(meta.db_table)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(table, sql.SQL(", ").join(columns))
    read = attrgetter(*(field.attname for field in fields))
    kept_as_json = [at for at, field in enumerate(fields) if isinstance(field, JSONField)]
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [meta.db_table, len(rows)],
        )
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = pk
        with cursor.copy(statement) as copy:
            for row in rows:
                values = list(read(row))
                for at in kept_as_json:
                    values[at] = _json(values[at])
                copy.write_row(values)
    for row in rows:
        row._state.adding = False


def _json(value: object) -> str | None:
    return None if value is None else encoded(value)
