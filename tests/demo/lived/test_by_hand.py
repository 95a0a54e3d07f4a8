"""Figures told by Ballast are those that a clerk adds up from the very ledgers."""

import json
import re
from fractions import Fraction
from io import BytesIO

import docx
import pytest

from ballast.edges.cli import kpi
from ballast.kernel.money import percent

from .by_hand import projects

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

TIME = Fraction(9, 12)


@pytest.fixture(scope="module")
def told(first_run):
    return projects(first_run.home / "demo" / "ledgers", "2023-09")


def figures(capsys, *arguments):
    """What `ballast kpi` says of September, by group."""
    capsys.readouterr()
    assert kpi.run(["2023-09", "--json", *arguments]) == 0
    groups = json.loads(capsys.readouterr().out)["groups"]
    return {group["key"]: group["values"] for group in groups}


def rate(projects_):
    planned = sum(one.planned for one in projects_)
    return sum(one.done or 0 for one in projects_) / planned


def test_completion_lead_and_counts_agree(told, capsys):
    (whole,) = figures(capsys).values()
    done = sum(one.done or 0 for one in told.values())
    planned = sum(one.planned for one in told.values())

    assert whole["project_count"] == len(told) == 300
    assert whole["planned_investment"] == planned * 10_000
    assert whole["completed_investment"] == done * 10_000
    assert whole["completion_rate"] == pytest.approx(float(done / planned * 100), rel=1e-12)
    assert whole["lead_points"] == pytest.approx(float((done / planned - TIME) * 100), rel=1e-9)


def test_units_rank_alike(told, capsys):
    units = {
        one.unit: [each for each in told.values() if each.unit == one.unit] for one in told.values()
    }
    by_hand = {unit: rate(own) for unit, own in units.items()}
    by_kpi = {
        unit: one["completion_rate"] for unit, one in figures(capsys, "--group", "unit").items()
    }

    assert sorted(by_kpi) == sorted(by_hand)
    assert sorted(by_kpi, key=by_kpi.get) == sorted(by_hand, key=by_hand.get)


def test_the_bulletin_says_the_same(told, first_run):
    (path,) = (first_run.home / "out" / "2023-09").glob("关于*通报*.docx")
    text = "\n".join(one.text for one in docx.Document(BytesIO(path.read_bytes())).paragraphs)
    done = sum(one.done or 0 for one in told.values())
    planned = sum(one.planned for one in told.values())
    lead = done / planned - TIME

    assert f"全市300个重点项目完成投资{float(done) / 10_000:.1f}亿元" in text
    assert f"{float(planned) / 10_000:.1f}亿元" in text
    assert f"{percent(done / planned)}%" in text
    assert f"{abs(float(lead * 100)):.1f}个百分点" in text
    silent = sum(not one.is_reported for one in told.values())
    assert re.search(rf"未按期报送{silent}个", text)
