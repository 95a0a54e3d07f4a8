"""What each visitor gets of the pages of month nodes and week tasks."""

from typing import Any

from tests.projects.factories import make_project
from tests.support.places import Guarded, Place


def a_project(place: Place) -> list[Any]:
    return [make_project(unit=place.north).number]


SCHEDULE = {
    "schedule:desk": Guarded(),
    "schedule:file": Guarded(here=302, elsewhere=302, method="post"),
    "schedule:take_back": Guarded(here=302, elsewhere=302, method="post"),
    "schedule:plan": Guarded(here=302, elsewhere=302, method="post"),
    "schedule:withdraw": Guarded(here=302, elsewhere=302, method="post"),
    "schedule:sheet": Guarded(),
    "schedule:read_sheet": Guarded(here=422, elsewhere=422, method="post"),
    "schedule:week": Guarded(),
    "schedule:export": Guarded(),
    "schedule:remind": Guarded(here=302, method="post"),
    "schedule:draft": Guarded(here=302, method="post"),
    "schedule:project": Guarded(a_project, elsewhere=404),
    "schedule:set_node": Guarded(a_project, here=422, elsewhere=404, method="post"),
    "schedule:reached": Guarded(a_project, here=422, elsewhere=404, method="post"),
    "schedule:panel": Guarded(a_project, elsewhere=404),
}
