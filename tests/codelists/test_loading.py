"""The shipped tables come in whole, or not at all."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from ballast.config.operations import database_start
from ballast.platform.audit.models import Entry
from ballast.platform.codelists import services, shipped
from ballast.platform.codelists.models import Region, RegionChange, Sector, Workday
from ballast.platform.codelists.services import Loaded

pytestmark = pytest.mark.django_db

AT = datetime(2026, 7, 1, 1, tzinfo=UTC)


def test_everything_shipped_comes_in_with_one_journal_entry():
    first = services.load(at=AT)

    assert first == Loaded(added=3648 + 318 + 1971 + 48 + Workday.objects.count(), changed=0)
    assert Region.objects.count() == 3648
    assert RegionChange.objects.count() == 318
    assert Sector.objects.count() == 48
    assert list(Entry.objects.values_list("code", "subject")) == [
        ("code_lists_loaded", "regions region_changes industries sectors workdays")
    ]


def test_a_load_that_fails_leaves_nothing(monkeypatch):
    monkeypatch.setitem(shipped.TABLES, "workdays", lambda: [{"day": None}])

    with pytest.raises(Exception, match="day"), transaction.atomic():
        services.load(at=AT)

    assert Region.objects.count() == 0


def test_the_house_has_its_tables_after_its_first_start():
    database_start.fill_code_lists()

    assert Region.objects.filter(code="500157").exists()
