"""Who may do what in the database: the owner makes tables, the application changes rows."""

from collections.abc import Callable

import psycopg
from psycopg import sql

SUPERUSER = "ballast_super"
OWNER = "ballast_owner"
APP = "ballast_app"
DATABASE = "ballast"

ENTRY = """
REVOKE ALL ON DATABASE {database} FROM PUBLIC, {app};
GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {owner};
GRANT CONNECT ON DATABASE {database} TO {app};
"""

ROWS = """
ALTER SCHEMA public OWNER TO {owner};
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {app};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
    GRANT EXECUTE ON ROUTINES TO {app};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO {app};
"""


def grant(connection: psycopg.Connection, *, owner: str = OWNER, app: str = APP) -> None:
    """What ``app`` may do in this database with what ``owner`` will make: rows, never tables.

    Tables that already stand are left alone: a migration may have taken rights away again, as
    the journal's does. On an outside server run it before the first migration, as a superuser
    or as the ``owner`` who also owns the database.
    """
    _carry_out(connection, ENTRY + ROWS, owner, app)


def prepare(conninfo: Callable[[str], str]) -> None:
    """The two roles, the database, and a template1 that gives later databases the same rights."""
    with psycopg.connect(conninfo("template1"), autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role in {OWNER, APP} - known:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        connection.execute(
            f"ALTER ROLE {APP} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
        )
        connection.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC")
        _carry_out(connection, ROWS, OWNER, APP)
    if not prepared(conninfo):
        with psycopg.connect(conninfo("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
    with psycopg.connect(conninfo(DATABASE), autocommit=True) as connection:
        grant(connection)


def prepared(conninfo: Callable[[str], str]) -> bool:
    """Whether the database has been made, the last step of the preparation but one."""
    with psycopg.connect(conninfo("postgres")) as connection:
        query = "SELECT FROM pg_database WHERE datname = %s"
        return connection.execute(query, [DATABASE]).fetchone() is not None


def _carry_out(connection: psycopg.Connection, statements: str, owner: str, app: str) -> None:
    names = {"database": connection.info.dbname, "owner": owner, "app": app}
    connection.execute(
        sql.SQL(statements).format(**{name: sql.Identifier(of) for name, of in names.items()})
    )
