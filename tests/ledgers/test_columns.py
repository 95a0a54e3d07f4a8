"""The table of columns: every heading means one thing, and every column goes somewhere."""

from collections import defaultdict

import pytest

from ballast.delivery.ledgers import sheets
from ballast.delivery.ledgers.sheets.bodies import body_of
from ballast.delivery.ledgers.sheets.columns import spelt_out
from ballast.delivery.ledgers.sheets.fiveyears import five_years
from ballast.delivery.ledgers.sheets.words import code_of
from ballast.delivery.plans.services import Line
from ballast.delivery.progress.rules import Report
from ballast.platform.codelists.shipped import DATA
from ballast.platform.sheets.headings import across_key, heading_key
from ballast.projects.rules import Draft


@pytest.mark.parametrize("kind", ["plan", "filing"])
def test_no_heading_means_two_columns(kind):
    form = sheets.form(kind, 2023)
    meant, across = defaultdict(set), defaultdict(set)
    for column in (*form.columns, *form.nodes):
        for alias in column.aliases:
            meant[heading_key(alias)].add(column.key)
            if column.across:
                across[across_key(alias)].add(column.key)

    assert {alias: keys for alias, keys in meant.items() if len(keys) > 1} == {}
    assert {alias: keys for alias, keys in across.items() if len(keys) > 1} == {}


def test_no_heading_says_two_things_of_a_node():
    meant = defaultdict(set)
    for column in sheets.form("plan", 2023).aspects:
        for alias in column.aliases:
            meant[heading_key(alias)].add(column.key)

    assert {alias: keys for alias, keys in meant.items() if len(keys) > 1} == {}


def test_every_column_fills_what_there_is():
    fields = {"project": Draft, "plan": Line, "filing": Report}
    filled = [(one.family, one.field) for one in sheets.table().columns.values()]

    assert [
        (family, field)
        for family, field in filled
        if family in fields and field not in fields[family].__dataclass_fields__
    ] == []
    assert {family for family, _ in filled} == {"row", "project", "plan", "filing", "step", "kept"}


def test_every_node_is_put_to_a_step_of_the_lifecycle():
    lifecycle = max((DATA / "lifecycle").glob("*.toml")).read_text(encoding="utf-8")

    steps = [node.step for node in sheets.table().nodes.values() if node.step]

    assert [step for step in steps if f'code = "{step}"' not in lifecycle] == []


def test_braces_hold_choices_and_an_empty_one():
    assert spelt_out(["{项目,}总投资{额,}"]) == (
        *("项目总投资额", "项目总投资", "总投资额", "总投资"),
    )


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("市交投集团", "市交投集团"),
        ("市交投集团 张三", "市交投集团"),
        ("市交投集团\n张三 13800000000", "市交投集团"),
        ("市交投集团（张三）", "市交投集团"),
        ("市交投集团、临川建工公司", "市交投集团、临川建工公司"),
        ("市水利局、李四", "市水利局"),
        ("临川（新城）投资公司", "临川（新城）投资公司"),
        ("Linchuan Port Group", "Linchuan Port Group"),
    ],
)
def test_a_body_is_told_from_its_person(written, body):
    assert body_of(written) == body


@pytest.mark.parametrize(
    ("texts", "year", "plan"),
    [
        (["临川市“十四五”规划重点项目"], None, "2021-2025"),
        (["“十三五”完成投资", "“十四五”规划投资"], 2023, "2021-2025"),
        (["2026—2030年规划项目"], None, "2026-2030"),
        (["五年规划重点项目"], 2025, "2021-2025"),
        (["2022-2024年建设"], 2026, "2026-2030"),
        (["五年规划重点项目"], None, ""),
    ],
)
def test_a_five_year_plan_is_named_by_its_years(texts, year, plan):
    assert five_years(texts, year) == plan


@pytest.mark.parametrize(
    ("field", "word", "code"),
    [
        ("tier", "省重点项目", "PROVINCIAL"),
        ("tier", "市重点", "CITY"),
        ("build_type", "改扩建", "EXTENSION"),
        ("investor_kind", "政府投资", "GOVERNMENT"),
        ("is_in_statistics", "否", False),
        ("delivery_modes", "EPC、PPP", ("EPC", "PPP")),
        ("delivery_modes", "EPC、其他", None),
        ("tier", "重中之重", None),
    ],
)
def test_words_become_codes_or_are_left(field, word, code):
    assert code_of(field, word) == code
