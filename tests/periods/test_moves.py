"""A period moves only as the calendar of the office allows, and each move is told once."""

import pytest
from django.db import IntegrityError, transaction

from ballast.kernel.periods import Period
from ballast.platform.audit.models import Entry
from ballast.platform.periods import selectors, services
from ballast.platform.periods.models import PeriodLock, PeriodMove
from ballast.platform.periods.rules import State
from ballast.platform.periods.services import (
    OpenedBehind,
    PeriodCannotMove,
    PeriodClosed,
    PeriodNotOpened,
)
from tests.identity.factories import ACTOR, NOW

from .factories import SEPTEMBER, make_period, reopen

pytestmark = pytest.mark.django_db


def told():
    return list(Entry.objects.order_by("id").values_list("code", "payload__revision", "cause"))


def standing(code="2023-09"):
    return PeriodLock.objects.values_list("state", "revision").get(code=code)


def test_a_period_opens_closes_and_comes_back_as_its_next_revision():
    make_period(SEPTEMBER, State.CLOSED)
    assert standing() == ("closed", 1)

    reopen(reason="澄湾区漏报两项")

    assert standing() == ("open", 2)
    assert told() == [
        ("periods.opened", 1, ""),
        ("periods.closing", 1, ""),
        ("periods.closed", 1, ""),
        ("periods.reopened", 2, "澄湾区漏报两项"),
    ]
    moves = PeriodMove.objects.order_by("id").values_list("state", "revision", "entry_id")
    entries = Entry.objects.order_by("id").values_list("id", flat=True)
    assert list(moves) == [
        (state, revision, entry)
        for (state, revision), entry in zip(
            [("open", 1), ("closing", 1), ("closed", 1), ("open", 2)], entries, strict=True
        )
    ]


def test_closing_may_be_called_off_and_says_so():
    make_period(SEPTEMBER, State.CLOSING)

    services.move(by=ACTOR, at=NOW, period=SEPTEMBER, to=State.OPEN)

    assert standing() == ("open", 1)
    assert told()[-1] == ("periods.called_off", 1, "")


@pytest.mark.parametrize(
    ("state", "to"),
    [
        (None, State.CLOSING),
        (None, State.CLOSED),
        (State.OPEN, State.OPEN),
        (State.OPEN, State.CLOSED),
        (State.CLOSING, State.CLOSING),
        (State.CLOSED, State.CLOSING),
        (State.CLOSED, State.CLOSED),
        (State.CLOSED, State.OPEN),  # no reason is given
    ],
)
def test_a_move_that_cannot_be_is_refused_and_leaves_no_trace(state, to):
    if state:
        make_period(SEPTEMBER, state)
    before = told()

    with pytest.raises(PeriodCannotMove), transaction.atomic():
        services.move(by=ACTOR, at=NOW, period=SEPTEMBER, to=to, reason="　 ")

    assert told() == before
    assert (standing() if state else None) == ((state.value, 1) if state else None)


def test_what_the_caller_adds_to_the_entry_cannot_belie_the_move():
    make_period(SEPTEMBER, State.CLOSING)

    services.move(
        by=ACTOR,
        at=NOW,
        period=SEPTEMBER,
        to=State.CLOSED,
        extra={"digest": "0" * 64, "rows": 3, "revision": 7, "subject": "2024-01"},
    )

    entry = Entry.objects.latest("id")
    assert entry.payload == {
        "subject": "2023-09",
        "revision": 1,
        "digest": "0" * 64,
        "rows": 3,
    }
    event = services.PeriodFrozen.from_payload(entry.payload)
    assert (event.subject, event.revision, event.rows) == ("2023-09", 1, 3)


def test_two_periods_never_cover_one_day():
    make_period(Period.opening(2024))

    with pytest.raises(IntegrityError, match="period_covers_its_days_alone"), transaction.atomic():
        make_period(Period.month(2024, 2))

    assert [period.code for period in selectors.periods()] == ["2024-01~02"]


@pytest.mark.parametrize(
    ("state", "until", "holds"),
    [
        (State.OPEN, State.OPEN, True),
        (State.OPEN, State.CLOSING, True),
        (State.CLOSING, State.OPEN, False),
        (State.CLOSING, State.CLOSING, True),
        (State.CLOSED, State.OPEN, False),
        (State.CLOSED, State.CLOSING, False),
    ],
)
def test_a_period_is_held_only_for_what_may_still_be_written(state, until, holds):
    make_period(SEPTEMBER, state)

    if holds:
        assert services.hold(["2023-09"], until=until) == {"2023-09": services.Held(state, 1)}
    else:
        with pytest.raises(PeriodClosed) as refusal:
            services.hold(["2023-09"], until=until)
        assert refusal.value.params == {"period": "2023-09", "state": state.value}


def test_a_period_never_opened_cannot_be_held():
    make_period(SEPTEMBER)

    with pytest.raises(PeriodNotOpened) as refusal:
        services.hold(["2023-09", "2023-10"])

    assert refusal.value.params == {"period": "2023-10"}


def test_no_month_is_opened_behind_a_closed_one_whose_ground_it_would_be():
    make_period(SEPTEMBER, State.CLOSED)
    before = told()

    with pytest.raises(OpenedBehind) as refused:
        make_period(Period.month(2023, 8))

    assert refused.value.params == {"period": "2023-08", "later": "2023-09"}
    assert told() == before
    make_period(Period.month(2023, 10))
    reopen()
    make_period(Period.month(2023, 8))
    assert standing("2023-08") == ("open", 1)
