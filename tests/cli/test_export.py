"""`ballast export`: a table for the superior, looked at or recorded."""

import pytest
from django.utils import translation
from openpyxl import load_workbook

from ballast.edges.cli import export as command
from ballast.oversight.reporting.models import SentUp
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_user
from tests.progress.factories import make_filing, make_line, make_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    make_filing(make_line().project, "900")
    make_period()
    return make_user(role=Role.PROJECT_OFFICE).username


def said(capsys, *arguments):
    with translation.override("en"):
        status = command.run(list(arguments))
    return status, capsys.readouterr().out


def test_a_table_is_looked_at_without_a_record(capsys, office, tmp_path):
    status, words = said(capsys, "monthly", "2023-09", "--out", str(tmp_path), "--by", office)

    [made] = tmp_path.iterdir()
    assert (status, SentUp.objects.count()) == (0, 0)
    assert "1 projects; nothing is recorded" in words
    assert load_workbook(made).active["A1"].value == "2023年9月重点项目月报表"


def test_a_table_that_goes_up_is_recorded(capsys, office, tmp_path):
    status, words = said(
        capsys, "five-year", "2023-09", "--out", str(tmp_path), "--to", "省重点办", "--by", office
    )

    assert status == 0
    assert "recorded as sent to 省重点办" in words
    assert SentUp.objects.values_list("layout", "sent_to").get() == ("FIVE_YEAR", "省重点办")


def test_a_month_never_opened_is_refused_in_words(capsys, office, tmp_path):
    status, words = said(capsys, "monthly", "2023-10", "--out", str(tmp_path), "--by", office)

    assert status == 1
    assert words.startswith("ballast: ")
    assert not list(tmp_path.iterdir())
