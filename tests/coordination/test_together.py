"""Two people at one sweep: an answer is either before the closing or refused, never lost."""

import pytest

from ballast.dispatch.coordination import services
from ballast.dispatch.coordination.models import Sweep
from ballast.dispatch.coordination.services import Given, SweepClosed
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import actor_of
from tests.coordination.factories import make_office, make_sweep
from tests.identity.factories import NOW, make_unit, make_user
from tests.support.connections import Beside, under_way, waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)
WHOLE = {"q1": "是", "q2": "停工"}


@pytest.fixture
def stage():
    north, office = make_unit(code="NORTH"), make_office(make_unit(code="OFFICE"))
    clerk = make_user(role=Role.DISTRICT, unit=north)
    sweep = make_sweep(by=office, units=[north])
    given = Given(duty_id=sweep.duties.get().pk, said=WHOLE)

    def close():
        services.close_sweeps(by=actor_of(office), at=NOW, ids=[sweep.pk])

    def answer():
        services.hand_in(by=actor_of(clerk), at=NOW, sweep_id=sweep.pk, given=[given])

    return sweep, close, answer


def test_an_answer_that_comes_while_it_is_being_closed_is_refused(stage):
    sweep, close, answer = stage

    with under_way(close):
        beside = Beside(answer)
        assert waits_for_a_lock()
    with pytest.raises(SweepClosed):
        beside.result()
    assert sweep.duties.get().values == {}


def test_a_closing_waits_for_the_answer_that_is_being_written(stage):
    sweep, close, answer = stage

    with under_way(answer):
        beside = Beside(close)
        assert waits_for_a_lock()
    beside.result()
    assert sweep.duties.get().values == {"q1": "yes", "q2": "停工"}
    assert Sweep.objects.get().state == "closed"
