"""October 2023 as its filers find it: pages read the clock, so its window lies around today."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ballast.delivery.progress.models import Window
from ballast.delivery.progress.services import recount
from ballast.kernel.periods import Period
from ballast.platform.identity.rules import Role, UnitKind
from ballast.platform.periods.rules import State
from ballast.platform.periods.services import move
from tests.identity.factories import ACTOR, make_unit, make_user
from tests.progress.factories import AT, SEPTEMBER, make_filing, make_line, make_period, wan
from tests.projects.factories import make_project

OCTOBER = "2023-10"


@dataclass(frozen=True)
class World:
    """A district with an owner, whose project was filed for September and is due for October."""

    north: Any
    owner: Any
    project: Any
    filer: Any  # of the owner
    office: Any

    @property
    def url(self):
        return f"/filings/{OCTOBER}/{self.project.number}/"


def make_world(*, name="北江路快速化改造工程", state="open", **window):
    north = make_unit(code="NORTH", name="北区", region_code="990102")
    owner = make_unit(name="北区城建公司", kind=UnitKind.OWNER, under=north)
    project = make_project(
        name=name, unit=owner, region_code="990102", total_investment_yuan=wan(5000)
    )
    make_line(project, planned="1200")
    make_period(SEPTEMBER)
    make_filing(
        project,
        "900",
        month="100",
        since_start_yuan=wan(2900),
        base_yuan=wan(800),
        caught_up_yuan=0,
        visible_progress="完成桥墩12座。",
        visible_percent=60,
    )
    make_period(OCTOBER)
    set_window(OCTOBER, **window)
    recount(periods=[SEPTEMBER, OCTOBER])
    if state == "closed":  # months are closed from the first
        bring_to(SEPTEMBER, state)
    bring_to(OCTOBER, state)
    return World(
        north=north,
        owner=owner,
        project=project,
        filer=make_user(role=Role.OWNER, unit=owner, name="陈建国"),
        office=make_user(role=Role.PROJECT_OFFICE, name="李敏"),
    )


@transaction.atomic
def bring_to(code, state):
    for step in {"open": [], "closing": ["closing"], "closed": ["closing", "closed"]}[state]:
        move(by=ACTOR, at=AT, period=Period.from_code(code), to=State(step))


def set_window(code, *, cut_off=-3, shuts=5):
    """A window by days from today: after the cut-off the actual figure is due."""
    today = timezone.localdate()
    Window.objects.filter(pk=code).update(
        opens_on=today + timedelta(days=min(cut_off, 0) - 7),
        cut_off_on=today + timedelta(days=cut_off),
        shuts_on=today + timedelta(days=max(shuts, cut_off)),
    )


def typed(**said):
    """What a browser sends of the form; amounts in 万元 as text."""
    return {"kind": "ACTUAL", "visible_progress": "完成桥墩15座。", "seen": ""} | said
