import pytest

from ballast.platform.files import owners, services


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Each test has a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def things():
    """An owner called "thing": seen by the person whose name to sign in is its key."""
    before = dict(owners._OWNERS)
    services.install({"thing": lambda viewer, key, on: viewer.username == key})
    yield
    services.install(before)
