import pytest

from tests.support.house import scratch


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items):
    """One worker makes the home that is worked in; its first start takes half a minute."""
    for item in items:
        if "worked_in" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group("worked-in"))


@pytest.fixture
def house():
    """An empty home."""
    with scratch() as made:
        yield made


@pytest.fixture(scope="session")
def worked_in():
    """A home in which somebody already works: two people and a file."""
    with scratch() as made:
        made.done("manage", "version")
        made.shell("from ballast.config.operations import database_start; database_start.migrate()")
        made.shell(
            "from django.contrib.auth import get_user_model as u; "
            "[u().objects.create(username=n) for n in ('li', '王\\\\t\\n工')]"
        )
        (made.home / "files" / "ab").mkdir(parents=True)
        (made.home / "files" / "ab" / "cdef").write_bytes(b"a photo")
        (made.home / "files" / "incoming").mkdir()
        (made.home / "files" / "incoming" / "half").write_bytes(b"a pho")
        yield made
