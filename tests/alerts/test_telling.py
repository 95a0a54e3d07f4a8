"""Issued warnings are told to those whose projects they name."""

import pytest

from ballast.dispatch.alerts.services import issue, withdraw
from ballast.kernel.periods import Period
from ballast.platform.identity.models import Role, UnitKind
from ballast.platform.notices.models import Notice
from ballast.projects.models import Responsibility
from tests.identity.factories import SINCE, make_unit, make_user
from tests.support.jobs import run_all

from .factories import AT, BY, SEPTEMBER, make_project
from .months import judge_and_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit(code="NORTH", name="城北区")


def warned(unit, *names):
    for name in names:
        project = make_project(name, unit=unit, completed="40")
        Responsibility.objects.create(
            project=project, party="RESPONSIBLE_UNIT", unit=unit, valid_from=SINCE
        )


def test_a_person_is_told_once_of_all_that_names_them(unit):
    user = make_user(role=Role.DISTRICT, unit=unit)
    make_user(role=Role.DISTRICT, unit=make_unit(code="SOUTH"))
    warned(unit, "红一路", "红二路", "红三路", "红四路")

    judge_and_issue()
    run_all()

    notice = Notice.objects.get(kind="warnings_issued")
    assert notice.user == user
    assert notice.params["count"] == "4"
    assert notice.params["projects"].endswith("、…")
    assert notice.link == f"/warnings/?period={SEPTEMBER}"
    assert notice.made_at == AT


def test_the_owners_people_are_told_too(unit):
    owner = make_unit(code="OWNER", kind=UnitKind.OWNER)
    user = make_user(role=Role.OWNER, unit=owner)
    warned(unit, "红一路")
    project_id = Responsibility.objects.get().project_id
    Responsibility.objects.create(
        project_id=project_id, party="OWNER", unit=owner, valid_from=SINCE
    )

    judge_and_issue()
    run_all()

    assert list(Notice.objects.values_list("user", flat=True)) == [user.pk]


def test_what_was_taken_back_and_issued_again_is_not_told_twice(unit):
    make_user(role=Role.DISTRICT, unit=unit)
    warned(unit, "红一路")
    judge_and_issue()
    run_all()
    withdraw(by=BY, at=AT, period=Period.from_code(SEPTEMBER))
    issue(by=BY, at=AT, period=Period.from_code(SEPTEMBER))
    run_all()

    assert Notice.objects.filter(kind="warnings_issued").count() == 1
