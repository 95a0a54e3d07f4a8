"""An upgrade never touches tables before it holds a backup of them."""

import json

import pytest

ONE_STEP_BACK = (
    "from ballast.config.operations import database_start; database_start.migrate('demo', '0003')"
)


@pytest.fixture
def older(worked_in):
    """The home as an earlier version left it, mended afterwards."""
    worked_in.shell(ONE_STEP_BACK)
    yield worked_in
    worked_in.done("upgrade")


def test_an_older_home_is_backed_up_and_brought_to_this_version(older):
    said = older.done("upgrade")

    (kept,) = (older.home / "backups").iterdir()
    manifest = json.loads((kept / "manifest.json").read_text())
    assert "Ballast: 1 steps to this version" in said
    assert "as they should be" in said
    assert "demo.0004_day_of_its_own" not in manifest["migrations"]
    assert manifest["tables"]["public.identity_user"]["rows"] == 2
    assert "Ballast: 0 steps" in older.done("upgrade")


def test_a_house_in_earnest_is_not_served_on_older_tables(older):
    refused = older.run("up")

    assert refused.returncode == 1
    assert "run `ballast upgrade`" in refused.stderr


def test_tables_of_a_newer_version_are_refused(worked_in):
    from_the_future = (
        "from django.db.migrations.recorder import MigrationRecorder as R; "
        "from django.db import connection; R(connection).{}('demo', '0999_wings')"
    )
    worked_in.shell(from_the_future.format("record_applied"))

    refused = worked_in.run("up")

    worked_in.shell(from_the_future.format("record_unapplied"))
    assert refused.returncode == 1
    assert "demo.0999_wings" in refused.stderr
