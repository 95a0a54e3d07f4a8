"""Filing and reviewing, as their people do, beside an office that closes: frozen, or refused."""

import pytest

from ballast.delivery.progress import services as filings
from ballast.delivery.progress.models import Duty, Filing, MonthFigure, Review
from ballast.delivery.progress.services import Report
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.platform.periods.services import PeriodClosed
from tests.progress.city import AT, make_city
from tests.progress.factories import SEPTEMBER, make_line, make_period, wan
from tests.projects.factories import make_project
from tests.support.connections import Beside, under_way, waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)

MONTH = Period.from_code(SEPTEMBER)


class Month:
    """September of one project of an owner, who files 900 (万元) for it."""

    def __init__(self):
        self.city = make_city()
        self.project = make_project(unit=self.city.owner)
        make_line(self.project)
        make_period()

    def report(self):
        return Report(
            project_id=self.project.pk,
            period=SEPTEMBER,
            month_yuan=wan("900"),
            visible_progress="封顶。",
        )

    def save(self):
        return filings.save(by=self.city.owner_by, at=AT, reports=[self.report()])

    def submit(self):
        ids = Filing.objects.filter(state="DRAFT").values_list("pk", flat=True)
        return filings.submit(by=self.city.owner_by, at=AT, filing_ids=list(ids))

    def enter_for(self):
        return filings.enter_for(by=self.city.office_by, at=AT, reports=[self.report()])

    def accept(self):
        ids = [Filing.objects.get().pk]
        return filings.accept(by=self.city.office_by, at=AT, filing_ids=ids, through="月底")

    def begin_closing(self):
        services.begin_closing(by=self.city.office_by, at=AT, period=MONTH)

    def close(self, **how):
        return services.close(by=self.city.office_by, at=AT, period=MONTH, **how)

    def reopen(self):
        return services.reopen(by=self.city.office_by, at=AT, period=MONTH, reason="漏报")


@pytest.fixture
def month():
    return Month()


def traces():
    """All that a filing or a review leaves behind."""
    models = (Filing, Review, Duty, MonthFigure)
    return [list(model.objects.order_by("pk").values()) for model in models]


def stands(state, completed, filing):
    """What the month froze of the one project, and that nothing of it is in doubt."""
    row = selectors.frozen(SEPTEMBER).get()
    assert (row.standing, row.completed_yuan, row.filing_id) == (state, completed, filing)
    assert selectors.verify_frozen() == []


def refused(late, state, before):
    """Refused by the month's name and state, and nothing is left of it."""
    with pytest.raises(PeriodClosed) as refusal:
        late.result()
    assert refusal.value.params == {"period": SEPTEMBER, "state": state}
    assert traces() == before


def test_what_is_submitted_before_closing_begins_must_be_decided_and_is_then_frozen(month):
    month.save()

    with under_way(month.submit):
        closing = Beside(month.begin_closing)
        assert waits_for_a_lock()
    closing.result()

    with pytest.raises(services.FilingsWaiting) as refusal:
        month.close()
    assert refusal.value.params["filings"] == f"{month.project.number} {month.project.name}"
    month.accept()
    month.close()
    stands("ACCEPTED", wan("900"), Filing.objects.get().pk)


def test_what_the_office_enters_before_closing_begins_is_frozen(month):
    with under_way(month.enter_for):
        closing = Beside(month.begin_closing)
        assert waits_for_a_lock()
    closing.result()

    month.close()

    stands("ACCEPTED", wan("900"), Filing.objects.get().pk)


def test_a_draft_written_before_closing_begins_stays_one_and_does_not_count(month):
    with under_way(month.save):
        closing = Beside(month.begin_closing)
        assert waits_for_a_lock()
    closing.result()

    month.close()

    assert Filing.objects.get().state == "DRAFT"
    stands("DRAFT", None, None)


@pytest.mark.parametrize("act", ["save", "submit", "enter_for"])
def test_who_files_while_closing_begins_waits_and_is_refused_by_name(month, act):
    month.save()
    before = traces()

    with under_way(month.begin_closing):
        late = Beside(getattr(month, act))
        assert waits_for_a_lock()

    refused(late, "closing", before)


@pytest.mark.parametrize("act", ["save", "submit", "enter_for"])
def test_who_files_while_the_month_is_closed_waits_and_is_refused_by_name(month, act):
    month.save()
    month.begin_closing()

    with under_way(month.close):
        late = Beside(getattr(month, act))
        assert waits_for_a_lock()

    refused(late, "closed", traces())
    stands("DRAFT", None, None)


def test_what_is_accepted_before_the_close_is_frozen(month):
    month.save()
    month.submit()
    month.begin_closing()

    with under_way(month.accept):
        closing = Beside(month.close)
        assert waits_for_a_lock()
    closing.result()

    stands("ACCEPTED", wan("900"), Filing.objects.get().pk)


def test_who_accepts_while_the_month_is_closed_without_it_is_refused_by_name(month):
    month.save()
    month.submit()
    month.begin_closing()

    with under_way(lambda: month.close(carry=True, reason="逾期")):
        late = Beside(month.accept)
        assert waits_for_a_lock()

    refused(late, "closed", traces())
    assert Filing.objects.get().state == "LEFT_OUT"
    stands("NOT_REPORTED", None, None)


@pytest.mark.parametrize("act", ["save", "submit", "enter_for"])
def test_who_files_while_the_month_is_reopened_waits_and_files_for_the_next_revision(month, act):
    month.save()
    month.begin_closing()
    month.close()

    with under_way(month.reopen):
        filing = Beside(getattr(month, act))
        assert waits_for_a_lock()
    filing.result()

    assert Filing.objects.get().revision == 2
    stands("DRAFT", None, None)


def test_who_accepts_while_the_month_is_reopened_finds_what_was_left_out_frozen(month):
    month.save()
    month.submit()
    month.begin_closing()
    month.close(carry=True, reason="逾期")
    before = traces()

    with under_way(month.reopen):
        late = Beside(month.accept)
        assert waits_for_a_lock()
    with pytest.raises(filings.ReviewRefused) as refusal:
        late.result()

    assert [one.code for one in refusal.value.faults] == ["filing_frozen"]
    assert traces() == before


def test_who_files_before_the_month_is_reopened_is_refused_and_hinders_nobody(month):
    month.save()
    month.begin_closing()
    month.close()
    before = traces()

    refused(Beside(month.submit), "closed", before)
    assert month.reopen() == 2
    month.submit()

    assert list(Filing.objects.values_list("state", "revision")) == [("SUBMITTED", 2)]
