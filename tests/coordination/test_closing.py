"""An instruction ends when no new word comes, and goes on when one does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ballast.dispatch.coordination import selectors, services
from ballast.dispatch.coordination.models import Instruction, Issue
from ballast.dispatch.coordination.rules import Standing, Tally
from ballast.dispatch.coordination.services import (
    FurtherWord,
    ReportDraft,
)
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.notices.models import Notice
from tests.coordination.factories import TODAY, make_instruction, make_office
from tests.identity.factories import NOW, make_client, make_unit, make_user
from tests.projects.factories import make_project
from tests.support.jobs import run_all
from tests.support.refusing import refused

pytestmark = pytest.mark.django_db

# Reported on Monday 3 June 2024: ten working days are two weeks.
TENTH = NOW + timedelta(days=14)


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def clerk(unit):
    return make_user(role=Role.DISTRICT, unit=unit)


@pytest.fixture
def leader():
    return make_user(role=Role.CITY_LEADER, name="王市长")


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def one(leader, office, unit, clerk):
    return make_instruction(by=office, leader=leader, to=[unit])


def report(one, clerk, at=NOW):
    draft = ReportDraft(instruction_id=one.pk, words="方案已批，本周进场。")
    services.report(by=actor_of(clerk), at=at, reports=[draft])


def speak(one, office, *, at, words="再快一点。"):
    word = FurtherWord(instruction_id=one.pk, words=words, said_on=at.date())
    services.speak_again(by=actor_of(office), at=at, words=[word])


def standing(one, office, at=NOW):
    seen = selectors.instructions(office, at.date()).filter(pk=one.pk)
    [line] = selectors.lines(seen, at.date())
    return line.standing


def test_ten_working_days_after_the_report_it_is_closed_and_not_a_day_before(one, clerk, office):
    report(one, clerk)

    assert services.close_quiet(at=TENTH - timedelta(days=1)) == 0
    assert services.close_quiet(at=TENTH) == 1
    assert services.close_quiet(at=TENTH) == 0

    assert standing(one, office) is Standing.CLOSED
    assert selectors.instructions_of(office, TENTH.date()) == Tally(1, 1, 0, 1)
    assert Entry.objects.filter(code="coordination.instructions_closed").count() == 1


def test_what_nobody_reported_back_never_closes_by_itself(one, office):
    assert services.close_quiet(at=NOW + timedelta(days=400)) == 0


def test_a_second_report_lets_the_days_run_anew(one, clerk):
    report(one, clerk)
    report(one, clerk, at=NOW + timedelta(days=10))

    assert services.close_quiet(at=TENTH) == 0


def test_a_further_word_opens_it_again_and_wants_signature_and_report_anew(
    one, clerk, office, leader
):
    report(one, clerk)
    services.close_quiet(at=TENTH)
    later = TENTH + timedelta(days=3)

    speak(one, office, at=later)

    assert standing(one, office, later) is Standing.DELIVERED
    assert selectors.to_answer(clerk, later.date()) == 1
    one.refresh_from_db()
    assert (one.closed_at, one.words) == (None, Instruction.objects.get().words)
    assert services.close_quiet(at=later + timedelta(days=100)) == 0
    report(one, clerk, at=later)
    assert standing(one, office, later) is Standing.REPORTED
    run_all()
    kinds = Notice.objects.filter(user=clerk).order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == [
        "instruction_closed",
        "instruction_delivered",
        "instruction_spoken_again",
    ]
    assert Notice.objects.filter(user=leader, kind="instruction_reported").exists()


def test_no_journal_and_no_notice_holds_the_further_word(one, clerk, office):
    speak(one, office, at=NOW, words="务必盯紧征地。")
    run_all()

    told = [
        *map(str, Entry.objects.order_by("pk").values_list("payload", "cause")),
        *map(str, ChangedRow.objects.order_by("pk").values_list("fields", flat=True)),
        *map(str, Notice.objects.order_by("pk").values_list("params", flat=True)),
    ]
    assert not [text for text in told if "征地" in text]


def test_the_office_closes_by_hand_with_a_reason_and_nobody_else(one, clerk, office, leader):
    for other in (clerk, leader):
        with pytest.raises(NotAllowed):
            services.close(by=actor_of(other), at=NOW, ids=[one.pk], reason="已办结")
    by = actor_of(office)
    empty = refused(lambda: services.close(by=by, at=NOW, ids=[one.pk], reason=" "))
    assert empty == ["instruction_without_reason"]
    assert standing(one, office) is Standing.DELIVERED

    services.close(by=by, at=NOW, ids=[one.pk], reason="项目已退出")

    assert standing(one, office) is Standing.CLOSED
    again = refused(lambda: services.close(by=by, at=NOW, ids=[one.pk], reason="项目已退出"))
    assert again == ["instruction_closed"]
    assert refused(lambda: report(one, clerk)) == ["instruction_closed"]


def test_another_number_of_days_holds_from_its_day_on(one, clerk, office):
    report(one, clerk)
    by, since = actor_of(office), TODAY + timedelta(days=3)
    wrong = refused(
        lambda: services.set_closing_days(by=by, at=NOW, days=0, since=TODAY - timedelta(days=1))
    )
    assert wrong == ["closing_days_none", "closing_days_past"]

    services.set_closing_days(by=by, at=NOW, days=2, since=since)

    assert [selectors.closing_days(day) for day in (TODAY, since)] == [10, 2]
    assert services.close_quiet(at=NOW + timedelta(days=2)) == 0
    assert services.close_quiet(at=NOW + timedelta(days=3)) == 1


def test_a_failing_notice_does_not_undo_the_act(leader, office, unit):
    """It is told after the commit, by a job that is tried again."""
    make_instruction(by=office, leader=leader, to=[unit])

    assert Instruction.objects.count() == 1
    assert Notice.objects.count() == 0


def test_an_issue_raised_of_it_stands_on_its_page_and_the_words_stay_behind(one, office, unit):
    page = make_client(office)
    url = reverse("coordination:raise_issue") + f"?instruction={one.pk}"
    assert one.words not in page.get(url).content.decode()
    project = make_project(unit=unit)

    sent = {"title": "占道方案未批", "projects": project.number, "cause": "procedures"}
    answer = page.post(url, sent | {"severity": "ordinary"})

    [issue] = Issue.objects.all()
    assert answer.status_code == 302
    assert (issue.source, issue.source_key) == ("instruction", f"instruction:{one.pk}")
    shown = page.get(reverse("coordination:instruction", args=[one.pk])).content.decode()
    assert issue.number in shown
    stranger = make_client(make_user(role=Role.DISTRICT))
    assert stranger.get(url).status_code == 404
