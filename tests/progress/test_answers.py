"""What the office entered for a unit, the unit confirms or disputes: nobody speaks for it."""

import pytest

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import Answer
from ballast.delivery.progress.services import ReasonMissing, ReviewRefused, answer, send_back
from ballast.platform.audit.models import Entry
from tests.progress.city import AT, make_city
from tests.progress.factories import make_filing, make_line, make_period, reopen
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_city()


@pytest.fixture
def entered(city):
    """One filing that the office entered for the northern district."""
    project = make_project(unit=city.north)
    make_line(project)
    make_period()
    return make_filing(project, is_on_behalf=True, answer="WAITING")


def test_the_unit_confirms_and_the_journal_says_who(city, entered):
    answer(by=city.north_by, at=AT, filing_ids=[entered.pk], answer=Answer.CONFIRMED)

    entered.refresh_from_db()
    assert (entered.answer, entered.answered_by, entered.answered_at) == ("CONFIRMED", "north", AT)
    entry = Entry.objects.get(code="progress.answered")
    assert (entry.subject, entry.payload["numbers"]) == ("2023-09", [entered.project.number])


def test_a_dispute_needs_its_reason_and_lets_the_figure_stand_until_the_office_returns_it(
    city, entered
):
    with pytest.raises(ReasonMissing):
        answer(by=city.north_by, at=AT, filing_ids=[entered.pk], answer=Answer.DISPUTED)

    answer(
        by=city.north_by,
        at=AT,
        filing_ids=[entered.pk],
        answer=Answer.DISPUTED,
        reason="少计9月20日前的工程款",
    )
    entered.refresh_from_db()
    assert (entered.state, entered.answer) == ("ACCEPTED", "DISPUTED")
    assert entered.answer_reason == "少计9月20日前的工程款"

    send_back(by=city.office_by, at=AT, filing_ids=[entered.pk], reason="请单位自行报送")
    assert Filing.objects.get().state == "RETURNED"


@pytest.mark.parametrize("who", ["office_by", "south_by"])
def test_neither_the_office_nor_another_unit_answers_in_its_place(city, entered, who):
    with pytest.raises(ReviewRefused):
        answer(by=getattr(city, who), at=AT, filing_ids=[entered.pk], answer=Answer.CONFIRMED)

    entered.refresh_from_db()
    assert entered.answer == "WAITING"
    assert not Entry.objects.filter(code="progress.answered").exists()


def test_what_a_unit_filed_itself_is_not_asked_about(city, entered):
    own = make_filing(entered.project, state="ACCEPTED")

    with pytest.raises(ReviewRefused) as refused:
        answer(by=city.north_by, at=AT, filing_ids=[entered.pk, own.pk], answer=Answer.CONFIRMED)

    assert [one.code for one in refused.value.faults] == ["not_entered_for"]
    entered.refresh_from_db()
    assert entered.answer == "WAITING"


def test_of_another_units_filing_not_even_the_name_is_told(city, entered):
    other = make_filing(make_project(name="南区密闭工程", unit=city.south))

    with pytest.raises(ReviewRefused) as refusal:
        answer(by=city.north_by, at=AT, filing_ids=[other.pk], answer=Answer.CONFIRMED)

    assert [(one.code, one.project) for one in refusal.value.faults] == [
        ("filing_unknown", str(other.pk))
    ]


def test_what_was_frozen_is_neither_answered_nor_returned_though_the_month_is_reopened(
    city, entered
):
    reopen()
    answering = {"by": city.north_by, "answer": Answer.CONFIRMED}
    for act, how in ((answer, answering), (send_back, {"by": city.office_by, "reason": "错"})):
        with pytest.raises(ReviewRefused) as refusal:
            act(at=AT, filing_ids=[entered.pk], **how)
        assert [one.code for one in refusal.value.faults] == ["filing_frozen"]

    entered.refresh_from_db()
    assert (entered.state, entered.answer) == ("ACCEPTED", "WAITING")
