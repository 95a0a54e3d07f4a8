"""Filing a month: kept as a draft, handed in whole, refused with everything that is wrong."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ballast.delivery.progress import selectors
from ballast.delivery.progress.models import Correction, Filing, MonthFigure, Review, Window
from ballast.delivery.progress.services import (
    CorrectionDraft,
    FilingNotDraft,
    FilingRefused,
    FilingUnderReview,
    Report,
    discard,
    enter_for,
    save,
    submit,
)
from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.periods.services import PeriodClosed, PeriodNotOpened
from ballast.projects.models import StepRecord
from ballast.projects.services import OutOfReach
from tests.identity.factories import ACTOR, make_unit, make_user

from .factories import AT, make_filing, make_line, make_period, wan
from .test_recounting import from_scratch, stored

SEPTEMBER, OCTOBER = "2023-09", "2023-10"

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    """In the plan, filed up to August, with September open."""
    project = make_line().project
    make_filing(project, "800", period="2023-08", since_start_yuan=wan("1000"))
    make_period("2023-08", state="closed")
    make_period(SEPTEMBER)
    return project


def report(project, *, period=SEPTEMBER, **said):
    amounts = {name: wan(value) for name, value in said.items() if name.endswith("_yuan")}
    said = {"visible_progress": "主体封顶。"} | said | amounts
    return Report(project_id=project.pk, period=period, **said)


def write(*reports, by=ACTOR, at=AT):
    return save(by=by, at=at, reports=reports)


def send(*reports, by=ACTOR, at=AT):
    filings = write(*reports, by=by, at=at)
    return submit(by=by, at=at, filing_ids=[filing.pk for filing in filings])


def refused(act):
    with transaction.atomic(), pytest.raises(FilingRefused) as refusal:
        act()
    return sorted((one.code, one.field) for one in refusal.value.faults)


def test_a_draft_keeps_what_was_said_and_is_written_over(project):
    write(report(project, month_yuan="100", problems="征地"))
    [draft] = write(report(project, month_yuan="90"))

    assert Filing.objects.filter(period=SEPTEMBER).count() == 1
    draft.refresh_from_db()
    assert (draft.month_yuan, draft.completed_yuan, draft.problems) == (wan("90"), None, "")
    assert (draft.state, draft.attempt, draft.kind) == ("DRAFT", 1, "ACTUAL")
    assert MonthFigure.objects.get(period=SEPTEMBER).state == "DRAFT"


def test_what_is_handed_in_is_worked_out_to_the_fen(project):
    [filing] = send(report(project, month_yuan="100.12"))

    filing.refresh_from_db()
    assert filing.state == "SUBMITTED"
    assert filing.completed_yuan == wan("900.12")
    assert filing.base_yuan == wan("800")
    assert filing.since_start_yuan == wan("1100.12")
    assert (filing.caught_up_yuan, filing.correction_yuan) == (0, 0)
    assert not filing.is_late
    assert Review.objects.filter(filing=filing).count() >= 1
    assert MonthFigure.objects.get(period=SEPTEMBER).state == "SUBMITTED"
    assert MonthFigure.objects.get(period=SEPTEMBER).completed_yuan == wan("800")
    assert Entry.objects.latest("id").code == "progress.submitted"


def test_months_that_were_not_filed_are_caught_up():
    project = make_line().project
    make_filing(project, "500", period="2023-06")
    make_period(SEPTEMBER)

    [filing] = send(report(project, month_yuan="50", completed_yuan="800"))

    assert (filing.base_yuan, filing.caught_up_yuan, filing.month_yuan) == (
        wan("500"),
        wan("250"),
        wan("50"),
    )


def test_where_only_the_year_is_told_an_unfiled_month_makes_the_month_unknown():
    project = make_line().project
    make_period(SEPTEMBER)

    [filing] = send(report(project, completed_yuan="800"))

    assert (filing.month_yuan, filing.caught_up_yuan) == (None, wan("800"))


def test_every_fault_is_named_at_once_and_the_draft_stays_a_draft(project):
    [draft] = write(
        report(
            project,
            month_yuan="100",
            completed_yuan="950",
            since_start_yuan="1000",
            construction_yuan="60",
            node_dates={"ground_breaking": {"actual_on": "2024-01-01"}, "moon": {}},
        )
    )
    entries = Entry.objects.count()

    assert refused(lambda: submit(by=ACTOR, at=AT, filing_ids=[draft.pk])) == [
        ("components_unequal", "construction_yuan"),
        ("date_in_future", "node_dates.ground_breaking"),
        ("filing_step_unknown", "node_dates.moon"),
        ("since_start_unequal", "since_start_yuan"),
        ("year_to_date_unequal", "completed_yuan"),
    ]
    draft.refresh_from_db()
    assert draft.state == "DRAFT"
    assert Entry.objects.count() == entries


def test_what_a_table_cannot_hold_is_refused_even_as_a_draft(project):
    assert refused(lambda: write(report(project, completed_yuan="-1"))) == [
        ("filing_amount_negative", "completed_yuan")
    ]
    assert not Filing.objects.filter(period=SEPTEMBER).exists()


def test_a_doubt_wants_a_word_or_a_paper_and_keeps_it(project):
    falls = report(project, completed_yuan="700")

    assert refused(lambda: send(falls)) == [("year_to_date_falls", "completed_yuan")]
    [filing] = send(report(project, completed_yuan="700", words={"year_to_date_falls": "审计核减"}))

    [doubt] = filing.doubts
    assert (doubt["code"], doubt["word"]) == ("year_to_date_falls", "审计核减")
    assert doubt["params"] == {"given": "700", "expected": "800"}
    assert filing.month_yuan == wan("-100")


def test_a_correction_counts_in_the_open_month_and_names_a_closed_one(project):
    minus = CorrectionDraft(
        about_period="2023-08", amount_yuan=wan("-30"), reason="统计核查", paper="统函〔2023〕8号"
    )

    [filing] = send(report(project, month_yuan="10", corrections=[minus]))

    assert (filing.completed_yuan, filing.correction_yuan) == (wan("780"), wan("-30"))
    assert Correction.objects.get().about_period == "2023-08"
    open_month = CorrectionDraft(about_period=SEPTEMBER, amount_yuan=wan("1"), reason="误")
    make_period(OCTOBER)
    later = report(project, period=OCTOBER, month_yuan="1", corrections=[open_month])
    assert ("correction_not_closed", "corrections.2023-09") in refused(lambda: send(later))


def test_after_the_window_has_shut_a_filing_is_late(project):
    shut = Window.objects.get(pk=SEPTEMBER).shuts_on

    [filing] = send(report(project, month_yuan="1"), at=AT + (shut - AT.date()) + timedelta(days=1))

    assert filing.is_late


def test_an_estimate_gives_way_to_the_actual_of_the_same_month(project):
    before_cut_off = AT.replace(month=9, day=24)
    enter_for(by=ACTOR, at=before_cut_off, reports=[report(project, month_yuan="100")])
    assert MonthFigure.objects.get(period=SEPTEMBER).kind == "ESTIMATE"

    enter_for(by=ACTOR, at=AT, reports=[report(project, month_yuan="95")])

    figure = MonthFigure.objects.get(period=SEPTEMBER)
    assert (figure.kind, figure.completed_yuan) == ("ACTUAL", wan("895"))
    late = report(project, month_yuan="99", kind="ESTIMATE")
    assert [field for _, field in refused(lambda: send(late))] == ["kind"]


def test_what_the_office_enters_counts_at_once_and_waits_for_the_unit_s_word(project):
    node = {"ground_breaking": {"actual_on": "2023-09-18"}}

    [filing] = enter_for(
        by=ACTOR, at=AT, reports=[report(project, completed_yuan="700", node_dates=node)]
    )

    filing.refresh_from_db()
    assert (filing.state, filing.answer, filing.is_on_behalf) == ("ACCEPTED", "WAITING", True)
    assert [(one.level, one.verdict) for one in Review.objects.all()] == [("OFFICE", "ACCEPTED")]
    assert [one["code"] for one in filing.doubts] == ["year_to_date_falls"]
    assert MonthFigure.objects.get(period=SEPTEMBER).completed_yuan == wan("700")
    assert StepRecord.objects.get(project=project).actual_on == date(2023, 9, 18)


def test_what_was_submitted_is_not_written_over_nor_thrown_away(project):
    [filing] = send(report(project, month_yuan="1"))

    with pytest.raises(FilingUnderReview):
        write(report(project, month_yuan="2"))
    for act in (submit, discard):
        with pytest.raises(FilingNotDraft):
            act(by=ACTOR, at=AT, filing_ids=[filing.pk])
    filing.refresh_from_db()
    assert filing.month_yuan == wan("1")


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE progress_filing SET completed_yuan = 1 WHERE state <> 'DRAFT'",
        "UPDATE progress_filing SET state = 'DRAFT' WHERE state <> 'DRAFT'",
        "UPDATE progress_filing SET visible_progress = '假' WHERE state <> 'DRAFT'",
        "DELETE FROM progress_correction",
        "UPDATE progress_correction SET amount_yuan = 5",
    ],
)
def test_the_database_holds_what_was_submitted(project, tampering):
    about = CorrectionDraft(about_period="2023-08", amount_yuan=wan("3"), reason="补录")
    send(report(project, month_yuan="1", corrections=[about]))

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(tampering)


def test_a_draft_is_thrown_away_with_its_corrections(project):
    about = CorrectionDraft(about_period="2023-08", amount_yuan=wan("3"), reason="补录")
    [draft] = write(report(project, month_yuan="1", corrections=[about]))

    discard(by=ACTOR, at=AT, filing_ids=[draft.pk])

    assert not Filing.objects.filter(period=SEPTEMBER).exists()
    assert not Correction.objects.exists()
    assert MonthFigure.objects.get(period=SEPTEMBER).state == "NOT_REPORTED"


def test_two_months_are_filed_while_both_are_open(project):
    make_period(OCTOBER)
    [september] = send(report(project, month_yuan="100"))

    [october] = send(report(project, period=OCTOBER, month_yuan="50", visible_progress="砌筑"))

    assert (september.completed_yuan, october.base_yuan) == (wan("900"), wan("900"))
    assert october.completed_yuan == wan("950")


def test_an_unopened_or_closed_month_takes_nothing(project):
    for period, refusal in (("2023-08", PeriodClosed), (OCTOBER, PeriodNotOpened)):
        with pytest.raises(refusal):
            write(report(project, period=period, month_yuan="1"))

    assert Filing.objects.count() == 1


def test_nobody_files_what_they_may_not_see_or_without_the_right(project):
    stranger = make_user(role=Role.OWNER, unit=make_unit())
    leader = make_user(role=Role.CITY_LEADER)

    with pytest.raises(OutOfReach):
        write(report(project, month_yuan="1"), by=actor_of(stranger))
    with pytest.raises(NotAllowed):
        write(report(project, month_yuan="1"), by=actor_of(leader))
    with pytest.raises(NotAllowed):
        enter_for(by=actor_of(stranger), at=AT, reports=[report(project, month_yuan="1")])

    assert not Filing.objects.filter(period=SEPTEMBER).exists()


def test_a_form_begins_with_last_month_s_words_and_no_figures(project):
    begun = selectors.prefill(project, SEPTEMBER, AT.date())

    assert begun.report.visible_progress == "主体施工。"
    assert (begun.report.month_yuan, begun.filing) == (None, None)
    assert begun.before.base_yuan == wan("800")
    [draft] = write(report(project, month_yuan="7"))
    assert selectors.prefill(project, SEPTEMBER, AT.date()).report.month_yuan == wan("7")
    assert selectors.prefill(project, SEPTEMBER, AT.date()).filing == draft


def test_stored_figures_stay_what_the_rule_says_through_all_of_it(project):
    make_period(OCTOBER)
    for act in (
        lambda: write(report(project, month_yuan="10")),
        lambda: send(report(project, month_yuan="20")),
        lambda: enter_for(
            by=ACTOR, at=AT, reports=[report(project, period=OCTOBER, completed_yuan="830")]
        ),
    ):
        act()
        for period in (SEPTEMBER, OCTOBER):
            assert stored(period) == from_scratch(period)


def test_filing_many_costs_no_more_queries_than_filing_one():
    make_period(SEPTEMBER)

    def queries(projects):
        reports = [report(one, month_yuan="1") for one in projects]
        with CaptureQueriesContext(connection) as seen:
            enter_for(by=ACTOR, at=AT, reports=reports)
        return len(seen)

    assert queries([make_line().project]) == queries([make_line().project for _ in range(20)])
    assert Filing.objects.filter(month_yuan=Decimal(10_000)).count() == 21
