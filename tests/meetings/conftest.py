import pytest

from ballast.platform.identity.models import Role
from tests.identity.factories import make_unit, make_user


@pytest.fixture
def north():
    return make_unit(code="NORTH", name="北县")


@pytest.fixture
def office():
    return make_user(role=Role.PROJECT_OFFICE)
