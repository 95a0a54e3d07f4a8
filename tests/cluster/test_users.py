"""The server belongs to who started it, and to root; nobody else on the machine gets in."""

import os
import pwd
import stat
from pathlib import Path

import psycopg
import pytest

from ballast.config import cluster
from tests.cluster.conftest import ROOT

pytestmark = pytest.mark.xdist_group("cluster-users")


@pytest.fixture
def house(home, ordinary_user):
    """A folder of the ordinary user, with the home in it."""
    found = pwd.getpwnam(ordinary_user)
    os.chown(home.parent, found.pw_uid, found.pw_gid)
    return home


def test_root_first_and_the_user_later(house, client, ordinary_user):
    with cluster.running(house) as server:
        psycopg.connect(server.conninfo()).close()
        (house / "files").mkdir()
        (house / "files" / "made-by-root").touch()

    assert (house / "files" / "made-by-root").owner() == ordinary_user
    later = client(house, user=ordinary_user)
    assert later.ready()["user"] == f"peer:{ordinary_user}"
    assert later.leave() == ("left", "")


def test_the_user_first_and_root_later(house, client, ordinary_user):
    first = client(house, user=ordinary_user)
    first.ready()
    with cluster.running(house) as server, psycopg.connect(server.conninfo()) as connection:
        assert connection.execute("SELECT system_user").fetchone() == ("peer:root",)
    assert first.leave() == ("left", "")

    with cluster.running(house) as server:
        psycopg.connect(server.conninfo()).close()
    assert {path.stat().st_uid for path in house.iterdir()} == {house.parent.stat().st_uid}


def test_a_home_of_root_is_refused_to_a_user_in_words(lived_in, client, ordinary_user):
    assert client(lived_in, user=ordinary_user).next() == (
        "refused",
        f"{lived_in} belongs to root, so {ordinary_user} may not use it; "
        "start Ballast as root, or set BALLAST_HOME to a folder of your own",
    )


def test_a_home_of_one_user_is_refused_to_another_in_words(house, client, ordinary_user, stranger):
    client(house, user=ordinary_user).ready()

    kind, said = client(house, user=stranger).next()

    assert kind == "refused"
    assert f"start Ballast as {ordinary_user} or as root" in said


def test_another_os_user_cannot_reach_the_socket(lived_in, client, stranger):
    with cluster.running(lived_in) as server:
        kind, said = client(server.conninfo(), user=stranger, action="enter").next()

    assert kind == "refused"
    assert "Permission denied" in said


@pytest.mark.parametrize("role", [cluster.SUPERUSER, cluster.OWNER, cluster.APP])
def test_another_os_user_is_refused_even_where_the_path_stands_open(
    lived_in, client, stranger, role
):
    with cluster.running(lived_in) as server:
        folder = Path(server.socket)
        folder.chmod(0o755)
        (folder / ".s.PGSQL.5432").chmod(0o777)
        kind, said = client(server.conninfo(user=role), user=stranger, action="enter").next()
        folder.chmod(0o700)

    assert kind == "refused"
    assert f'Peer authentication failed for user "{role}"' in said


def test_the_account_that_serves_on_roots_behalf_does_not_get_in_either(lived_in, client):
    if not ROOT:
        pytest.skip("ONLY ROOT RUNS THE SERVER AS ANOTHER ACCOUNT: run this test as root")
    with cluster.running(lived_in) as server:
        account = cluster.status(lived_in).account
        kind, said = client(server.conninfo(), user=account, action="enter").next()

    assert kind == "refused"
    assert "Peer authentication failed" in said


def test_the_data_and_the_socket_are_private(lived_in):
    with cluster.running(lived_in) as server:
        modes = [stat.S_IMODE(Path(path).stat().st_mode) for path in (server.data, server.socket)]
        assert modes == [0o700, 0o700]
        with psycopg.connect(server.conninfo()) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_socket_folder_that_is_not_what_we_made_is_not_used(lived_in):
    with cluster.running(lived_in) as server:
        folder = Path(server.socket)
    folder.rmdir()
    folder.symlink_to("/tmp")

    with cluster.running(lived_in):
        assert not folder.is_symlink()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
