"""Whatever the office decides, the plan adds up, and every day has one line a project."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ballast.delivery.plans.rules import (
    AdjustmentKind,
    Item,
    PlanClass,
    Standing,
    item_faults,
    outcome,
)

FIRST = date(2023, 1, 1)
AMOUNTS = st.none() | st.integers(0, 9).map(Decimal)
CLASSES = st.none() | st.sampled_from(PlanClass)


@st.composite
def items(draw):
    """An item for one of three projects, sensible or not, from some day of the year."""
    item = Item(
        project_id=draw(st.integers(0, 2)),
        kind=draw(st.sampled_from(AdjustmentKind)),
        plan_class=draw(CLASSES),
        planned_yuan=draw(AMOUNTS),
    )
    return item, FIRST + timedelta(days=draw(st.integers(1, 364)))


class Book:
    """Lines as the tables hold them: for each project, from, until and what it is to do."""

    def __init__(self, originals):
        self.lines = {project: [[FIRST, None, standing]] for project, standing in originals.items()}
        self.moved = dict.fromkeys(AdjustmentKind, 0)
        self.change = Decimal(0)

    def adjust(self, item, day):
        lines = self.lines.setdefault(item.project_id, [])
        last = lines[-1] if lines else None
        before = last[2] if last and last[1] is None else None
        left_on = last[1] if last else None
        if item_faults(item, before, left_on, day):
            return
        after = outcome(item, before, day)
        if before:
            last[1] = day
        if after:
            lines.append([day, None, after])
        self.moved[item.kind] += 1
        self.change += amount(after) - amount(before)

    def at(self, day):
        return [
            standing
            for lines in self.lines.values()
            for since, until, standing in lines
            if since <= day and (until is None or day < until)
        ]


def amount(standing):
    return (standing.planned_yuan or Decimal(0)) if standing else Decimal(0)


# A busy machine may take long over one example; that says nothing about the plan.
@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(PlanClass), min_size=1, max_size=3),
    st.lists(items(), max_size=12),
    st.integers(0, 364),
)
def test_original_and_adjustments_make_the_current_plan(classes, adjustments, days):
    originals = {
        project: Standing(plan_class=plan_class, planned_yuan=Decimal(5), valid_from=FIRST)
        for project, plan_class in enumerate(classes)
    }
    book = Book(originals)
    for item, day in adjustments:
        book.adjust(item, day)

    last = book.at(date(2023, 12, 31))
    added, exited = book.moved[AdjustmentKind.ADDED], book.moved[AdjustmentKind.EXITED]
    assert len(last) == len(originals) + added - exited
    assert sum(map(amount, last)) == sum(map(amount, originals.values())) + book.change
    assert len(book.at(FIRST)) == len(originals)
    day = FIRST + timedelta(days=days)
    for lines in book.lines.values():
        held = [1 for since, until, _ in lines if since <= day and (until is None or day < until)]
        assert len(held) <= 1
        assert all(until is None or since < until for since, until, _ in lines)
        assert all(until is not None for _, until, _ in lines[:-1])
