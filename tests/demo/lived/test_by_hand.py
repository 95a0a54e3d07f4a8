"""Figures told by Ballast are those that a clerk adds up from the very ledgers."""

import json
from fractions import Fraction
from io import BytesIO

import docx
import pytest

from ballast.edges.cli import kpi

from .by_hand import Told, projects

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


def test_provincial_projects_agree(told, capsys):
    by_tier = figures(capsys, "--group", "tier")
    for tier, code in (("省重点", "PROVINCIAL"), ("市重点", "CITY")):
        own = [one for one in told.values() if one.tier == tier]
        assert by_tier[code]["project_count"] == len(own) > 0
        assert by_tier[code]["completion_rate"] == pytest.approx(float(rate(own) * 100), rel=1e-12)


@pytest.fixture(scope="module")
def bulletin(first_run):
    (path,) = (first_run.home / "out" / "2023-09").glob("关于*通报*.docx")
    return docx.Document(BytesIO(path.read_bytes()))


def test_the_bulletin_says_the_same(told, bulletin):
    text = "\n".join(one.text for one in bulletin.paragraphs)
    done = sum(one.done or 0 for one in told.values())
    planned = sum(one.planned for one in told.values())
    silent = sum(not one.is_reported for one in told.values())
    provincial = [one for one in told.values() if one.tier == "省重点"]

    assert f"全市300个重点项目完成投资{yi(done)}亿元" in text
    assert (
        f"占年度计划投资（{yi(planned)}亿元，7月调整后口径）的{tenth(done / planned * 100)}%"
        in text
    )
    assert f"高于时序进度（75.0%）{tenth((done / planned - TIME) * 100)}个百分点" in text
    assert f"其中，{len(provincial)}个省重点项目" in text
    assert f"占年度计划的{tenth(rate(provincial) * 100)}%" in text
    assert f"未按期报送{silent}个" in text


def test_the_month_is_what_two_months_ledgers_differ_by(told, first_run, bulletin):
    august = projects(first_run.home / "demo" / "ledgers", "2023-08")
    differ = sum((one.done or 0) - (august[name].done or 0) for name, one in told.items())

    assert any(f"9月当月完成投资{yi(differ)}亿元" in one.text for one in bulletin.paragraphs)


def test_the_bulletins_table_ranks_the_units_as_the_ledgers_do(told, bulletin):
    units: dict[str, list[Told]] = {}
    for one in told.values():
        units.setdefault(one.unit, []).append(one)
    ranked = sorted(units.values(), key=lambda own: (-rate(own), -sum(one.planned for one in own)))
    by_hand = [
        (
            str(len(own)),
            yi(sum(one.planned for one in own)),
            yi(sum(one.done or 0 for one in own)),
            tenth(rate(own) * 100),
        )
        for own in ranked
    ]
    shown = [[cell.text for cell in row.cells] for row in bulletin.tables[0].rows]
    series, places = [], []
    for place, _unit, *amounts in shown:
        if place.isdigit():
            series.append(tuple(amounts[:4]))
            places.append(int(place))
    first = places.index(1, 1)  # where departments and companies begin

    assert sorted(series) == sorted(by_hand)
    for part in (series[:first], series[first:]):
        assert part == [row for row in by_hand if row in part]
    assert places == [*range(1, first + 1), *range(1, len(places) - first + 1)]


def yi(wan):
    """亿元 with one place, half rounded up."""
    return tenth(Fraction(wan) / 10_000)


def tenth(value):
    tenths = int(value * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"
