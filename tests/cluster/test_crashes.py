"""After any kill -9, the next start simply works: no operator mends a lock or a pid file."""

import contextlib
import os
import pwd
import signal
import subprocess
import time

import psutil
import psycopg
import pytest

from ballast.config import cluster
from tests.cluster.conftest import ROOT, processes_of

pytestmark = pytest.mark.xdist_group("cluster-crashes")


def kill_the_server(home):
    os.kill(cluster.status(home).pid, signal.SIGKILL)


def test_a_killed_server_comes_back_with_everything_committed(lived_in, client):
    client(lived_in).ready()
    with cluster.running(lived_in) as server:
        with psycopg.connect(server.conninfo(), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
        kill_the_server(lived_in)

        with cluster.running(lived_in) as again, psycopg.connect(again.conninfo()) as connection:
            assert again.socket == server.socket
            assert connection.execute("SELECT number FROM kept").fetchone() == (1,)


def test_a_session_too_busy_to_notice_that_its_server_was_killed_does_not_block_the_next(lived_in):
    said = []
    with cluster.running(lived_in) as server:
        busy = psycopg.connect(server.conninfo(), autocommit=True)
        busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 100000000000)")
        time.sleep(0.3)
        kill_the_server(lived_in)

        with cluster.running(lived_in, said.append) as again:
            psycopg.connect(again.conninfo()).close()
        busy.close()

    assert any("sessions of the killed server" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("moment", "also"),
    [
        ("pg.new-*", "initdb"),
        ("pg.new-*/PG_VERSION", "only the client"),
        ("pg.new-*/base/4", "initdb"),
        ("pg/PG_VERSION", "only the client"),
        ("pg/postmaster.pid", "the server"),
    ],
)
def test_a_first_start_killed_at_any_moment_is_made_good_by_the_next(home, client, moment, also):
    killed = client(home)
    while not list(home.glob(moment)):
        assert killed.process.poll() is None
        time.sleep(0.001)
    killed.kill()
    if also != "only the client":
        for process in processes_of(home):
            with contextlib.suppress(psutil.NoSuchProcess):  # it may have followed by itself
                process.kill()

    for _ in range(2):
        with cluster.running(home) as server:
            psycopg.connect(server.conninfo()).close()

    left = {path.name for path in home.iterdir()} - {"socket"}
    assert left == {"pg", "cluster.lock", "users.lock", "run"}


def test_a_gigabyte_of_changes_is_replayed_and_waited_for(lived_in):
    with cluster.running(lived_in) as server:
        with psycopg.connect(server.conninfo(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET max_wal_size = '8GB'")
            connection.execute("ALTER SYSTEM SET checkpoint_timeout = '1h'")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("CREATE TABLE filled (number int, padding text)")
            connection.execute("ALTER TABLE filled ALTER padding SET STORAGE PLAIN")
            connection.execute(
                "INSERT INTO filled SELECT n, repeat('x', 7800) FROM generate_series(1, 135000) n"
            )
            (written,) = connection.execute(
                "SELECT pg_current_wal_lsn() - redo_lsn FROM pg_control_checkpoint()"
            ).fetchone()
        kill_the_server(lived_in)

        with cluster.running(lived_in) as again, psycopg.connect(again.conninfo()) as connection:
            found = connection.execute("SELECT count(*), sum(number) FROM filled").fetchone()
            connection.execute("DROP TABLE filled")

    assert written > 1_000_000_000
    assert found == (135_000, 135_000 * 135_001 // 2)
    assert "redo done at" in cluster.status(lived_in).log.read_text()


@pytest.fixture
def another_process(lived_in, request):
    """A live process of the server's own account that is not our server."""
    user = pwd.getpwnam("postgres").pw_uid if ROOT else None
    if request.param == "another server":
        with cluster.running(lived_in.parent / "other"):
            yield cluster.status(lived_in.parent / "other").pid
        return
    process = subprocess.Popen(["sleep", "0" if request.param == "a zombie" else "60"], user=user)
    time.sleep(0.2)
    yield process.pid
    process.kill()
    process.wait()


@pytest.mark.parametrize(
    "another_process", ["a sleeping program", "a zombie", "another server"], indirect=True
)
def test_a_pid_that_now_belongs_to_another_process_does_not_block_the_start(
    lived_in, another_process
):
    with cluster.running(lived_in) as server:
        found = cluster.status(lived_in)
        of_server = (found.data / "postmaster.pid").read_text()
        of_socket = (found.socket / ".s.PGSQL.5432.lock").read_text()
    mine = str(found.pid)
    stale = found.data / "postmaster.pid"
    stale.write_text(of_server.replace(mine, str(another_process), 1))
    (found.socket / ".s.PGSQL.5432.lock").write_text(
        of_socket.replace(mine, str(another_process), 1)
    )
    for path in (stale, found.socket / ".s.PGSQL.5432.lock"):
        os.chown(path, found.data.stat().st_uid, found.data.stat().st_gid)

    assert cluster.status(lived_in).pid is None
    with cluster.running(lived_in) as again:
        assert again == server
        psycopg.connect(again.conninfo()).close()
