"""A paper tells those it comes to, and those whose word it waits for."""

import pytest

from ballast.platform.documents import services
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import actor_of
from ballast.platform.notices.models import Notice
from tests.identity.factories import make_user
from tests.support.jobs import run_all

pytestmark = pytest.mark.django_db


def told(kind):
    rows = Notice.objects.filter(kind=kind).order_by("user__name")
    return [(row.user.name, row.params) for row in rows.select_related("user")]


def test_the_addressees_people_are_told_to_sign_for_it(office, head, units):
    make_user(role=Role.DISTRICT, unit=units[0], name="李北")
    make_user(role=Role.INSPECTOR, unit=units[1], name="张南")  # signs for nothing

    [paper] = office.sent(office.draft())
    run_all()

    [(name, params)] = told("paper_sent")
    assert (name, params["number"]) == ("李北", "示重点办〔2024〕1号")
    assert Notice.objects.get(kind="paper_sent").link == f"/papers/{paper.pk}/"


def test_a_colleague_is_told_that_papers_wait_and_who_passed_them_on_is_not(office, head, units):
    make_user(role=Role.PROJECT_OFFICE, name="何二")

    office.bring(office.draft(), services.submit)
    run_all()
    assert told("papers_to_check") == [("何二", {"count": "1"})]

    office.bring(office.draft(period="2023-08"), services.submit, services.check)
    run_all()
    assert told("papers_to_sign") == [("何二", {"count": "1"})]


def test_who_drafted_a_paper_is_told_why_it_came_back(office, head, units):
    papers = office.bring(office.draft(), services.submit)

    office.act(services.send_back, papers, words="数据需核实")
    run_all()

    [(name, params)] = told("papers_back")
    assert (name, params["reason"]) == ("王一", "数据需核实")


def test_a_paper_that_was_signed_for_before_the_job_ran_tells_nobody(office, head, units):
    user = make_user(role=Role.DISTRICT, unit=units[0])
    [paper] = office.sent(office.draft())
    services.receive(by=actor_of(user), at=office.at, ids=[paper.pk])

    run_all()

    assert told("paper_sent") == []
