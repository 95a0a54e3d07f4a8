"""The rules broken on purpose, one at a time: the driven histories notice each of them.

What was found by driving histories is worth as much as what they would have found.
"""

import pytest
from django.db import IntegrityError
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from ballast.dispatch.coordination.models import IssueStep
from ballast.dispatch.coordination.rules.issues import Act, Torn
from ballast.dispatch.coordination.selectors.limits import Clocks
from ballast.dispatch.coordination.services.issues import (
    climbing,
    effects,
    holding,
    moving,
)
from ballast.kernel.errors import Refused
from tests.coordination.issues.factories import make_town
from tests.coordination.issues.histories import City
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
UP_TO = 10  # histories
MUTANTS = {}


def mutant(breaks):
    MUTANTS[breaks.__name__] = breaks
    return breaks


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    with shared(django_db_blocker, make_town) as made:
        yield made


@mutant
def climbs_two_levels_at_once(patch):
    escalated = effects._EFFECTS[Act.ESCALATE]

    def twice(held, row):
        escalated(held, row)
        row.level = min(row.level + 1, 3)

    patch.setitem(effects._EFFECTS, Act.ESCALATE, twice)


@mutant
def climbs_again_with_the_old_limit(patch):
    patch.setattr(effects, "begin_level", lambda held, row: None)


@mutant
def goes_to_headquarters_unsigned(patch):
    def ask(held, **said):
        for row in held.rows:
            row.level = 2
        return climbing.climb(held, **said)

    patch.setattr(climbing, "ask", ask)


@mutant
def forgets_a_line_of_the_journal(patch):
    change_of = holding.change_of

    def forgets(held, row, act):
        change = change_of(held, row, act)
        return change if act is not Act.ACCEPT else type(change)(change.table, 0, change.fields)

    patch.setattr(holding, "change_of", forgets)


@mutant
def tells_the_journal_less_than_was_changed(patch):
    patch.setattr(holding, "TOLD", tuple(one for one in holding.TOLD if one != "due_on"))


@mutant
def journals_a_step_twice(patch):
    add_steps = holding.add_steps

    def twice(*args):
        add_steps(*args)
        IssueStep.objects.bulk_create(
            IssueStep(**{name: getattr(one, name) for name in _STEP})
            for one in IssueStep.objects.order_by("-pk")[:1]
        )

    patch.setattr(holding, "add_steps", twice)


_STEP = ("issue_id", "act", "by", "at", "on", "words", "state", "level", "due_on", "lead_id")


@mutant
def counts_the_days_of_a_pause(patch):
    due_on = Clocks.due_on
    patch.setattr(Clocks, "due_on", lambda self, issue, rests=None: due_on(self, issue, ()))


@mutant
def counts_the_days_the_raiser_took(patch):
    patch.setattr(effects, "_wait_was_rest", lambda held, row: None)


@mutant
def takes_a_solution_without_proof(patch):
    patch.setattr(moving.files, "of_many", lambda owner, keys: {key: ["any"] for key in keys})


@mutant
def takes_an_old_page_for_a_new_one(patch):
    patch.setattr(holding, "_has_moved", lambda act, row, move, known: not holding.fits(act, known))


@mutant
def a_merged_one_stays_open(patch):
    after = effects.state_after
    stays = lambda act, state: state if act is Act.MERGE else after(act, state)  # noqa: E731
    patch.setattr(effects, "state_after", stays)


@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_rule_is_noticed(name, town, monkeypatch):
    MUTANTS[name](monkeypatch)
    driven = settings(
        max_examples=UP_TO,
        stateful_step_count=40,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
    )
    with pytest.raises((AssertionError, Refused, Torn, IntegrityError)):
        run_state_machine_as_test(lambda: City(town), settings=driven)
