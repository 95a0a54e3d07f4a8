"""Workers and web servers are killed in the middle of a transaction; nothing is half done.

What they write is committed for all to see, by processes of their own.
"""

from datetime import date
from itertools import count

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import Issue, IssueStep, Pause
from ballast.dispatch.coordination.rules.issues import PauseReason
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import Run
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.codelists.services import DeclaredDay, declare_workdays
from ballast.platform.files.models import File
from ballast.platform.notices.models import Notice
from tests.coordination.issues.dying import CUT_OFF, DONE, KILLED, Mortals
from tests.coordination.issues.factories import (
    MONDAY,
    make_issue,
    make_solved,
    make_town,
    move,
    on,
)
from tests.identity.factories import ACTOR

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = (Issue, IssueStep, Pause, Entry, ChangedRow, File, Notice, ProcrastinateJob)
DAY = on("2024-06-20")


@pytest.fixture
def mortal(tmp_path, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", settings.SETTINGS_MODULE)
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    mortals = Mortals(connection.settings_dict["NAME"], tmp_path)
    yield mortals
    mortals.close()


@pytest.fixture
def town():
    """Of what a run of the clocks finds one each: late, later still, silent, rested, near, moved."""
    town = make_town()
    services.escalate(by=ACTOR, at=MONDAY, moves=move(make_issue(town, title="到领导小组")))
    make_issue(town, title="到市直部门")
    make_solved(town, title="待确认")
    rested = make_issue(town, title="暂停", at=on("2024-06-13"))
    lead = town.by("district")
    services.accept(by=lead, at=on("2024-06-13"), moves=move(rested))
    said = {"until_on": date(2024, 6, 19), "reason": PauseReason.WEATHER}
    services.pause(by=lead, at=on("2024-06-14"), moves=move(rested), **said)
    make_issue(town, title="临期", at=on("2024-06-14"))
    extra = DeclaredDay(day=date(2024, 6, 17), is_workday=False, name_zh="停工", source="市府办")
    declare_workdays(by=ACTOR, at=MONDAY, days=[extra])
    return town


def stood():
    return [list(model.objects.order_by("pk").values()) for model in TOLD]


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def deaths(mortal, step, what, **said):
    """Let it die at every ``step``-th statement of it until one lives; how many died."""
    before, places = stood(), count(1, step)
    while (end := mortal(what, dies_at=next(places), **said)) != DONE:
        assert (end, stood()) == (KILLED, before), f"left something before {places}"
    return next(places) // step - 1


def test_a_run_of_the_clocks_that_is_killed_is_not_begun_and_the_next_one_finishes(town, mortal):
    assert deaths(mortal, 2, "run_clocks", day=DAY.isoformat()) >= 20

    assert services.run_clocks(at=DAY) == Run()
    assert selectors.strayed() == {}
    rows = Issue.objects.order_by("pk").values_list("title", "level", "desk", "petition_asked_on")
    assert list(rows) == [
        ("到领导小组", 2, "", DAY.date()),
        ("到市直部门", 2, "", None),
        ("待确认", 1, "silent", None),
        ("暂停", 1, "", None),
        ("临期", 1, "", None),
    ]
    versions = dict(Issue.objects.values_list("pk", "version"))
    told = list(IssueStep.objects.order_by("pk").values_list("issue", flat=True))
    assert versions == {pk: told.count(pk) for pk in versions}
    escalated = IssueStep.objects.filter(act="escalate").values_list("issue__title", flat=True)
    assert sorted(escalated) == ["到市直部门", "到领导小组"]


def test_a_run_whose_connection_is_cut_off_by_the_server_is_not_begun(town, mortal):
    said = {"what": "run_clocks", "day": DAY.isoformat()}
    before = stood()
    for place in (3, 20):
        assert (mortal(**said, dies_at=place, how="cut off"), stood()) == (CUT_OFF, before)
    assert mortal(**said) == DONE
    assert services.run_clocks(at=DAY) == Run()


def test_a_button_whose_server_is_killed_can_be_pressed_again(town, mortal):
    issue = Issue.objects.get(title="暂停")
    said = {
        "session": session_of(town.people["district"]),
        "url": f"/issues/{issue.number}/act/",
        "said": {"act": "solve", "seen": issue.version, "words": "已迁改。"},
        "upload": "现场.pdf",
    }
    assert deaths(mortal, 8, "press", **said) >= 5

    issue.refresh_from_db()
    assert (issue.state, File.objects.filter(owner_kind="issue").count()) == ("solved", 2)
    assert IssueStep.objects.filter(issue=issue, act="solve").count() == 1
    assert selectors.strayed() == {}


def test_rows_committed_before_their_journal_would_have_been_noticed(town, mortal):
    before, left = stood(), []
    for place in count(1):
        end = mortal("run_clocks", dies_at=place, day=DAY.isoformat(), tears=True)
        left.append(stood() != before)
        if any(left) or end == DONE:
            break
    assert (end, any(left)) == (KILLED, True)
