"""The application changes rows and nothing else, in every database made on this server."""

from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from ballast.config import cluster
from ballast.config.cluster import roles

pytestmark = pytest.mark.xdist_group("cluster-roles")


@pytest.fixture(scope="module")
def server(lived_in):
    with cluster.running(lived_in) as server:
        yield server


@pytest.fixture(scope="module", params=["ballast", "made_later"])
def database(server, request):
    """A database in which the owner has made a table and a function."""
    if request.param != "ballast":
        with psycopg.connect(server.conninfo("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {request.param} OWNER ballast_owner")
    with psycopg.connect(server.conninfo(request.param, cluster.OWNER)) as connection:
        connection.execute("CREATE TABLE register (id serial PRIMARY KEY, name text)")
        connection.execute("CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    return request.param


def as_app(server, database):
    return psycopg.connect(server.conninfo(database, cluster.APP), autocommit=True)


def test_the_application_changes_rows(server, database):
    with as_app(server, database) as connection:
        connection.execute("INSERT INTO register (name) VALUES ('a'), ('b')")
        connection.execute("UPDATE register SET name = 'c' WHERE name = 'a'")
        connection.execute("DELETE FROM register WHERE name = 'b'")

        assert connection.execute("SELECT id, name, one() FROM register").fetchall() == [
            (1, "c", 1)
        ]


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE register",
        "DROP TABLE register",
        "ALTER TABLE register ADD COLUMN more text",
        "CREATE TABLE intruder (id int)",
        "CREATE FUNCTION intruder() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TRIGGER intruder AFTER INSERT ON register EXECUTE FUNCTION one()",
        "CREATE SCHEMA intruder",
        "CREATE DATABASE intruder",
        "CREATE ROLE intruder",
        "CREATE EXTENSION hstore",
        "SET ROLE ballast_owner",
        "SET session_replication_role = replica",
        "SELECT setval('register_id_seq', 1)",
        "COPY register TO '/tmp/register'",
        "GRANT ballast_owner TO ballast_app",
    ],
)
def test_the_application_does_nothing_else(server, database, statement):
    with as_app(server, database) as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute(statement)

    assert refused.type is InsufficientPrivilege


def test_the_application_makes_no_temporary_tables(server):
    with as_app(server, "ballast") as connection, pytest.raises(InsufficientPrivilege):
        connection.execute("CREATE TEMPORARY TABLE intruder (id int)")


@pytest.mark.parametrize("other", ["postgres", "template1"])
def test_the_application_enters_no_other_database(server, other):
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        as_app(server, other)


def test_the_owner_is_no_superuser(server):
    with psycopg.connect(server.conninfo(user=cluster.OWNER)) as connection:
        assert connection.execute(
            "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname LIKE 'ballast%' ORDER BY 1"
        ).fetchall() == [
            ("ballast_app", False, False, False),
            ("ballast_owner", False, False, False),
            ("ballast_super", True, True, True),
        ]


def test_the_server_keeps_the_order_of_commits_and_sorts_the_same_on_every_machine(server):
    with psycopg.connect(server.conninfo()) as connection:
        found = connection.execute(
            "SELECT current_setting('track_commit_timestamp'), current_setting('fsync'),"
            " datlocprovider, datlocale FROM pg_database WHERE datname = 'ballast'"
        ).fetchone()

    assert found == ("on", "on", "b", "C.UTF-8")


def test_an_outside_server_is_given_the_same_rights(server):
    with psycopg.connect(server.conninfo("postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE keeper LOGIN")
        connection.execute("CREATE ROLE site LOGIN")
        connection.execute("CREATE DATABASE outside OWNER keeper TEMPLATE template0")
    with psycopg.connect(server.conninfo("outside"), autocommit=True) as connection:
        connection.execute("SET SESSION AUTHORIZATION keeper")

        cluster.grant(connection, owner="keeper", app="site")

        connection.execute("CREATE TABLE register (name text)")
        connection.execute("SET SESSION AUTHORIZATION site")
        connection.execute("INSERT INTO register VALUES ('a')")
        for statement in ("TRUNCATE register", "CREATE TABLE intruder (id int)"):
            with pytest.raises(InsufficientPrivilege):
                connection.execute(statement)


def test_the_page_for_administrators_gives_an_outside_server_the_same_rights():
    page = Path(__file__).parents[2] / "docs" / "operations" / "database.md"
    named = (roles.ENTRY + roles.ROWS).format(
        database="ballast", owner=cluster.OWNER, app=cluster.APP
    )

    assert [line for line in named.splitlines() if line not in page.read_text()] == []
