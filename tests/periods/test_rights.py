"""`ballast doctor` says when a closed period is not guarded, as on a server set up by hand."""

import pytest
from django.db import connection

from ballast.config.operations import rights

pytestmark = pytest.mark.django_db


def as_superuser(statement):
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(statement)
        cursor.execute("SET ROLE ballast_app")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("GRANT UPDATE ON periods_periodlock TO ballast_app", "may change periods"),
        ("GRANT DELETE ON reporting_frozenfigure TO ballast_app", "may change periods"),
        (
            "ALTER TABLE progress_filing DISABLE TRIGGER period_guard_update",
            "a guard of the closed periods is switched off",
        ),
    ],
)
def test_what_is_not_guarded_is_named(statement, said):
    assert rights.faults() == []

    as_superuser(statement)

    [fault] = rights.faults()
    assert said in fault
