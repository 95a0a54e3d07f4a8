"""Applications to higher lists, and the series that others publish."""

from datetime import date
from decimal import Decimal

import pytest

from ballast.delivery.plans import services
from ballast.delivery.plans.models import Application, OutsideFigure
from ballast.delivery.plans.rules import Result, Series
from ballast.delivery.plans.services import (
    ApplicationDraft,
    OutsideFigureDraft,
    OutsideRefused,
    PlanRefused,
    ResultDraft,
)
from ballast.kernel.periods import Period
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.projects.rules import Tier
from tests.identity.factories import make_user
from tests.projects.factories import make_project

from .factories import AT, BY

pytestmark = pytest.mark.django_db


def application(project, **said):
    return ApplicationDraft(
        **(
            {
                "project_id": project.pk,
                "level": Tier.PROVINCIAL,
                "list_name": "省重点",
                "year": 2023,
                "batch": "第一批",
                "applied_on": date(2023, 2, 10),
            }
            | said
        )
    )


def apply(*applications, by=BY):
    return services.apply(by=by, at=AT, applications=applications)


def test_an_application_waits_and_then_has_its_result():
    project = make_project()
    [row] = apply(application(project))
    assert row.result == "PENDING"

    services.record_results(
        by=BY,
        at=AT,
        results=[
            ResultDraft(application_id=row.pk, result=Result.ADMITTED, result_on=date(2023, 2, 20))
        ],
    )

    row.refresh_from_db()
    assert (row.result, row.result_on) == ("ADMITTED", date(2023, 2, 20))
    change = ChangedRow.objects.get(entry=Entry.objects.latest("pk"))
    assert change.fields["result"] == ["PENDING", "ADMITTED"]


def test_every_fault_of_an_application_is_named_and_none_is_written():
    project, other = make_project(), make_project()
    apply(application(project))

    with pytest.raises(PlanRefused) as refused:
        apply(
            application(project),
            application(other, level=Tier.CITY, list_name=" "),
            application(other, applied_on=date(2023, 2, 21)),
        )

    assert [(fault.code, fault.project_id) for fault in refused.value.faults] == [
        ("application_twice", project.pk),
        ("application_list_missing", other.pk),
        ("application_level_wrong", other.pk),
        ("application_ahead", other.pk),
    ]
    assert Application.objects.count() == 1


def test_a_result_lies_between_application_and_today():
    [row] = apply(application(make_project()))

    for day in (date(2023, 2, 9), date(2023, 2, 21)):
        result = ResultDraft(application_id=row.pk, result=Result.REFUSED, result_on=day)
        with pytest.raises(PlanRefused):
            services.record_results(by=BY, at=AT, results=[result])
    assert Application.objects.get().result == "PENDING"


def figure(**said):
    return OutsideFigureDraft(
        **(
            {
                "series": Series.COMPLETION_RATE,
                "area": "全省平均",
                "period": Period.month(2023, 1),
                "value": Decimal("8.4"),
                "measure": "%",
                "rank": 3,
                "source": "省重点项目通报第2期",
                "published_on": date(2023, 2, 15),
            }
            | said
        )
    )


def put(*figures, by=BY):
    return services.put_outside_figures(by=by, at=AT, figures=figures)


def test_a_published_figure_is_kept_with_its_source_and_can_be_corrected():
    put(figure(), figure(area="邻市"))
    put(figure(value=Decimal("8.6")))
    put(figure(value=Decimal("8.6")))

    assert list(
        OutsideFigure.objects.order_by("pk").values_list("area", "period", "value", "source")
    ) == [
        ("全省平均", "2023-01", Decimal("8.6000"), "省重点项目通报第2期"),
        ("邻市", "2023-01", Decimal("8.4000"), "省重点项目通报第2期"),
    ]
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"source": " "}, {"area": ""}, {"published_on": date(2023, 2, 21)}]
)
def test_a_figure_without_source_area_or_a_day_that_has_come_is_refused(wrong):
    with pytest.raises(OutsideRefused):
        put(figure(), figure(**wrong))
    assert not OutsideFigure.objects.exists()


def test_only_the_office_enters_what_lies_outside():
    clerk = actor_of(make_user(role=Role.DISTRICT))

    with pytest.raises(NotAllowed):
        put(figure(), by=clerk)
    with pytest.raises(NotAllowed):
        apply(application(make_project()), by=clerk)
