"""`ballast warnings`: what a closing drafted, judged and issued at a terminal."""

import json

import pytest
from django.utils import translation

from ballast.edges.cli import warnings as command
from ballast.platform.identity.rules import Role
from tests.alerts.factories import SEPTEMBER, make_project
from tests.alerts.months import begin, is_issued, steps
from tests.identity.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def said(capsys, *arguments, role=Role.PROJECT_OFFICE):
    status = command.run([SEPTEMBER, "--by", make_user(role=role).username, *arguments])
    return status, capsys.readouterr().out


def test_drafts_are_listed_confirmed_and_issued(capsys):
    project = make_project("甲路", completed="40")
    begin()

    refused = said(capsys, "--issue")
    assert refused[0] == 1
    assert f"{project.number} 甲路" in refused[1]
    assert not is_issued()

    status, told = said(capsys, "--confirm-all", "--issue", "--json")
    assert status == 0
    assert json.loads(told) == {
        "period": SEPTEMBER,
        "issued": True,
        "warnings": [
            {
                "number": project.number,
                "name": "甲路",
                "family": "progress",
                "prompt": "promotion",
                "colour": "red",
                "state": "issued",
                "sentence": "The year's completion rate of 40.0% is 35.0 points below time progress"
                " (75.0%), beyond the red limit of 30.",
            }
        ],
    }
    assert said(capsys)[1].startswith("2023-09: 1 warnings\n  Behind  Promotion prompt  Issued  ")


def test_who_does_not_judge_is_told_nothing(capsys):
    make_project("甲路", completed="40")
    begin()

    status, told = said(capsys, "--confirm-all", role=Role.DISTRICT)

    assert status == 1
    assert "甲路" not in told
    assert steps() == [("甲路", "progress", "red", "draft")]
