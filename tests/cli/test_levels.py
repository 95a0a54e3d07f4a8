"""`ballast levels`: the office sets levels and clocks from a day on, and reads those in force."""

from datetime import date

import pytest
from django.utils import translation

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.models import IssueLadder
from ballast.edges.cli import levels as command
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_user

pytestmark = pytest.mark.django_db
LATER = date(2199, 1, 1)
FOUR = [
    "Working days to accept: 2",
    "Level 1: district and responsible unit: 3 working days",
    "Level 2: lead department of the city: 4 working days",
    "Level 3: lead department of the city: 5 working days",
    "Level 4: headquarters: 10 working days",
]


def said(capsys, *arguments):
    with translation.override("en"):
        status = command.run(list(arguments))
    return status, capsys.readouterr().out.splitlines()


def test_levels_of_ones_own_hold_from_their_day_on_and_the_standard_ones_before(capsys):
    office = make_user(role=Role.PROJECT_OFFICE).username
    setting = ("3,4,5,10", "--from", f"{LATER}", "--reason", "会议纪要", "--by", office)

    assert said(capsys, *setting) == (0, FOUR)
    assert said(capsys, "--from", f"{LATER}") == (0, FOUR)
    assert said(capsys)[1][1:] == [
        "Level 1: district and responsible unit: 5 working days",
        "Level 2: lead department of the city: 5 working days",
        "Level 3: headquarters: 10 working days",
    ]


def test_who_is_not_the_office_sets_none(capsys):
    district = make_user(role=Role.DISTRICT).username
    status, _ = said(capsys, "13710", "--from", f"{LATER}", "--reason", "试", "--by", district)

    assert (status, IssueLadder.objects.count()) == (1, 0)
    assert selectors.ladder(LATER).preset == "standard"
