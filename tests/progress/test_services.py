"""A month's figures are written once a project and period, and say who filed them."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ballast.delivery.plans import selectors as plans
from ballast.delivery.plans.services import Line
from ballast.delivery.plans.services import put as put_lines
from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.selectors import of_period
from ballast.delivery.progress.services import Report, put
from ballast.projects.models import Project
from tests.identity.factories import ACTOR, NOW
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db


def file(*reports, period="2023-09"):
    return put(by=ACTOR, at=NOW, period=period, reports=reports)


def test_a_filing_is_new_then_changed_then_as_before():
    project = make_project()
    first = Report(project_id=project.pk, completed_yuan=Decimal(100), visible_progress="桩基")
    second = Report(project_id=project.pk, completed_yuan=Decimal(250))

    assert (file(first).new, file(second).new) == (1, 0)
    assert file(second).changes == []

    filing = Filing.objects.get()
    assert (filing.completed_yuan, filing.visible_progress) == (Decimal(250), "桩基")
    assert filing.filed_by == ACTOR.label


def test_a_filing_without_a_figure_is_kept_as_one_without_a_figure():
    project = make_project()

    file(Report(project_id=project.pk, visible_progress="前期手续"))

    assert Filing.objects.get().completed_yuan is None


def test_an_amount_below_nought_is_refused_by_the_database_itself():
    project = make_project()

    with pytest.raises(IntegrityError), transaction.atomic():
        file(Report(project_id=project.pk, completed_yuan=Decimal(-1)))

    assert not Filing.objects.exists()


def test_only_the_projects_given_and_the_period_asked_are_read():
    mine, other = make_project(), make_project()
    for project in (mine, other):
        file(Report(project_id=project.pk, completed_yuan=Decimal(1)))
        file(Report(project_id=project.pk, completed_yuan=Decimal(1)), period="2023-08")
        put_lines(year=2023, lines=[Line(project_id=project.pk, planned_yuan=Decimal(5))])
    visible = Project.objects.filter(pk=mine.pk)

    assert [f.project_id for f in of_period("2023-09", visible)] == [mine.pk]
    assert [line.project_id for line in plans.of_year(2023, visible)] == [mine.pk]
    assert list(plans.of_year(2022, visible)) == []
