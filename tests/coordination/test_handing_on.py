"""When somebody leaves, all that they hold passes to another: nothing is left without a person."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ballast.dispatch.coordination import services
from ballast.dispatch.coordination.models import Addressee, Handover, Issue, Task
from ballast.dispatch.coordination.rules.issues import Cause
from ballast.dispatch.coordination.selectors import holdings
from ballast.dispatch.coordination.services import issues
from ballast.dispatch.coordination.services.issues import IssueMove, NewIssue, NewTask
from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.notices.models import Notice
from ballast.projects.models import Responsibility
from ballast.projects.rules import Holder, Party, RegisterRefused
from ballast.projects.services import Appointment, assign
from tests.coordination.factories import make_instruction, make_office
from tests.identity.factories import ACTOR, NOW, make_assignment, make_client, make_unit, make_user
from tests.projects.factories import make_project
from tests.support.jobs import run_all
from tests.support.refusing import refused

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def leaver(unit):
    return make_user(role=Role.DISTRICT, unit=unit, name="老张")


@pytest.fixture
def heir(unit):
    return make_user(role=Role.DISTRICT, unit=unit, name="小李")


@pytest.fixture
def held(unit, leaver, office):
    """A sponsorship by name, an officer's part by account, an issue, a task, an instruction."""
    project = make_project(unit=unit)
    since = TODAY - timedelta(days=30)
    assign(
        by=ACTOR,
        at=NOW,
        appointments=[
            Appointment(project_id=project.pk, party=party, holder=holder, since=since)
            for party, holder in (
                (Party.SPONSOR, Holder(person="老张", post="副区长")),
                (Party.PROJECT_OFFICER, Holder(person="老张", user_id=leaver.pk)),
            )
        ],
    )
    by = actor_of(office)
    matter = NewIssue(
        title="管线未迁", cause=Cause.PIPELINES, lead_id=unit.pk, project_ids=[project.pk]
    )
    [issue] = issues.raise_issues(by=by, at=NOW, issues=[matter])
    clerk = actor_of(leaver)
    issues.accept(by=clerk, at=NOW, moves=[IssueMove(issue_id=issue.pk)])
    issues.assign_person(
        by=clerk, at=NOW, moves=[IssueMove(issue_id=issue.pk)], person_id=leaver.pk
    )
    task = NewTask(
        issue_id=issue.pk, words="报迁改方案", unit_id=unit.pk, person_id=leaver.pk, due_on=TODAY
    )
    issues.assign_tasks(by=clerk, at=NOW, tasks=[task])
    make_instruction(by=office, people=[leaver])
    return project


def plan(office, leaver, heir, *, on=TODAY, reason="退休", at=NOW):
    return services.plan_handover(
        by=actor_of(office),
        at=at,
        leaver=leaver.username,
        heir=heir.username,
        on=on,
        reason=reason,
    )


def test_all_that_one_holds_passes_and_who_held_it_stays_on_record(held, leaver, heir, office):
    assert holdings.holdings(leaver, TODAY).count == 5

    plan(office, leaver, heir)

    assert holdings.holdings(leaver, TODAY).count == 0
    assert holdings.holdings(heir, TODAY).count == 5
    now = Responsibility.objects.filter(project=held, valid_until=None, user=heir)
    assert sorted(now.values_list("party", "post")) == [
        ("PROJECT_OFFICER", ""),
        ("SPONSOR", "副区长"),
    ]
    before = Responsibility.objects.filter(project=held, valid_until=TODAY, person="老张")
    assert set(before.values_list("reason", flat=True)) == {"退休"}
    assert Issue.objects.get().holder_person == heir
    assert Task.objects.get().person == heir
    addressed = Addressee.objects.get(taken_off_at=None)
    assert (addressed.user, addressed.leads, addressed.received_at) == (heir, True, None)
    [entry] = Entry.objects.filter(code="coordination.handed_on")
    assert (entry.on_behalf_of, entry.payload["count"]) == (actor_of(office).label, 5)
    run_all()
    assert Notice.objects.filter(user=heir, kind="handed_on").count() == 1


def test_a_handover_that_is_refused_keeps_no_other_waiting(held, leaver, heir, office, unit):
    part = Responsibility.objects.filter(project=held, user=leaver)
    part.update(unit=make_unit(until=TOMORROW.date()))
    other = make_user(role=Role.DISTRICT, unit=unit, name="老李")
    by, on = actor_of(office), TOMORROW.date()
    task = NewTask(
        issue_id=Issue.objects.get().pk,
        words="踏勘",
        unit_id=unit.pk,
        person_id=other.pk,
        due_on=on,
    )
    issues.assign_tasks(by=by, at=NOW, tasks=[task])
    plan(office, leaver, heir, on=on)
    plan(office, other, heir, on=on)

    with pytest.raises(RegisterRefused):
        services.run_handovers(at=TOMORROW)

    assert holdings.holdings(leaver, on).count == 5
    assert holdings.holdings(other, on).count == 0


def test_until_the_day_it_can_be_taken_back_and_on_the_day_it_is_done_once(
    held, leaver, heir, office
):
    row = plan(office, leaver, heir, on=TOMORROW.date())
    assert refused(lambda: plan(office, leaver, heir)) == ["handover_waits_already"]
    assert services.run_handovers(at=NOW) == 0
    services.take_back_handovers(by=actor_of(office), at=NOW, ids=[row.pk])
    assert services.run_handovers(at=TOMORROW) == 0
    assert holdings.holdings(leaver, TODAY).count == 5

    again = plan(office, leaver, heir, on=TOMORROW.date())
    assert services.run_handovers(at=TOMORROW) == 1
    assert services.run_handovers(at=TOMORROW) == 0

    assert holdings.holdings(leaver, TOMORROW.date()).count == 0
    over = refused(
        lambda: services.take_back_handovers(by=actor_of(office), at=TOMORROW, ids=[again.pk])
    )
    assert over == ["handover_over"]


def test_what_belongs_to_a_unit_the_heir_does_not_act_for_stays(held, leaver, office):
    elsewhere = make_user(role=Role.DISTRICT, name="小王")

    plan(office, leaver, elsewhere)

    stays = holdings.holdings(leaver, TODAY)
    assert (len(stays.parts), len(stays.issues), len(stays.tasks), len(stays.addressed)) == (
        0,
        1,
        1,
        0,
    )


def test_an_heir_who_holds_the_part_already_does_not_hold_it_twice(held, leaver, heir, office):
    one = Appointment(
        project_id=held.pk,
        party=Party.SPONSOR,
        holder=Holder(person="小李", user_id=heir.pk),
        since=TODAY,
    )
    assign(by=ACTOR, at=NOW, appointments=[one])

    plan(office, leaver, heir)

    now = Responsibility.objects.filter(project=held, party=Party.SPONSOR, valid_until=None)
    assert [row.user for row in now.order_by("pk")] == [heir]


def test_what_cannot_be_handed_over_is_refused_by_name_and_nothing_is_written(
    held, leaver, heir, office, unit
):
    gone = make_user(role=Role.DISTRICT, unit=unit)
    gone.is_active = False
    gone.save()

    assert refused(lambda: plan(office, leaver, gone)) == ["handover_person_unknown"]
    yesterday = TODAY - timedelta(days=1)
    wrong = refused(lambda: plan(office, leaver, leaver, on=yesterday, reason=" "))
    assert wrong == ["handover_day_past", "handover_without_reason", "handover_to_oneself"]
    assert refused(lambda: plan(office, heir, leaver)) == ["handover_of_nothing"]
    with pytest.raises(NotAllowed):
        plan(leaver, leaver, heir)

    assert not Handover.objects.exists()
    assert holdings.holdings(leaver, TODAY).count == 5


def test_who_has_left_already_hands_over_still(held, leaver, heir, office):
    leaver.is_active = False
    leaver.save()

    plan(office, leaver, heir)

    assert holdings.holdings(heir, TODAY).count == 5


def test_the_page_shows_what_passes_before_anything_is_done(held, leaver, heir, office):
    make_assignment(user=heir, role=Role.OWNER)
    client, url = make_client(office), reverse("coordination:handover")

    seen = client.get(url, {"leaver": leaver.username, "heir": heir.username, "on": "2124-01-01"})

    page = seen.content.decode()
    assert held.name in page
    assert "报迁改方案" in page
    assert not Handover.objects.exists()
    said = {"leaver": leaver.username, "heir": heir.username, "on": "2124-01-01", "reason": "调离"}
    assert client.post(url, said).status_code == 302
    assert "待生效" in client.get(url).content.decode()
    client.post(reverse("coordination:handover_back", args=[Handover.objects.get().pk]))
    assert "已撤回" in client.get(url).content.decode()
