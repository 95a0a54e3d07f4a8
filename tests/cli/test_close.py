"""`ballast close`: the office closes a month at a terminal, and is told in words why it may not."""

import pytest
from django.utils import translation

from ballast.delivery.progress.services import recount
from ballast.edges.cli import close as command
from ballast.platform.identity.rules import Role
from ballast.platform.periods.models import PeriodLock
from tests.identity.factories import make_user
from tests.progress.factories import make_filing, make_line, make_period

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def office():
    return make_user(role=Role.PROJECT_OFFICE).username


def said(capsys, *arguments):
    status = command.run(list(arguments))
    return status, capsys.readouterr().out


def state():
    return PeriodLock.objects.values_list("state", "revision").get(pk="2023-09")


def test_a_month_is_closed_and_reopened_by_name(capsys, office):
    make_line()
    make_period()

    begun = said(capsys, "2023-09", "--begin", "--by", office)
    status, words = said(capsys, "2023年9月", "--by", office)

    assert begun == (0, "2023-09: closing. Nothing new is filed; reviews may finish.\n")
    assert status == 0
    assert words.startswith("2023-09: closed as revision 1; 1 projects frozen, 0 filings left out.")
    assert said(capsys, "2023-09", "--reopen", "--reason", "补报", "--by", office) == (
        0,
        "2023-09: reopened as revision 2.\n",
    )
    assert state() == ("open", 2)


def test_what_still_waits_is_named_and_left_out_only_with_a_reason(capsys, office):
    project = make_line().project
    make_filing(project, "900", state="SUBMITTED")
    make_period(state="closing")

    status, words = said(capsys, "2023-09", "--by", office)

    assert (status, state()) == (1, ("closing", 1))
    assert f"{project.number} {project.name}" in words
    assert said(capsys, "2023-09", "--carry", "--by", office)[0] == 1
    assert said(capsys, "2023-09", "--carry", "--reason", "逾期", "--by", office)[0] == 0
    assert state() == ("closed", 1)


def test_who_is_unknown_or_not_of_the_office_is_told_so(capsys):
    make_period()
    other = make_user(role=Role.DISTRICT).username

    assert said(capsys, "2023-09", "--begin", "--by", "nobody") == (
        1,
        "ballast: nobody active signs in as nobody\n",
    )
    assert said(capsys, "2023-09", "--begin", "--by", other)[0] == 1
    assert state() == ("open", 1)


@pytest.mark.parametrize("arguments", [["2023-09"], ["no month", "--by", "x"], ["--by", "x"]])
def test_a_command_without_a_person_or_a_month_is_not_begun(arguments):
    with pytest.raises(SystemExit):
        command.run(arguments)


def test_red_warnings_are_counted_as_the_closing_begins_and_hold_it_up_by_name(capsys, office):
    project = make_line(planned="1200").project
    make_period()
    make_filing(project, "300")
    recount(periods=["2023-09"])

    begun = said(capsys, "2023-09", "--begin", "--by", office)
    status, words = said(capsys, "2023-09", "--by", office)

    assert begun[1].endswith("\n1 red warning is to be judged before it can be closed.\n")
    assert (status, state()) == (1, ("closing", 1))
    assert f"{project.number} {project.name}" in words
