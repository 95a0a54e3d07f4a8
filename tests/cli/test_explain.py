"""`ballast explain`: why it is red in one sentence, and in JSON every figure with its cell."""

import json

import pytest
from django.utils import translation

from ballast.dispatch.alerts.services import evaluate
from ballast.edges.cli import explain
from tests.alerts.factories import AT, BY, SEPTEMBER, file, make_project
from tests.alerts.test_explaining import imported  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def told(capsys, *arguments, language="zh-hans"):
    with translation.override(language):
        assert explain.run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def family(found, code):
    [one] = [one for one in found["families"] if one["family"] == code]
    return one


def test_json_tells_the_lamp_its_rule_its_figures_and_their_cells(capsys, imported):  # noqa: F811
    evaluate(by=BY, at=AT, period=SEPTEMBER)

    found = told(capsys, imported.number, "2023-Q3")

    why = "年度计划完成率6.7%，低于时序进度（75.0%）68.3个百分点，超过30个百分点的红灯线。"
    assert (found["number"], found["period"], found["stored"]) == (imported.number, SEPTEMBER, True)
    assert found["lamp"] == {"colour": "red", "family": "progress", "sentence": why, "running": 1}
    progress = family(found, "progress")
    assert (progress["row"], progress["rulebook"]) == ("far_behind", "default-1")
    assert progress["threshold"] == {"measure": "points", "how": "below", "value": -30}
    completed = progress["values"]["completed_yuan"]
    assert completed["value"] == 400000
    assert (completed["filed"]["by"], completed["filed"]["at"]) == (
        "重点办",
        "2023-10-11T09:30:00+08:00",
    )
    assert (completed["filed"]["workbook"], completed["filed"]["cell"]) == ("九月.xlsx", "进度!C3")
    assert completed["filed"]["filing"]["period"] == SEPTEMBER
    start = family(found, "start")
    assert start["values"]["planned"]["filed"]["cell"] == "表!E3"
    assert start["values"]["done"] == {"value": None, "filed": None}
    assert family(found, "filing")["values"]["is_filed"]["value"] is True
    assert found["duty"]["cut_off_on"] == "2023-09-25"


def test_json_tells_every_preset_and_where_it_differs(capsys):
    project = make_project(completed="68")
    evaluate(by=BY, at=AT, period=SEPTEMBER)

    others = {one["rulebook"]: one for one in told(capsys, project.number, SEPTEMBER)["others"]}

    assert {key: one["lamp"]["differs"] for key, one in others.items()} == {
        "default-1": False,
        "yinchuan-2025.1": False,
        "sanya-2022.1": True,
        "wuhan-1": False,
        "jinhua-1": False,
        "bozhou-1": False,
    }
    assert others["sanya-2022.1"]["families"]["progress"] == {
        "colour": "yellow",
        "row": "behind",
        "sentence": "年度计划完成率68.0%，为时序进度（75.0%）的90.7%，欠进度50%以内。",
        "differs": True,
    }


def test_words_begin_with_the_sentence_in_either_language(capsys):
    project = make_project("北路", completed="40")

    with translation.override("zh-hans"):
        assert explain.run([project.number, "2023年9月"]) == 0
    zh = capsys.readouterr().out.splitlines()
    with translation.override("en"):
        assert explain.run([project.number, SEPTEMBER]) == 0
    en = capsys.readouterr().out.splitlines()

    assert zh[0] == f"{project.number} 北路 · 2023年9月"
    assert zh[1].startswith("滞后 · 投资进度  年度计划完成率40.0%")
    assert zh[2] == "本期尚未评灯，以下按现有数据试算。"
    assert en[1].startswith("Behind · Investment progress  The year's completion rate of 40.0%")


def test_the_opening_of_a_year_is_found_by_its_second_month(capsys):
    project = make_project(period="2023-01~02")
    file(project, "5", period="2023-01~02")

    assert told(capsys, project.number, "2023-02")["period"] == "2023-01~02"


@pytest.mark.parametrize(
    ("number", "period", "words"),
    [
        ("B9999999", SEPTEMBER, "没有编号为B9999999的项目"),
        ("", "2022-09", "2022-09"),
        ("", "2023-10", "2023-10"),
    ],
)
def test_what_nobody_knows_is_refused_in_words(capsys, number, period, words):
    project = make_project(completed="40")

    assert explain.run([number or project.number, period]) == 2

    said = capsys.readouterr().out
    assert said.startswith("ballast")
    assert words in said


def test_what_is_no_period_is_refused_with_an_example(capsys):
    with pytest.raises(SystemExit) as ended:
        explain.run(["B0000001", "sometime"])

    assert ended.value.code == 2
    assert "2023-09" in capsys.readouterr().err
