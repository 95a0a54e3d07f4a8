"""Changing the journal as only the server's superuser can: past rights and triggers."""

import contextlib

from django.db import connection


@contextlib.contextmanager
def superuser():
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SET session_replication_role = replica")
        yield cursor
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("SET ROLE ballast_app")


def tamper(statement, *parameters):
    with superuser() as cursor:
        cursor.execute(statement, parameters)
        assert cursor.rowcount > 0


def past_guards(statement):
    """The same past the triggers of the one table it names, which come back as they were."""
    table = next(word for word in statement.split() if "_" in word)
    with superuser() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'A'",
            [table],
        )
        names = [name for (name,) in cursor.fetchall()]
        for name in names:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        cursor.execute(statement)
        assert cursor.rowcount > 0
        for name in names:
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
