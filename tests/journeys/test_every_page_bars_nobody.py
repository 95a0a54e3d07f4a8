"""Every page of the permission matrix, as whoever works with it finds it: axe, widths, console.

A new route joins by its row in ``tests/support/permissions.py``; its page is opened as the role
that works with it, in a city that has a month behind it. ``visitor`` fails for an error in the
console and for a request that leaves the site.
"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ballast.delivery.progress.models import Window
from ballast.delivery.progress.services import recount
from ballast.dispatch.alerts.models import Evaluation, ProjectWarning, WarningStep
from ballast.dispatch.alerts.services import evaluate
from ballast.platform.identity.http import SIGNED_IN
from ballast.platform.identity.rules import RIGHTS, Role
from ballast.projects.models import Investment, Responsibility, StepRecord
from tests.alerts.factories import AT, BY
from tests.identity.factories import make_client, make_user
from tests.progress.factories import SEPTEMBER, make_filing, make_line, make_period, wan
from tests.projects.factories import make_project
from tests.support import permissions
from tests.support.browser import WIDTH, barriers, sign_in
from tests.support.permissions import MATRIX, Guarded, make_place, routes

DESKTOP = {"width": 1536, "height": 864}
PHONE = {"width": 390, "height": 844}
# As long as the longest of real ledgers, and in English letters that do not break.
NAMES = [
    "澜江区新能源动力电池产业园（一期）标准厂房、研发中心、职工公寓及配套110千伏双回路外线、园区道路工程",
    "International Science and Technology Innovation Cooperation Demonstration Base (Phase II)",
    "北江路快速化改造",
]
# It hangs on a wall and is never held in a hand.
ON_A_WALL = {"portal:wall"}
# What others than the office open daily, and may find otherwise than the office does.
DAILY = ("portal:home", "portal:projects", "projects:project")
FURTHER = {
    Role.OWNER: ("progress:filings", "progress:filing", "ledgers:imports", "projects:steps"),
    Role.CITY_LEADER: ("alerts:explained",),
    Role.DISTRICT: ("progress:review", "documents:desk"),
}


def role_of(name):
    """The office where it may; else the last role that may."""
    right = routes()[name].right
    holding = [role for role in Role if right in {SIGNED_IN, *RIGHTS[role]}]
    return Role.PROJECT_OFFICE if Role.PROJECT_OFFICE in holding else holding[-1]


def pages():
    """The routes that answer with a page, by the role that works with them."""
    found = {role: [*DAILY, *names] for role, names in FURTHER.items()}
    for name, row in MATRIX.items():
        if isinstance(row, Guarded) and row.method == "get" and row.here == 200:
            found.setdefault(role_of(name), []).append(name)
    return found


PAGES = pages()


def make_city():
    """The matrix's place with a month on its way; what each builder would make, made once."""
    place = make_place()
    units = (place.owner, place.north, place.north)
    projects = [
        make_project(name=name, unit=unit, region_code="990102")
        for name, unit in zip(NAMES, units, strict=True)
    ]
    for project in projects:
        make_line(project, monthly_yuan=[wan(100)] * 12)
    make_period()
    today = timezone.localdate()
    Window.objects.update(
        opens_on=today - timedelta(9), cut_off_on=today, shuts_on=today + timedelta(9)
    )
    for project, completed in zip(projects, ("300", "800", "1100"), strict=True):
        make_filing(project, completed, month="50", problems="管线迁改未完成。")
        fill(project)
    submitted = make_filing(make_project(unit=place.north), state="SUBMITTED")
    recount(periods=[SEPTEMBER])
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    Evaluation.objects.update(issued_at=AT)
    warned = WarningStep.objects.create(
        warning=ProjectWarning.objects.create(project=projects[0], family="progress"),
        period=SEPTEMBER,
        state="issued",
        prompt="promotion",
        colour="red",
    )
    number = projects[0].number
    made = {
        permissions.an_open_month: [SEPTEMBER, number],
        permissions.an_issued_warning: [warned.warning_id],
        permissions.a_card: [number],
        permissions.a_project: [number],
        permissions.a_project_here: [number],
        permissions.its_project: [number],
        permissions.a_totals_sheet: [SEPTEMBER, place.north.code],
        permissions.a_sheet_to_fill: [SEPTEMBER],
        permissions.a_units_sheet: [SEPTEMBER, place.owner.code],
        permissions.a_lamp: [number, SEPTEMBER],
        permissions.an_open_period: [SEPTEMBER],
        permissions.a_submitted_filing: [submitted.pk],
        MATRIX["reporting:frozen"].build: [SEPTEMBER, 1],
    }
    return place, made


def fill(project):
    """What makes its page long: steps, a document with an amount, somebody who answers."""
    StepRecord.objects.bulk_create(
        StepRecord(project=project, code=code, planned_on=day, actual_on=done)
        for code, day, done in [
            ("conception", date(2022, 1, 10), date(2022, 1, 20)),
            ("project_approval", date(2022, 6, 1), date(2022, 5, 20)),
            ("ground_breaking", date(2022, 9, 1), date(2022, 9, 11)),
            ("main_works", date(2023, 8, 31), None),
        ]
    )
    Investment.objects.create(
        project=project, stage="ORIGINAL", total_yuan=wan(5000), decided_on=date(2022, 1, 1)
    )
    Responsibility.objects.create(
        project=project,
        party="SPONSOR",
        person="林致远",
        post="副市长",
        valid_from=date(2022, 1, 1),
    )


def addresses(names, place, made, client):
    """Where the pages lie; what comes by htmx into a page, and what is kept as a file, is none."""
    for name in names:
        build = MATRIX[name].build
        if build not in made:
            made[build] = build(place)
        url = reverse(name, args=made[build])
        answer = client.get(url, follow=True)
        assert answer.status_code == 200, (name, url)
        kind = answer.headers["Content-Type"]
        if kind.startswith("text/html") and b"<!doctype html>" in answer.content[:200]:
            yield name, url


def faults_of(visitor, name, url):
    """What bars somebody from a page, or does not fit."""
    visitor.set_viewport_size(DESKTOP)
    visitor.goto(url)
    visitor.wait_for_load_state("networkidle")
    found = [*barriers(visitor)]
    for size in (DESKTOP,) if name in ON_A_WALL else (DESKTOP, PHONE):
        visitor.set_viewport_size(size)
        width = visitor.evaluate(WIDTH)
        if width > size["width"]:
            found.append((f"{size['width']} wide", f"the page takes {width}"))
    return found


def test_there_are_pages_of_every_kind():
    assert sum(map(len, PAGES.values())) >= 40


@pytest.mark.parametrize("role", PAGES, ids=str)
def test_no_page_bars_anyone_or_runs_over_its_edge(role, visitor, live_server):
    place, made = make_city()
    unit = place.owner if role == Role.OWNER else place.north
    user = make_user(role=role, unit=unit, name="欧阳建国")
    client = make_client(user)
    sign_in(visitor, live_server, user)

    found = {
        name: faults
        for name, url in addresses(PAGES[role], place, made, client)
        if (faults := faults_of(visitor, name, url))
    }

    assert found == {}
