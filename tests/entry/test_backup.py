"""A backup that cannot be trusted is worse than none: it is proved whole, before and after."""

import json
import shutil
import subprocess

import psycopg
import pytest

from ballast.config import cluster
from tests.support.house import wait_until

WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.fixture(scope="module")
def kept(worked_in):
    folder = worked_in.home.parent / "kept"
    worked_in.done("backup", folder)
    return folder


def test_a_restored_home_equals_the_one_backed_up(worked_in, kept, house):
    said = house.done("restore", kept)

    again = house.home.parent / "again"
    house.done("backup", again)
    first, second = (json.loads((f / "manifest.json").read_text()) for f in (kept, again))
    assert first["tables"] == second["tables"]
    assert first["tables"]["public.identity_user"]["rows"] == 2
    assert (
        {n: p for n, p in first["parts"].items() if n.startswith("files/")}
        == {n: p for n, p in second["parts"].items() if n.startswith("files/")}
        != {}
    )
    assert "1 files, equal" in said
    house.shell(
        "from django.contrib.auth import get_user_model as u; u().objects.create(username='new')"
    )


def test_a_backup_names_where_the_database_lies_and_is_read_by_its_maker_only(worked_in, kept):
    manifest = json.loads((kept / "manifest.json").read_text())

    assert manifest["cluster"] == str((worked_in.home / "pg").resolve())
    assert kept.stat().st_mode & 0o077 == 0


def test_a_backup_is_never_written_over_another(worked_in, kept):
    before = (kept / "manifest.json").read_bytes()

    refused = worked_in.run("backup", kept)

    assert refused.returncode == 1
    assert "is not empty" in refused.stderr
    assert (kept / "manifest.json").read_bytes() == before


def test_a_backup_that_fails_leaves_no_folder_that_looks_like_one(worked_in):
    folder = worked_in.home.parent / "failed"
    (worked_in.home / "files" / "gone").symlink_to("/nowhere")

    refused = worked_in.run("backup", folder)

    (worked_in.home / "files" / "gone").unlink()
    assert refused.returncode == 1
    assert list(folder.parent.glob("*failed*")) == []


def test_a_backup_waits_for_the_sweep_so_that_no_file_goes_while_it_is_copied(worked_in):
    folder = worked_in.home.parent / "after-the-sweep"
    with cluster.running(worked_in.home) as server, psycopg.connect(server.conninfo()) as sweep:
        sweep.execute("SELECT pg_advisory_xact_lock(hashtextextended('files.bytes', 0))")
        backup = subprocess.Popen(worked_in.command("backup", folder), env=worked_in.env)

        wait_until(lambda: sweep.execute(WAITING).fetchone() == (1,), 30)
        assert not folder.exists()

        sweep.rollback()
        assert backup.wait(60) == 0
    assert (folder / "files" / "ab" / "cdef").exists()


def test_restore_is_refused_where_somebody_already_works(worked_in, kept):
    people = "from django.contrib.auth import get_user_model as u; print(u().objects.count())"
    (worked_in.home / "files").rename(worked_in.home / "aside")

    refused = worked_in.run("restore", kept)

    (worked_in.home / "aside").rename(worked_in.home / "files")
    assert refused.returncode == 1
    assert "is not empty" in refused.stderr
    assert worked_in.shell(people).strip() == "2"


def test_restore_is_refused_where_files_lie(worked_in, kept):
    refused = worked_in.run("restore", kept)

    assert refused.returncode == 1
    assert "already holds files" in refused.stderr


def test_a_damaged_backup_is_refused_and_nothing_is_written(kept, house):
    damaged = shutil.copytree(kept, kept.with_name("damaged"))
    dump = bytearray((damaged / "database.dump").read_bytes())
    dump[len(dump) // 2] ^= 1
    (damaged / "database.dump").write_bytes(dump)

    refused = house.run("restore", damaged)

    assert refused.returncode == 1
    assert "database.dump is not what was written" in refused.stderr
    assert not house.home.exists()
