"""`ballast templates`: every unit's sheet and the notice in one command."""

import pytest
from django.utils import translation

from ballast.edges.cli import templates as command
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_unit, make_user
from tests.progress.factories import make_line, make_period
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    units = [make_unit(code=code, name=name) for code, name in (("N", "北区"), ("S", "南区"))]
    for unit in units:
        make_line(make_project(unit=unit))
    make_period()
    return units


def said(capsys, *arguments):
    with translation.override("en"):
        status = command.run(list(arguments))
    return status, capsys.readouterr().out


def test_all_units_sheets_and_the_notice_are_made_at_once(capsys, units, tmp_path):
    status, words = said(capsys, "2023年9月", "--out", str(tmp_path / "new"))

    assert status == 0
    assert words.startswith("2 sheets with 2 projects, and the notice, in ")
    assert "关于报送2023年9月重点项目推进情况的通知" in words
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "2023年9月报送表_N_北区.xlsx",
        "2023年9月报送表_S_南区.xlsx",
        "关于报送2023年9月重点项目推进情况的通知.docx",
    ]


def test_one_unit_or_one_persons_are_made_alone(capsys, units, tmp_path):
    south = make_user(role=Role.DISTRICT, unit=units[1]).username

    assert said(capsys, "2023-09", "--out", str(tmp_path / "a"), "--unit", "N")[0] == 0
    assert said(capsys, "2023-09", "--out", str(tmp_path / "b"), "--by", south)[0] == 0
    assert [path.name for path in (tmp_path / "a").glob("*.xlsx")] == [
        "2023年9月报送表_N_北区.xlsx"
    ]
    assert [path.name for path in (tmp_path / "b").glob("*.xlsx")] == [
        "2023年9月报送表_S_南区.xlsx"
    ]


def test_a_refusal_makes_no_folder(capsys, units, tmp_path):
    status, words = said(capsys, "2023-10", "--out", str(tmp_path / "new"))

    assert status == 1
    assert words.startswith("ballast: ")
    assert not (tmp_path / "new").exists()
