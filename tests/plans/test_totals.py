"""A plan in figures that can be reconciled with what was published."""

import pytest

from ballast.delivery.plans import services
from ballast.delivery.plans.models import OutsideLine
from ballast.delivery.plans.rules import PlanClass
from ballast.delivery.plans.selectors import pages
from ballast.delivery.plans.services import OutsideLineDraft, OutsideRefused
from ballast.platform.audit.models import Entry
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_unit, make_user
from tests.projects.factories import make_project

from .factories import AT, BY, WAN, make_line

pytestmark = pytest.mark.django_db


def put(*lines):
    services.put_outside_lines(by=BY, at=AT, year=2023, lines=lines)


def test_bundles_parts_and_the_outside_line_add_up_to_the_published_sum():
    make_line(wan=100)
    make_line(wan=None, plan_class=PlanClass.PREPARATORY)
    bundle = make_line(wan=300)
    for _ in range(4):
        part = make_project()
        type(part).objects.filter(pk=part.pk).update(parent=bundle, kinship="BUNDLE")
    make_line(part, wan=50)  # listed with its bundle, not again
    put(OutsideLineDraft(count=3, planned_yuan=500 * WAN, note="涉密等"))

    found = pages.overview(2023, type(part).objects.all())

    sums = {one.plan_class: (one.current, one.split, one.current_yuan) for one in found.parts}
    assert sums == {
        "NEW_START": (0, 0, 0),
        "CARRY_OVER": (2, 5, 400 * WAN),
        "DUE_FINISH": (0, 0, 0),
        "PREPARATORY": (1, 1, 0),
    }
    assert (found.whole.current, found.whole.split, found.whole.current_yuan) == (3, 6, 400 * WAN)
    assert (found.outside.count, found.outside.planned_yuan) == (3, 500 * WAN)


def test_the_list_counts_a_part_in_its_whole_as_the_overview_does():
    unit = make_unit()
    whole = make_line(make_project(unit=unit), wan=300)
    part = make_line(make_project(unit=unit), wan=50)
    type(part).objects.filter(pk=part.pk).update(parent=whole, kinship="PHASE")
    office = make_client(make_user(role=Role.PROJECT_OFFICE))

    sums = office.get("/plans/2023/lines/").context["sums"]

    assert (sums["original"], sums["original_yuan"]) == (1, 300 * WAN)
    assert (sums["current"], sums["current_yuan"]) == (1, 300 * WAN)


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
