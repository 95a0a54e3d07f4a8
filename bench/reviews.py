"""The bar of the review desk."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction

from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress import services
from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.services.counting import recount
from ballast.delivery.progress.services.reviewing import begin
from ballast.projects.models import Project
from bench.bars import stopwatch
from tests.progress.city import answers_for, make_city
from tests.progress.factories import SEPTEMBER, make_period

AT = datetime(2023, 10, 9, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
PLANNED = Decimal(12_000_000)


def accept_1000() -> float:
    """The office's last step over 1,000 of 20,000 projects, through to the figures that count."""
    city = make_city()
    filings = _submitted(city, projects=20_000, filed=1_000)
    for by in (city.north_by, city.bureau_by):
        services.accept(by=by, at=AT, filing_ids=filings)
    with stopwatch() as watch:
        done = services.accept(by=city.office_by, at=AT, filing_ids=filings)
    if done.counted != len(filings):
        raise AssertionError(f"{done.counted} of {len(filings)} filings count")
    return watch.seconds


@transaction.atomic
def _submitted(city, *, projects, filed):
    known = Project.objects.bulk_create(
        Project(
            number=f"K{number:09}",
            name=f"第{number}号审核项目",
            name_key=f"第{number}号审核项目",
            responsible_unit=city.north,
            registered_at=AT,
        )
        for number in range(projects)
    )
    PlanLine.objects.bulk_create(
        PlanLine(
            project=project,
            year=2023,
            plan_class="CARRY_OVER",
            planned_yuan=PLANNED,
            valid_from=date(2023, 1, 1),
        )
        for project in known
    )
    for project in known[:filed]:
        answers_for(project, "LEAD_DEPARTMENT", city.bureau)
    make_period(SEPTEMBER)
    filings = Filing.objects.bulk_create(
        Filing(
            project=project,
            period=SEPTEMBER,
            state="SUBMITTED",
            month_yuan=PLANNED / 12,
            base_yuan=PLANNED * 5 / 12,
            completed_yuan=PLANNED / 2,
            unit=city.north,
            filed_by="bench",
            filed_at=AT,
            submitted_at=AT,
        )
        for project in known[:filed]
    )
    begin(filings, by=city.owner_by, at=AT)
    recount(periods={SEPTEMBER})
    return [filing.pk for filing in filings]
