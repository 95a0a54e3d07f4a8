"""A plan in figures that can be reconciled with what was published."""

from datetime import date

import pytest

from ballast.delivery.plans import selectors, services
from ballast.delivery.plans.models import OutsideLine
from ballast.delivery.plans.rules import PlanClass, Sums
from ballast.delivery.plans.services import OutsideLineDraft, OutsideRefused
from ballast.platform.audit.models import Entry
from tests.identity.factories import make_unit
from tests.projects.factories import make_project

from .factories import AT, BY, WAN, adjust, exited, issue, make_line, open_june, repriced

pytestmark = pytest.mark.django_db


def put(*lines):
    services.put_outside_lines(by=BY, at=AT, year=2023, lines=lines)


def test_lists_bundles_and_the_outside_line_add_up_to_the_published_sum():
    make_line(wan=100)
    make_line(wan=None, plan_class=PlanClass.PREPARATORY)
    bundle = make_line(wan=300)
    for _ in range(4):
        part = make_project()
        type(part).objects.filter(pk=part.pk).update(parent=bundle, kinship="BUNDLE")
    make_line(part, wan=50)  # listed with its bundle, not again
    put(OutsideLineDraft(count=3, planned_yuan=500 * WAN, note="涉密等"))

    found = selectors.totals(2023, date(2023, 6, 30))

    assert found.classes == {
        "NEW_START": Sums(),
        "CARRY_OVER": Sums(2, 5, 400 * WAN),
        "DUE_FINISH": Sums(),
        "PREPARATORY": Sums(1, 1, 0 * WAN),
    }
    assert found.listed == Sums(3, 6, 400 * WAN)
    assert found.outside == Sums(3, 3, 500 * WAN)
    assert found.whole == Sums(6, 9, 900 * WAN)


def test_totals_are_those_of_the_day():
    first, second = make_line(wan=100), make_line(wan=200)
    issue()
    open_june()
    adjust(repriced(first, 80), exited(second))

    assert selectors.totals(2023, date(2023, 6, 14)).listed == Sums(2, 2, 300 * WAN)
    assert selectors.totals(2023, date(2023, 6, 15)).listed == Sums(1, 1, 80 * WAN)


def test_outside_lines_are_one_a_unit_and_go_with_a_count_of_nought():
    unit = make_unit()
    put(
        OutsideLineDraft(count=3, planned_yuan=5 * WAN),
        OutsideLineDraft(unit_id=unit.pk, count=1, planned_yuan=WAN),
    )
    put(OutsideLineDraft(count=2, planned_yuan=4 * WAN))
    put(OutsideLineDraft(count=2, planned_yuan=4 * WAN))

    assert list(OutsideLine.objects.order_by("pk").values_list("unit", "count")) == [
        (None, 2),
        (unit.pk, 1),
    ]
    assert Entry.objects.filter(code="plans.outside_lines_put").count() == 2
    put(OutsideLineDraft(unit_id=unit.pk, count=0, planned_yuan=0 * WAN))
    assert OutsideLine.objects.get().unit is None
    with pytest.raises(OutsideRefused):
        put(OutsideLineDraft(count=-1, planned_yuan=WAN))
