"""Who waits for whom: each turn has a name, and two names are never one lock."""

import pytest
from django.db import connection

from ballast.delivery.ledgers.services import intake
from ballast.dispatch.alerts import services as alerts
from ballast.kernel.periods import Period
from ballast.platform.files import services as files
from ballast.platform.identity import services as identity
from ballast.platform.identity.services import UnitDraft
from tests.identity.factories import ACTOR, NOW
from tests.periods.factories import make_period


@pytest.mark.django_db
def test_an_upload_does_not_wait_for_the_lamps_nor_a_ledger_for_the_unit_tree(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    unit = UnitDraft(code="N", name="北区", kind="GOVERNMENT", valid_from=NOW.date())

    identity.open_units(by=ACTOR, at=NOW, drafts=[unit])
    intake.one_at_a_time()
    make_period(Period.month(2024, 5))
    alerts.evaluate(by=ACTOR, at=NOW, period="2024-05")
    files.sweep(at=NOW)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT (classid, objid)) FROM pg_locks"
            " WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        assert cursor.fetchone() == (5,)
