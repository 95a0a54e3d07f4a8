"""`ballast replay`: what an auditor sees of a closed month."""

import json

import pytest
from django.utils import translation

from ballast.edges.cli import kpi, replay
from ballast.kernel.periods import Period
from ballast.oversight.reporting import services
from ballast.projects.models import Project
from tests.alerts.factories import confirm_drafts
from tests.audit.tampering import past_guards
from tests.identity.factories import ACTOR
from tests.progress.factories import AT, make_filing, make_line, make_period

pytestmark = pytest.mark.django_db

SEPTEMBER = Period.month(2023, 9)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def project():
    project = make_line().project
    make_period()
    make_filing(project, "300")
    services.begin_closing(by=ACTOR, at=AT, period=SEPTEMBER)
    confirm_drafts()
    services.close(by=ACTOR, at=AT, period=SEPTEMBER)
    return project


def test_a_month_that_comes_out_as_stored_says_so_and_ends_well(project, capsys):
    assert replay.run(["2023-09"]) == 0

    assert capsys.readouterr().out == (
        "2023-09, revision 1: every lamp (rulebook default-1) and every value comes out as it was"
        " stored.\n"
    )


def test_a_repainted_lamp_is_named_with_its_project_and_the_command_fails(project, capsys):
    past_guards("UPDATE reporting_frozenlamp SET colour = 'green' WHERE family = 'progress'")

    assert replay.run(["2023-Q3"]) == 1

    told = capsys.readouterr().out
    assert told.startswith("2023-09, revision 1: does not come out as it was stored.\n")
    assert f"    {project.number} Investment progress colour: green → red\n" in told


def test_what_the_register_says_otherwise_today_is_told_and_fails_nothing(project, capsys):
    Project.objects.update(owner_name="改名公司")

    assert replay.run(["2023-09", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["identical"], told["differences"], told["revision"]) == (True, [], 1)
    assert {
        "cause": "fact",
        "place": project.number,
        "what": "owner",
        "stored": project.owner_name or None,
        "now": "改名公司",
    } in told["since"]


def test_a_revision_that_never_was_is_refused(project, capsys):
    assert replay.run(["2023-09", "--revision", "2"]) == 1
    assert kpi.run(["2023-09", "--revision", "2"]) == 1

    said = "ballast: 2023-09 was not closed as revision 2; nothing was frozen.\n"
    assert capsys.readouterr().out == said * 2
