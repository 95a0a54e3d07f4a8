"""With DATABASE_URL, Ballast works on the office's own server and starts none."""

import json
import urllib.parse

import psycopg
import pytest
from django.db import connection

from ballast.config import cluster
from tests.support.house import answers, below, scratch


@pytest.fixture
def outside():
    """A house whose database is a fresh one on the tests' server, as an office's own would be."""
    server = connection.settings_dict["HOST"]
    reach = {"host": server, "port": 5432, "user": "ballast_super"}
    with psycopg.connect(**reach, dbname="postgres", autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS office WITH (FORCE)")
        admin.execute("CREATE DATABASE office OWNER ballast_owner")
        with psycopg.connect(**reach, dbname="office") as office:
            cluster.grant(office)
        place = urllib.parse.quote(server, safe="")
        with scratch(
            DATABASE_URL=f"postgresql://ballast_app@{place}:5432/office",
            DATABASE_OWNER_URL=f"postgresql://ballast_owner@{place}:5432/office",
        ) as house:
            yield house
        admin.execute("DROP DATABASE IF EXISTS office WITH (FORCE)")


def test_the_house_lives_on_the_offices_own_server(outside):
    with outside.up() as process:
        assert answers(f"{process.url}sign-in/") == 200
        assert len(below(process)) == 4
    assert not (outside.home / "pg").exists()

    kept = outside.home.parent / "kept"
    outside.done("backup", kept)

    assert json.loads((kept / "manifest.json").read_text())["cluster"].endswith("/office")
    assert "rights      ok" in outside.run("doctor").stdout
    with scratch() as house:
        assert "equal" in house.done("restore", kept)


def test_a_server_that_does_not_answer_is_named_in_words(outside):
    outside.env["DATABASE_URL"] = "postgresql://ballast_app@127.0.0.1:1/office"

    refused = outside.run("up")

    assert refused.returncode == 1
    assert refused.stderr.startswith("ballast: the database does not serve: ")
