"""`ballast loop`: figures that others quote, counted from what was recorded by that day."""

import json
from datetime import timedelta

import pytest

from ballast.dispatch.alerts.models import Evaluation, ProjectWarning, WarningStep
from ballast.dispatch.alerts.selectors import in_force
from ballast.dispatch.coordination.services import issues
from ballast.edges.cli import loop
from tests.coordination.issues.factories import make_issue, make_solved, make_town, move
from tests.identity.factories import NOW
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db
TODAY, YESTERDAY = (str(day.date()) for day in (NOW, NOW - timedelta(days=1)))


def told(capsys, *arguments):
    capsys.readouterr()
    assert loop.run(list(arguments)) == 0
    return capsys.readouterr().out


def warn(project, family, prompt, issued=NOW):
    book = in_force(issued.date())
    book.save()
    Evaluation.objects.get_or_create(
        period="2024-05",
        defaults={"evaluated_at": issued, "rulebook": book, "issued_at": issued},
    )
    warning = ProjectWarning.objects.create(project=project, family=family)
    WarningStep.objects.create(warning=warning, period="2024-05", state="issued", prompt=prompt)


@pytest.fixture
def lived():
    """Three projects warned, one of them of both kinds; three matters, one of them closed."""
    town = make_town()
    late, slow, both = (make_project() for _ in range(3))
    warn(late, "start", "start")
    warn(slow, "progress", "promotion")
    warn(both, "start", "start")
    warn(both, "finish", "promotion")
    issues.confirm(by=town.by("company"), at=NOW, moves=move(make_solved(town)))
    make_solved(town)
    make_issue(town)


def test_programmes_read_counts_and_rates_in_per_cent(lived, capsys):
    assert json.loads(told(capsys, TODAY, "--json")) == {
        "prompted": 3,
        "matters": 3,
        "solved": 1,
        "rates": {
            "acceptance_rate": 66.7,  # two of three
            "on_time_rate": 100.0,
            "solving_rate": 33.3,  # one of three
            "reopened_rate": 0.0,
        },
    }


def test_a_day_before_anything_was_recorded_has_noughts_and_no_rates(lived, capsys):
    assert json.loads(told(capsys, YESTERDAY, "--json")) == {
        "prompted": 0,
        "matters": 0,
        "solved": 0,
        "rates": dict.fromkeys(
            ("acceptance_rate", "on_time_rate", "solving_rate", "reopened_rate")
        ),
    }


def test_people_read_what_each_rate_is_a_share_of(lived, capsys):
    said = told(capsys, TODAY)

    for words in ("66.7%  受理率（已受理／已提出）  2 / 3", "3  收到预警提示的项目", "管线迁改 2"):
        assert words in said
