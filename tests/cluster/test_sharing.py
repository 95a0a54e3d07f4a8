"""Several processes use one server: nobody loses it while at work, and nobody leaves it behind."""

from pathlib import Path

import psycopg
import pytest

from ballast.config import cluster

pytestmark = pytest.mark.xdist_group("cluster-users")


def test_the_server_runs_until_its_last_user_has_left(lived_in, client):
    first, second = client(lived_in), client(lived_in)
    place = first.ready()
    assert second.ready() == place

    assert first.leave() == ("left", "")
    with psycopg.connect(host=place["socket"], dbname="ballast", user="ballast_app") as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("ballast_app",)
    assert cluster.status(lived_in).pid is not None

    assert second.leave() == ("left", "")
    assert cluster.status(lived_in).pid is None


def test_a_killed_client_leaves_a_server_that_the_next_one_uses_and_stops(lived_in, client):
    killed = client(lived_in)
    killed.ready()
    pid = cluster.status(lived_in).pid
    killed.kill()

    with cluster.running(lived_in) as server:
        assert cluster.status(lived_in).pid == pid
        psycopg.connect(server.conninfo()).close()

    assert cluster.status(lived_in).pid is None


def test_a_start_that_was_killed_before_the_database_was_made_is_completed_by_the_next(lived_in):
    with cluster.running(lived_in) as server:
        with psycopg.connect(server.conninfo("postgres"), autocommit=True) as connection:
            connection.execute("DROP DATABASE ballast")

        with cluster.running(lived_in) as again:
            psycopg.connect(again.conninfo()).close()


def test_the_status_says_where_everything_lies(lived_in):
    with cluster.running(lived_in) as server:
        found = cluster.status(lived_in)

        assert found.data == server.data
        assert found.socket == Path(server.socket)
        assert found.programs == server.bin
        assert "database system is ready to accept connections" in found.log.read_text()
        assert found.version.startswith("postgres (PostgreSQL) 18.")

    assert (cluster.status(lived_in).made, cluster.status(lived_in).socket) == (True, None)


def test_the_status_of_a_home_never_used_makes_nothing(ground):
    assert not cluster.status(ground / "never" / "used").made
    assert not (ground / "never").exists()
