"""What an event says survives the journal: a reaction gets exactly what the use case recorded."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kernel.events import Event, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything(Event):
    code: ClassVar[str] = "everything"
    text: str
    number: int
    truth: bool
    amount: Decimal
    day: date
    moment: datetime
    later: date | None
    numbers: tuple[int, ...]
    shares: tuple[tuple[str, Decimal | None], ...]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
amounts = st.decimals(allow_nan=False, allow_infinity=False, places=2)
# Offsets, since an hour that a zone skips or repeats in its year equals nothing in another zone.
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
events = st.builds(
    Everything,
    subject=texts,
    text=texts,
    number=st.integers(),
    truth=st.booleans(),
    amount=amounts,
    day=st.dates(),
    moment=st.datetimes(timezones=offsets),
    later=st.none() | st.dates(),
    numbers=st.lists(st.integers()).map(tuple),
    shares=st.lists(st.tuples(texts, st.none() | amounts)).map(tuple),
)


@given(events)
def test_an_event_comes_back_from_the_journal_equal(event):
    stored = json.dumps(event.to_payload())

    assert Everything.from_payload(json.loads(stored)) == event


@pytest.mark.parametrize("value", [1.5, {"a": 1}, object()])
def test_what_cannot_be_kept_without_loss_is_refused(value):
    with pytest.raises(TypeError, match="the journal holds no"):
        plain((1, value))
