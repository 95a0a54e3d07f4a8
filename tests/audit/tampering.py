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
