"""A small invented city that has lived two months: once, for all tests that look at it."""

from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.test import override_settings

from ballast.edges.demo.command import run
from ballast.platform.codelists.services import load
from tests.identity.factories import NOW
from tests.support.shared import shared

ASKED = ["--projects", "300", "--seed", "7", "--months", "2"]


@dataclass(frozen=True)
class Run:
    """The first run of the demo: its folder, and what it said."""

    home: Path
    said: str


@pytest.fixture(scope="package")
def first_run(django_db_setup, django_db_blocker, tmp_path_factory):
    """One run for all of them: no test here changes it for another."""
    folder = tmp_path_factory.mktemp("first")

    def live():
        said = StringIO()
        load(at=NOW)  # holidays too: a demo's home has them from its first start
        with override_settings(MEDIA_ROOT=folder / "files"), redirect_stdout(said):
            assert run(ASKED) == 0
        return Run(folder, said.getvalue())

    with shared(django_db_blocker, live) as lived:
        yield lived
