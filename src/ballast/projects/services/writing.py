"""Many new projects written at once."""

from collections.abc import Sequence

from django.db import connection
from psycopg import sql

from ballast.projects.models import Project

_TABLE = sql.Identifier(Project._meta.db_table)


def write_new(projects: Sequence[Project]) -> None:
    """Write projects that are not in the register yet, and give each its key.

    A register is entered by the thousand and a project has fifty columns: COPY takes a quarter
    of the time that an INSERT of as many values does.
    """
    if not projects:
        return
    fields = Project._meta.concrete_fields
    columns: list[sql.Composable] = [sql.Identifier(str(field.column)) for field in fields]
    rows = sql.SQL("COPY {} ({}) FROM STDIN").format(_TABLE, sql.SQL(", ").join(columns))
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Project._meta.db_table, len(projects)],
        )
        for project, (pk,) in zip(projects, cursor.fetchall(), strict=True):
            project.pk = pk
        with cursor.copy(rows) as copy:
            for project in projects:
                copy.write_row(
                    [
                        field.get_db_prep_save(getattr(project, field.attname), connection)
                        for field in fields
                    ]
                )
    for project in projects:
        project._state.adding = False
