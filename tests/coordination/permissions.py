"""What each visitor gets of the pages of issues."""

from typing import Any

from tests.coordination.issue_factories import make_issue
from tests.projects.factories import make_project
from tests.support.places import Guarded, Place


def an_issue(place: Place) -> list[Any]:
    """Raised to the north alone."""
    return [make_issue(lead=place.north).number]


def a_project(place: Place) -> list[Any]:
    return [make_project(unit=place.north).number]


ISSUES = {
    "coordination:issues": Guarded(),
    "coordination:issues_export": Guarded(),
    "coordination:issues_act": Guarded(here=404, elsewhere=404, method="post"),
    "coordination:tasks_act": Guarded(here=302, elsewhere=302, method="post"),
    "coordination:levels": Guarded(),
    "coordination:raise_issue": Guarded(),
    "coordination:issue": Guarded(an_issue, elsewhere=404),
    "coordination:issue_act": Guarded(an_issue, here=404, elsewhere=404, method="post"),
    "coordination:issue_task": Guarded(an_issue, here=404, elsewhere=404, method="post"),
    "alerts:of_issue": Guarded(an_issue, elsewhere=404),
    "coordination:issues_panel": Guarded(a_project, elsewhere=404),
}
