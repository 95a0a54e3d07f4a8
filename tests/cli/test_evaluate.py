"""`ballast evaluate`: looked at while a month is open, kept once it is closing."""

import json

import pytest
from django.utils import translation

from ballast.dispatch.alerts.models import ProjectLamp
from ballast.edges.cli import evaluate
from ballast.kernel.periods import Period
from ballast.platform.identity.rules import Role
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State
from tests.alerts.factories import AT, BY, SEPTEMBER, make_project
from tests.identity.factories import make_user

pytestmark = pytest.mark.django_db


def told(capsys, user):
    with translation.override("en"):
        assert evaluate.run([SEPTEMBER, "--by", user.username, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_an_open_month_is_only_looked_at_and_a_closing_one_is_kept(capsys):
    make_project(completed="44")
    office = make_user(role=Role.PROJECT_OFFICE)

    seen = told(capsys, office)
    assert (seen["stored"], seen["rulebook"]) == (False, "default-1")
    assert (seen["families"]["progress"]["red"], seen["families"]["project"]["red"]) == (1, 1)
    assert not ProjectLamp.objects.exists()

    periods.move(by=BY, at=AT, period=Period.from_code(SEPTEMBER), to=State.CLOSING)
    assert told(capsys, office)["stored"] is True
    assert ProjectLamp.objects.get(family="project").colour == "red"


def test_who_may_not_judge_is_told_so(capsys):
    make_project(completed="44")
    district = make_user(role=Role.DISTRICT)

    assert evaluate.run([SEPTEMBER, "--by", district.username]) == 1

    assert capsys.readouterr().out.startswith("ballast: ")
    assert not ProjectLamp.objects.exists()
