"""What is said of the whole city is said once, on every PostgreSQL that is supported."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from ballast.delivery.ledgers.models import Layout
from ballast.delivery.plans.models import OutsideLine, Target
from tests.identity.factories import NOW, make_unit

pytestmark = pytest.mark.django_db
ROWS = [
    (
        Target,
        {
            "year": 2023,
            "name": "全年",
            "measure": "COMPLETED",
            "target_count": 1,
            "first_day": date(2023, 1, 1),
            "last_day": date(2023, 12, 31),
        },
    ),
    (OutsideLine, {"year": 2023, "count": 1, "planned_yuan": 1}),
    (Layout, {"kind": "PLAN", "fingerprint": "a", "told": {}, "told_at": NOW}),
]


@pytest.mark.parametrize(("model", "said"), ROWS)
def test_it_is_once_for_the_city_and_once_for_each_unit(model, said):
    unit = make_unit()
    for owner in (None, unit):
        model.objects.create(unit=owner, **said)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(unit=owner, **said)

    assert model.objects.count() == 2


@pytest.mark.parametrize("model", [row[0] for row in ROWS])
def test_no_constraint_needs_a_newer_server(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = %s", [model._meta.db_table]
        )
        assert not [one for (one,) in cursor.fetchall() if "NULLS NOT DISTINCT" in one]
