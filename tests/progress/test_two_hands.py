"""Two people at one filing, and two countings of one project: neither undoes the other's work."""

import pytest

from ballast.delivery.progress.models import Filing, MonthFigure
from ballast.delivery.progress.services import (
    FilingNotDraft,
    FilingUnderReview,
    Report,
    accept,
    discard,
    follow,
    save,
    submit,
)
from tests.identity.factories import ACTOR
from tests.support.connections import Beside, under_way, waits_for_a_lock

from .factories import AT, SEPTEMBER, make_filing, make_line, make_period, wan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft():
    project = make_line().project
    make_period()
    return write(project, "100")


def write(project, month):
    report = Report(project_id=project.pk, period=SEPTEMBER, month_yuan=wan(month))
    [filing] = save(by=ACTOR, at=AT, reports=[report])
    return filing


def send(draft):
    return submit(by=ACTOR, at=AT, filing_ids=[draft.pk])


def test_what_is_submitted_is_what_a_colleague_was_just_writing(draft):
    with under_way(lambda: write(draft.project, "250")):
        sending = Beside(lambda: send(draft))
        assert waits_for_a_lock()
    sending.result()

    assert Filing.objects.get().month_yuan == wan("250")
    assert Filing.objects.get().state == "SUBMITTED"


def test_a_draft_that_is_being_discarded_is_not_submitted_after_all(draft):
    with under_way(lambda: discard(by=ACTOR, at=AT, filing_ids=[draft.pk])):
        sending = Beside(lambda: send(draft))
        assert waits_for_a_lock()
    with pytest.raises(FilingNotDraft):
        sending.result()

    assert not Filing.objects.exists()


@pytest.mark.parametrize("late", ["submit", "discard", "save"])
def test_who_comes_while_a_draft_is_submitted_is_refused_and_changes_nothing(draft, late):
    acts = {
        "submit": lambda: send(draft),
        "discard": lambda: discard(by=ACTOR, at=AT, filing_ids=[draft.pk]),
        "save": lambda: write(draft.project, "999"),
    }
    with under_way(lambda: send(draft)):
        second = Beside(acts[late])
        assert waits_for_a_lock()
    with pytest.raises((FilingNotDraft, FilingUnderReview)):
        second.result()

    assert Filing.objects.get().month_yuan == wan("100")
    assert Filing.objects.get().state == "SUBMITTED"


def test_two_who_file_a_month_for_the_first_time_leave_one_draft():
    project = make_line().project
    make_period()

    with under_way(lambda: write(project, "100")):
        second = Beside(lambda: write(project, "200"))
        assert waits_for_a_lock()
    second.result()

    assert Filing.objects.get().month_yuan == wan("200")


def test_who_counts_all_projects_does_not_store_what_it_saw_before_an_acceptance():
    project = make_line().project
    make_period()
    filing = make_filing(project, "900", state="SUBMITTED")

    with under_way(lambda: accept(by=ACTOR, at=AT, filing_ids=[filing.pk], through="月底")):
        counting = Beside(lambda: follow(by=ACTOR, at=AT, year=2023))
        assert waits_for_a_lock()
    counting.result()

    figure = MonthFigure.objects.get()
    assert (figure.state, figure.completed_yuan) == ("ACCEPTED", wan("900"))


def test_a_month_begun_while_the_one_before_is_accepted_carries_its_figure():
    project = make_line().project
    make_period()
    make_period("2023-10")
    filing = make_filing(project, "900", state="SUBMITTED")

    def begin_october():
        report = Report(project_id=project.pk, period="2023-10", month_yuan=wan("5"))
        return save(by=ACTOR, at=AT, reports=[report])

    with under_way(lambda: accept(by=ACTOR, at=AT, filing_ids=[filing.pk], through="月底")):
        second = Beside(begin_october)
        assert waits_for_a_lock()
    second.result()

    october = MonthFigure.objects.get(period="2023-10")
    assert (october.state, october.completed_yuan) == ("DRAFT", wan("900"))
