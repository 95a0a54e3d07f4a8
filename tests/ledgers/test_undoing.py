"""An import that was a mistake is taken back whole, or refused with the names of what rests on it."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from ballast.delivery.ledgers import services
from ballast.delivery.ledgers.models import Import
from ballast.delivery.ledgers.services import ImportDecided, UndoRefused, Workbook
from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress import services as progress
from ballast.delivery.progress.models import Filing, MonthFigure
from ballast.kernel.periods import Period
from ballast.platform.audit.models import Entry
from ballast.platform.audit.services import Actor
from ballast.projects import services as register
from ballast.projects.models import Project as Registered
from ballast.projects.models import ProjectName, Responsibility
from ballast.projects.services import Edit

from .workbooks import Plan, Project, month_workbook, plan_workbook

AT = datetime(2023, 10, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
LATER = AT + timedelta(hours=1)
BY = Actor("system", None, "重点办")
NORTH, SOUTH = Project("北路", planned=600), Project("南路", planned=300)

pytestmark = pytest.mark.django_db


def bring_plan(*projects, filename="计划.xlsx", at=AT):
    content = plan_workbook(Plan(projects=projects))
    workbook = Workbook(content=content, filename=filename, kind="plan", subject="2023")
    return services.bring_in(by=BY, at=at, workbook=workbook).imported


def file_month(*rows):
    if not MonthFigure.objects.exists():
        progress.open_periods(by=BY, at=AT, periods=[Period.month(2023, 9)])
    workbook = Workbook(content=month_workbook(rows), filename="九月.xlsx", kind="filing")
    return services.bring_in(by=BY, at=AT, workbook=workbook, accept=True).imported


def undo(imported):
    return services.undo(by=BY, at=LATER, import_id=imported.pk)


def faults_of(imported):
    with pytest.raises(UndoRefused) as refused:
        undo(imported)
    return [(fault.code, fault.params["name"]) for fault in refused.value.faults]


def state_of_everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Registered, ProjectName, Responsibility, PlanLine, MonthFigure)
    ]


def test_a_first_plan_taken_back_leaves_no_project_and_its_numbers_are_never_given_again():
    imported = bring_plan(NORTH, SOUTH)
    numbers = set(Registered.objects.values_list("number", flat=True))

    undone = undo(imported)

    assert (undone.state, undone.undone_by) == ("UNDONE", "重点办")
    assert not Registered.objects.exists()
    assert not PlanLine.objects.exists()
    bring_plan(NORTH, SOUTH)
    assert numbers.isdisjoint(Registered.objects.values_list("number", flat=True))


def test_what_a_second_plan_changed_is_as_it_was_with_its_cells():
    bring_plan(NORTH, SOUTH)
    before = state_of_everything()
    second = bring_plan(
        Project("北路", planned=700, total=2000, owner="北江集团", content="六车道"),
        Project("东路"),
        filename="计划2.xlsx",
        at=AT + timedelta(minutes=5),
    )
    assert state_of_everything() != before

    undo(second)

    assert state_of_everything() == before


def test_taking_back_is_one_entry_and_happens_once():
    imported = bring_plan(NORTH)
    entries = Entry.objects.count()

    undo(imported)

    entry = Entry.objects.latest("pk")
    assert Entry.objects.count() == entries + 1
    assert (entry.code, entry.payload["undone"]) == ("ledgers.import_undone", imported.entry)
    with pytest.raises(ImportDecided):
        undo(imported)


def test_a_project_corrected_since_is_named_and_nothing_is_taken_back():
    imported = bring_plan(NORTH, SOUTH)
    north = Registered.objects.get(name="北路")
    register.edit(by=BY, at=LATER, edits=[Edit(project_id=north.pk, said={"address": "江边"})])
    before = state_of_everything()

    assert faults_of(imported) == [("touched_later", "北路")]
    assert state_of_everything() == before
    assert Import.objects.get(pk=imported.pk).state == "COMMITTED"


def test_a_project_filed_for_since_is_named():
    plan = bring_plan(NORTH, SOUTH)
    file_month((1, "南路", 5, "路基"))

    assert faults_of(plan) == [("referred_to", "南路")]


def test_a_later_import_that_says_something_new_keeps_the_earlier_one():
    first = bring_plan(NORTH, SOUTH)
    second = bring_plan(NORTH, Project("南路", planned=400), filename="计划2.xlsx")

    assert faults_of(first) == [("touched_later", "南路")]
    undo(second)
    undo(first)
    assert not Registered.objects.exists()


def test_filings_taken_back_count_no_more_and_the_same_bytes_file_them_again():
    bring_plan(NORTH)
    imported = file_month((1, "北路", 5, "路基"))
    assert MonthFigure.objects.get().completed_yuan == Decimal(50_000)

    undo(imported)

    assert list(Filing.objects.values_list("attempt", "state")) == [(1, "TAKEN_BACK")]
    figure = MonthFigure.objects.get()
    assert (figure.completed_yuan, figure.state) == (None, "NOT_REPORTED")
    again = file_month((1, "北路", 5, "路基"))
    assert again.counts["new"] == 1
    assert MonthFigure.objects.get().completed_yuan == Decimal(50_000)


def test_an_earlier_filing_counts_again_when_the_later_one_is_taken_back():
    bring_plan(NORTH)
    file_month((1, "北路", 5, "路基"))
    second = file_month((1, "北路", 7, "路基"))

    undo(second)

    assert MonthFigure.objects.get().completed_yuan == Decimal(50_000)


def test_a_filing_that_its_unit_answered_stays():
    bring_plan(NORTH)
    imported = file_month((1, "北路", 5, "路基"))
    Filing.objects.update(answer="CONFIRMED")

    assert faults_of(imported) == [("filing_reviewed", "北路")]
    assert MonthFigure.objects.get().completed_yuan == Decimal(50_000)


def test_a_draft_that_the_workbook_wrote_over_is_the_units_again():
    bring_plan(NORTH)
    progress.open_periods(by=BY, at=AT, periods=[Period.month(2023, 9)])
    road = Registered.objects.get()
    days = {"real_start": {"actual_on": "2023-09-18"}}
    filer = Actor("system", None, "北区填报员")
    draft = progress.Report(
        project_id=road.pk,
        period="2023-09",
        completed_yuan=Decimal(30_000),
        month_yuan=Decimal(30_000),
        visible_progress="清表",
        node_dates=days,
    )
    progress.save(by=filer, at=AT, reports=[draft])

    undo(file_month((1, "北路", 5, "路基")))

    said = Filing.objects.order_by("attempt").values_list(
        "attempt", "state", "completed_yuan", "visible_progress", "node_dates"
    )
    assert list(said)[1:] == [(2, "DRAFT", Decimal(30_000), "清表", days)]
    assert not MonthFigure.objects.exclude(completed_yuan=None).exists()
