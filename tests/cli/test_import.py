"""`ballast import`: what it prints, and how it ends."""

import json

import pytest
from django.utils import translation

from ballast.delivery.ledgers.models import Import
from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress.models import Filing
from ballast.edges.cli import importing
from ballast.platform.identity.models import Role
from ballast.projects.models import Project as Registered
from tests.identity.factories import make_unit, make_user
from tests.ledgers.workbooks import Plan, Project, month_workbook, plan_workbook
from tests.progress.factories import make_period

pytestmark = pytest.mark.django_db
ONE, TWO = Project("北路", total=1200, planned=600.5), Project("南路", planned="")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def bring(tmp_path, capsys):
    """Run the command on a workbook; its exit status, and what it printed."""

    def run(content, *options, name="计划.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        status = importing.run([str(path), *options])
        said = capsys.readouterr().out
        return status, json.loads(said) if "--json" in options else said

    return run


def plan(*projects):
    return plan_workbook(Plan(projects=projects or (ONE, TWO)))


def counts(told):
    return [told[name] for name in ("rows", "new", "changed", "unchanged", "missing")]


def test_a_trial_tells_every_project_in_yuan_and_writes_nothing(bring):
    status, told = bring(plan(), "--period", "2023", "--dry-run", "--json")

    assert (status, counts(told), told["faults"]) == (0, [2, 2, 0, 0, 0], [])
    assert told["projects"][0] == {
        "number": "",
        "project_code": "",
        "name": "北路",
        "owner": "城投集团",
        "sector": "",
        "total_investment": 12_000_000,
        "planned_investment": 6_005_000,
        "completed_month": None,
        "completed_ytd": None,
        "months": {},
        "planned_start": None,
        "planned_finish": None,
    }
    assert not Registered.objects.exists()
    assert not Import.objects.exists()


def test_what_is_brought_in_bears_its_number_and_the_same_bytes_change_nothing(bring):
    _, first = bring(plan(), "--period", "2023", "--json")
    status, again = bring(plan(), "--period", "2023", "--json")

    assert (status, counts(first), counts(again)) == (0, [2, 2, 0, 0, 0], [2, 0, 0, 2, 0])
    assert {one["number"] for one in first["projects"]} == set(
        Registered.objects.values_list("number", flat=True)
    )


def test_a_row_that_is_gone_since_last_time_is_missing(bring):
    bring(plan(), "--period", "2023")

    _, told = bring(plan(ONE), "--period", "2023", "--json")

    assert counts(told) == [1, 0, 0, 1, 1]


def test_faults_are_told_at_their_cells_and_nothing_is_written(bring):
    content = plan(ONE, Project("南路", total="约三千万"))

    status, told = bring(content, "--period", "2023", "--json")

    assert status == 1
    assert [(f["sheet"], f["cell"], f["field"], f["code"]) for f in told["faults"]] == [
        ("附件1", "D7", "total_investment", "amount_not_number")
    ]
    assert told["faults"][0]["message"]
    assert not Registered.objects.exists()
    _, said = bring(content, "--period", "2023")
    assert "附件1!D7" in said
    assert said.endswith("Nothing was written.\n")


def test_the_faulty_rows_may_be_left_out_and_that_is_said(bring):
    content = plan(ONE, Project("南路", total="约三千万"))

    status, said = bring(content, "--period", "2023", "--without-faulty")

    assert status == 0
    assert said.endswith("Brought in without 1 rows, which have faults.\n")
    assert list(PlanLine.objects.values_list("project__name", flat=True)) == ["北路"]


@pytest.mark.parametrize("options", [["--by", "nobody"], ["--unit", "X99"], ["--mapping", "none"]])
def test_who_or_what_nobody_knows_is_refused(bring, options):
    status, told = bring(plan(), "--period", "2023", "--json", *options)

    assert (status, counts(told), len(told["faults"])) == (2, [0, 0, 0, 0, 0], 1)
    assert not Registered.objects.exists()


def test_a_file_that_is_no_workbook_is_refused_in_words(bring):
    status, said = bring(b"\x00\x01\x02", "--period", "2023")

    assert status == 2
    assert said.startswith("ballast: ")


def test_the_office_files_a_month_and_accepts_it_at_once(bring):
    office = make_user(role=Role.PROJECT_OFFICE, username="office")
    bring(plan(), "--period", "2023", "--by", office.username)
    make_period("2023-09")
    month = month_workbook([(1, "北路", 50, "路基"), (2, "南路", 20, "桥墩")])

    status, told = bring(
        month, "--period", "2023-09", "--by", "office", "--accept", "--json", name="九月.xlsx"
    )

    assert (status, counts(told)) == (0, [2, 2, 0, 0, 0])
    assert told["projects"][0]["completed_ytd"] == 500_000
    assert set(Filing.objects.values_list("state", "is_on_behalf")) == {("ACCEPTED", True)}


def test_without_accept_the_office_s_month_waits_for_review(bring):
    make_user(role=Role.PROJECT_OFFICE, username="office")
    bring(plan(), "--period", "2023", "--by", "office")
    make_period("2023-09")

    bring(month_workbook([(1, "北路", 50, "路基")]), "--period", "2023-09", "--by", "office")

    assert set(Filing.objects.values_list("state", "is_on_behalf")) == {("SUBMITTED", False)}


def test_a_unit_may_not_accept_its_own_month(bring):
    owner = make_unit(name="北区")
    bring(plan(Project("北路", unit="北区")), "--period", "2023")
    make_user(role=Role.STATE_COMPANY, unit=owner, username="filer")
    make_period("2023-09")
    month = month_workbook([(1, "北路", 50, "路基")])

    status, _ = bring(month, "--period", "2023-09", "--by", "filer", "--accept")

    assert status == 2
    assert not Filing.objects.exists()


def test_a_row_of_another_unit_is_named_as_not_yours(bring):
    make_unit(code="N", name="北区")
    make_unit(code="S", name="南区")
    content = plan(Project("北路", unit="北区"), Project("南路", unit="南区"))

    status, told = bring(content, "--period", "2023", "--unit", "N", "--json")

    assert status == 1
    assert [(fault["code"], fault["cell"]) for fault in told["faults"]] == [("row_foreign", "B7")]
