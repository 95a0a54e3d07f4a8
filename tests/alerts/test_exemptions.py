"""A project stopped by frost or flood is not red for it, and not for ever."""

from datetime import date

import pytest
from django.utils.translation import override

from ballast.dispatch.alerts.messages import told
from ballast.dispatch.alerts.models import Exemption, ProjectLamp
from ballast.dispatch.alerts.rules import Family
from ballast.dispatch.alerts.services import (
    Exempting,
    ExemptionRefused,
    end_exemptions,
    evaluate,
    exempt,
)
from ballast.platform.audit.models import ChangedRow
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from tests.identity.factories import make_user

from .factories import AT, BY, SEPTEMBER, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return make_project(completed="40")


def let(project, by=BY, **said):
    usual = {
        "project_id": project.pk,
        "family": Family.PROGRESS,
        "since": date(2023, 9, 1),
        "until": date(2023, 10, 1),
        "cause": Exemption.Cause.WINTER,
        "proof": "应急管理部门停工令",
    }
    return exempt(by=by, at=AT, exemptions=[Exempting(**usual | said)])


def progress():
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    return ProjectLamp.objects.get(family="progress")


def test_an_exempted_family_is_not_rated_and_says_why_and_until_when(project):
    let(project)

    lamp = progress()

    assert (lamp.colour, lamp.row) == ("dash", "exempt")
    with override("zh-hans"):
        assert told([lamp])[0].because == "免评至2023-10-01：冬季停工。"
    assert ProjectLamp.objects.get(family="project").row == "filing"


@pytest.mark.parametrize(
    ("until", "colour"), [(date(2023, 9, 30), "red"), (date(2023, 10, 1), "dash")]
)
def test_it_is_rated_again_from_the_day_it_ends(project, until, colour):
    let(project, until=until)

    assert progress().colour == colour


def test_an_exemption_may_end_before_its_day_and_the_journal_says_so(project):
    [one] = let(project, until=date(2024, 3, 15))

    end_exemptions(by=BY, at=AT, ids=[one.pk], on=date(2023, 9, 20))

    assert progress().colour == "red"
    assert ["2024-03-15", "2023-09-20"] in [
        row.fields.get("valid_until") for row in ChangedRow.objects.filter(row_id=one.pk)
    ]


def test_without_proof_or_with_its_end_first_none_is_given_and_each_is_named(project):
    with pytest.raises(ExemptionRefused) as refused:
        let(project, proof=" ", until=date(2023, 9, 1))

    assert [fault.code for fault in refused.value.faults] == [
        "exemption_without_proof",
        "exemption_backwards",
    ]
    assert not Exemption.objects.exists()


def test_what_does_not_run_on_that_day_cannot_be_ended(project):
    [one] = let(project)

    with pytest.raises(ExemptionRefused):
        end_exemptions(by=BY, at=AT, ids=[one.pk], on=date(2023, 10, 2))

    assert Exemption.objects.get().valid_until == date(2023, 10, 1)


def test_a_district_lets_nobody_off(project):
    with pytest.raises(NotAllowed):
        let(project, by=actor_of(make_user(role=Role.DISTRICT)))

    assert not Exemption.objects.exists()
