"""The application's role changes rows, never tables: a break-in through the site cannot drop the register."""

import pytest
from django.db import ProgrammingError, connection, transaction


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE intruder (id int)",
        "DROP TABLE identity_user",
        "TRUNCATE identity_user CASCADE",
    ],
)
def test_the_application_may_not_touch_tables(statement):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("ballast_app",)

        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute(statement)
