"""A layout told in a file: other encodings, other money, a sheet on its side, nothing guessed."""

import csv
import io
import json

import pytest
from django.utils import translation

from ballast.edges.cli import importing
from ballast.projects.models import Project as Registered
from tests.ledgers.workbooks import Plan, Project, plan_workbook

pytestmark = pytest.mark.django_db

LONG = (
    *("Scheme ID Number", "Scheme Title", "Ministry", "Yearly Report Group", "Aims"),
    *("Confidence Rating \n(at a fixed point in time)", "Scheme - Start Date \n(Latest Approved)"),
    *("Scheme - End Date \n(Latest Approved)", "Financial Year Baseline (£m) (all sources)"),
    "TOTAL Whole Life Cost (£m) (all sources)",
)
SHORT = ("Title", "Ministry", "Aims", "Start", "End", "Year Baseline (£m)", "Life Cost (£m)", "ID")
LONG_MAPPING = """
currency = "GBP"
encoding = "{encoding}"
transposed = {transposed}

[columns]
"Scheme ID Number" = ""
"Scheme Title" = "name"
"Ministry" = "owner"
"Yearly Report Group" = "sector"
"Aims" = "content"
"Confidence Rating (at a fixed point in time)" = ""
"Scheme - Start Date (Latest Approved)" = "planned_start"
"Scheme - End Date (Latest Approved)" = "planned_finish"
"Financial Year Baseline (£m) (all sources)" = "planned"
"TOTAL Whole Life Cost (£m) (all sources)" = "total_investment"
"""
SHORT_MAPPING = """
currency = "GBP"

[columns]
"Title" = "name"
"Ministry" = "owner"
"Aims" = "content"
"Start" = "planned_start"
"End" = "planned_finish"
"Year Baseline (£m)" = "planned"
"Life Cost (£m)" = "total_investment"
"ID" = ""
"""


def lines(*rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def of(number, title, start, end, planned, total):
    return (number, title, "MOX", "Ways", f"“Aims” of {title}", "Amber", start, end, planned, total)


BRIDGE = of("A_1", "Tidal Bridge", "28/07/2014", "21/04/2024", "£654.46", "£2,013.02")
TUNNEL = of("A_2", "Long Tunnel", "2013-03-29", "2026-12-31", "7.9", "34")
EXEMPT = of("A_3", "Still Harbour", "22/12/2009", "Exempt under Section 26", "0", "Exempt")


@pytest.fixture
def bring(tmp_path, capsys):
    """Run the command on a file with a mapping; its exit status and what it told."""

    def run(content, mapping, *options):
        file, told = tmp_path / "schemes.csv", tmp_path / "mapping.toml"
        file.write_bytes(content)
        told.write_text(mapping)
        with translation.override("en"):
            status = importing.run(
                [str(file), "--period", "2023", "--mapping", str(told), "--json", *options]
            )
        return status, json.loads(capsys.readouterr().out)

    return run


def long(encoding, transposed="false"):
    return LONG_MAPPING.format(encoding=encoding, transposed=transposed)


def told_of(project):
    names = ("name", "owner", "sector", "planned_investment", "total_investment")
    return [project[name] for name in (*names, "planned_start", "planned_finish")]


def found(told, kind="faults"):
    return [(one["cell"], one["code"]) for one in told[kind]]


def test_words_of_western_windows_are_read_as_told_with_days_first(bring):
    content = lines(LONG, BRIDGE).encode("cp1252")

    status, told = bring(content, long("cp1252"), "--dry-run")

    assert (status, told["currency"], told["faults"], told["doubts"]) == (0, "GBP", [], [])
    assert told_of(told["projects"][0]) == [
        *("Tidal Bridge", "MOX", "Ways", 654_460_000, 2_013_020_000, "2014-07-28", "2024-04-21")
    ]


def test_a_sheet_on_its_side_names_its_cells_as_the_file_has_them(bring):
    content = lines(*zip(LONG, BRIDGE, TUNNEL, EXEMPT, strict=True)).encode("cp1252")
    content = content.replace("“Aims” of Long".encode("cp1252"), b"\x9dAims of Long")

    status, told = bring(content, long("cp1252", "true"), "--dry-run")

    assert (status, told["rows"], told["new"]) == (1, 3, 1)
    assert found(told) == [("C5", "byte_undecodable"), ("D10", "amount_not_number")]
    assert "line 5" in told["faults"][0]["message"]
    assert found(told, "doubts") == [("D8", "date_in_words")]


def test_utf_8_with_a_mark_before_it_is_read(bring):
    status, told = bring(lines(LONG, TUNNEL).encode("utf-8-sig"), long("utf-8"), "--dry-run")

    assert status == 0
    assert told_of(told["projects"][0])[3:] == [7_900_000, 34_000_000, "2013-03-29", "2026-12-31"]


def test_another_dialect_has_a_mapping_of_its_own(bring):
    row = ("Tidal Bridge", "MOX", "Aims", "21/05/2015", "Low: 31/03/2025, High: 31/05/2025")

    status, told = bring(
        lines(SHORT, (*row, "166.9", "558", "A_1")).encode(), SHORT_MAPPING, "--dry-run"
    )

    assert (status, found(told, "doubts")) == (0, [("E2", "date_in_words")])
    assert told_of(told["projects"][0])[3:] == [166_900_000, 558_000_000, "2015-05-21", None]


def test_what_the_mapping_leaves_unsaid_is_told_and_what_it_says_too_much(bring):
    mapping = SHORT_MAPPING.replace('"ID" = ""', '"Mood" = "owner"')
    row = ("Tidal Bridge", "MOX", "Aims", "21/05/2015", "31/05/2025", "166.9", "558", "A_1")

    _, told = bring(lines(SHORT, row).encode(), mapping, "--dry-run")

    assert found(told, "doubts") == [("A1", "told_unmet"), ("H1", "column_unread")]


def test_other_money_is_never_written_as_yuan(bring):
    status, told = bring(lines(LONG, TUNNEL).encode(), long("utf-8"))

    assert (status, told["faults"][0]["code"]) == (2, "import_currency")
    assert not Registered.objects.exists()


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ("currency = 'XXX'", "mapping_value_wrong"),
        ("encoding = 'latin-9'", "mapping_value_wrong"),
        ("transposed = 'yes'", "mapping_value_wrong"),
        ("[columns]\n'Title' = 'nmae'", "mapping_value_wrong"),
        ("[units]\n'' = '担'", "mapping_value_wrong"),
        ("[steps]\n'开工' = 'moon'", "mapping_value_wrong"),
        ("[sheets]\n'表一' = 'no'", "mapping_value_wrong"),
        ("[colums]\n'Title' = 'name'", "mapping_key_unknown"),
        ("columns = 'name'", "mapping_key_unknown"),
        ("[same]\n'北路' = ''", "same_row_unknown"),
    ],
)
def test_a_slip_in_a_mapping_is_named_and_not_passed_over(bring, mapping, code):
    status, told = bring(lines(SHORT, ("Bridge",)).encode(), f"{mapping}\n", "--dry-run")

    assert (status, [fault["code"] for fault in told["faults"]]) == (2, [code])


@pytest.fixture
def near(bring):
    """A register with 滨江路改造工程; a plan that calls it nearly so."""
    bring(plan_workbook(Plan(projects=(Project("滨江路改造工程", total=1200),))), "")
    number = Registered.objects.get().number
    return number, plan_workbook(Plan(projects=(Project("滨江路改造项目", total=1200),)))


def test_a_near_name_is_said_to_be_the_project_by_option(bring, near):
    number, workbook = near
    asked, _ = bring(workbook, "")

    status, told = bring(workbook, "", "--same", f"滨江路改造项目={number}")

    assert (asked, status, told["changed"]) == (1, 0, 1)
    assert Registered.objects.get().name == "滨江路改造项目"


def test_a_near_name_is_said_to_be_a_new_project_in_the_mapping(bring, near):
    status, told = bring(near[1], "[same]\n'滨江路改造项目' = ''\n")

    assert (status, told["new"], Registered.objects.count()) == (0, 1, 2)


def test_a_number_that_nobody_bears_is_the_same_as_nothing(bring, near):
    status, told = bring(near[1], "", "--same", "滨江路改造项目=LC-9")

    assert (status, [fault["code"] for fault in told["faults"]]) == (
        2,
        ["number_wrong"],
    )
    assert Registered.objects.count() == 1
