"""What every test may rely on."""

import pytest
from django.db import connection


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The owner makes the test database; the tests run as the application."""
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["OPTIONS"]["options"] = "-c role=ballast_app"
        yield
        connection.close()
        connection.settings_dict["OPTIONS"]["options"] = "-c role=ballast_owner"
