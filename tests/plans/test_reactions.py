"""Duties and figures follow the plan by themselves."""

from datetime import date

import pytest

from ballast.delivery.progress import services as progress
from ballast.delivery.progress.models import Duty, MonthFigure
from ballast.kernel.periods import Period
from tests.projects.factories import make_project
from tests.support import jobs

from .factories import (
    BY,
    WAN,
    added,
    adjust,
    exited,
    issue,
    make_line,
    moment,
    open_june,
    repriced,
)

pytestmark = pytest.mark.django_db


def test_an_adjustment_changes_who_files_for_an_open_month_and_against_which_plan():
    stays, leaves, comes = make_line(wan=100), make_line(), make_project()
    issue()
    open_june()
    at = moment("2023-06-21 10:00")
    progress.open_periods(by=BY, at=at, periods=[Period.month(2023, 6)])
    jobs.run_all()

    adjust(repriced(stays, 80), exited(leaves), added(comes), valid_from=date(2023, 6, 15))
    jobs.run_all()

    assert set(Duty.objects.values_list("project", flat=True)) == {stays.pk, comes.pk}
    figure = MonthFigure.objects.get(project=stays)
    assert (figure.original_yuan, figure.planned_yuan) == (100 * WAN, 80 * WAN)
