"""Random histories through the real services: no issue is lost, stuck, or doubly escalated.

``BALLAST_HISTORIES`` is how many are driven; in the ordinary suite few.
"""

import os
from itertools import product

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from ballast.dispatch.coordination.rules.issues import (
    EVERY_HAND,
    OPEN,
    Act,
    Standing,
    acts,
    state_after,
)
from tests.coordination.issues.factories import make_town
from tests.coordination.issues.histories import City

pytestmark = pytest.mark.django_db
FEW = 4


def test_no_history_loses_an_issue_or_its_journal():
    town = make_town()
    many = int(os.environ.get("BALLAST_HISTORIES", FEW))
    run_state_machine_as_test(
        lambda: City(town), settings=settings(max_examples=many, stateful_step_count=40)
    )


def test_no_open_issue_can_ever_be_stuck():
    flags = product((False, True), repeat=3)
    for (paused, offered, asked), level, desk, state in product(
        list(flags), (1, 2, 3), ("", "silent", "refused"), OPEN
    ):
        standing = Standing(state, level, 3, desk, paused, offered, asked)
        ways = acts(standing, EVERY_HAND) - {Act.WITHDRAW, Act.MERGE}
        assert any(state_after(act, state) is not state for act in ways), standing
