"""The invented kinds in the place of the real ones."""

import pytest

from ballast.platform.documents import converting, kinds
from tests.documents.factories import City, Office, make_letterhead
from tests.identity.factories import make_unit


@pytest.fixture
def city(tmp_path, settings):
    """Two kinds of paper; files lie in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    installed = kinds.kinds()
    yield City(tmp_path)
    kinds.install(installed)


@pytest.fixture
def office(db, city):
    return Office()


@pytest.fixture
def head(db):
    return make_letterhead()


@pytest.fixture
def units(db):
    return make_unit(code="N", name="北区人民政府"), make_unit(code="S", name="南区人民政府")


@pytest.fixture
def without_office(monkeypatch):
    """A machine on which LibreOffice is not installed."""
    monkeypatch.setattr(converting.shutil, "which", lambda name: None)
