"""`ballast plan issue`: the office freezes a year's plan, or reads all that is wrong with it."""

from datetime import date

import pytest
from django.utils import translation

from ballast.delivery.plans.models import PlanYear
from ballast.edges.cli import plan
from ballast.platform.identity.models import Role
from tests.identity.factories import make_user
from tests.plans.factories import make_line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def office():
    return make_user(role=Role.PROJECT_OFFICE, username="office", name="王处长")


def test_the_office_issues_a_plan_by_its_paper_and_day(office, capsys):
    make_line()
    make_line()

    given = [
        "issue",
        "2023",
        "--by",
        "office",
        "--paper",
        "临政发〔2023〕3号",
        "--on",
        "2023-02-20",
    ]
    assert plan.run(given) == 0

    year = PlanYear.objects.get()
    assert (year.issued_on, year.issued_by) == (date(2023, 2, 20), "王处长")
    assert year.paper == "临政发〔2023〕3号"
    assert capsys.readouterr().out == (
        "The plan of 2023 is issued with 2 projects, 2 of them in the class declared:"
        " their dates do not tell.\n"
    )


def test_every_fault_is_printed_and_nothing_issued(office, capsys):
    first, second = make_line(plan_class=None), make_line(wan=None)

    assert plan.run(["issue", "2023", "--by", "office"]) == 1

    assert capsys.readouterr().out.splitlines() == [
        "ballast: The plan has 2 faults; nothing was written.",
        f"ballast: {first.number} {first.name} has no plan class.",
        f"ballast: {second.number} {second.name} has no amount for the year.",
    ]
    assert not PlanYear.objects.filter(issued_on__isnull=False).exists()


@pytest.mark.parametrize("who", ["clerk", "nobody"])
def test_who_may_not_issue_issues_nothing(who, capsys):
    make_user(role=Role.DISTRICT, username="clerk")
    make_line()

    assert plan.run(["issue", "2023", "--by", who]) == 1
    assert capsys.readouterr().out.startswith("ballast: ")
    assert not PlanYear.objects.filter(issued_on__isnull=False).exists()


def test_an_issue_needs_a_name_and_a_day_that_is_one():
    with pytest.raises(SystemExit):
        plan.run(["issue", "2023"])
    with pytest.raises(SystemExit):
        plan.run(["issue", "2023", "--by", "office", "--on", "soon"])
