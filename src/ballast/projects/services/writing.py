"""Many new rows written at once."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, JSONField, Model
from psycopg import sql


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
    readers = [_reader(field) for field in fields]
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [meta.db_table, len(rows)],
        )
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = pk
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([read(row) for read in readers])
    for row in rows:
        row._state.adding = False


def _reader(field: "Field[Any, Any]") -> Callable[[Model], Any]:
    """Takes a field's value from a row as the database takes it: only JSON wants to be made so."""
    name = field.attname
    if isinstance(field, JSONField):
        return lambda row: field.get_db_prep_save(getattr(row, name), connection)
    return lambda row: getattr(row, name)
