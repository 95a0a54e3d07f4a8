"""The demo's ledgers: drawn as offices draw them, and read without a question."""

import random

import pytest

from ballast.delivery.ledgers import sheets
from ballast.edges.demo import slips
from ballast.edges.demo.books import Ledger, by_code, counted, layouts, lines_of, plan_books
from ballast.edges.demo.books.writing import FORMS
from ballast.edges.demo.days import PERIODS, SEPTEMBER
from ballast.edges.demo.generator import city
from ballast.edges.demo.generator.told import YEAR
from ballast.platform.sheets.reading import open_workbook, read

CITY = city(300, 7)
UNITS = {one.unit: [w for w in CITY.works if w.unit == one.unit] for one in CITY.works}
LAYOUTS = layouts({unit.code: len(works) for unit, works in UNITS.items()})
FIRST = {LAYOUTS[unit.code]: unit for unit in reversed(UNITS)}  # a unit of each layout
WAN = 10_000


def ledger(layout, period):
    unit = FIRST[layout]
    return Ledger(unit=unit, period=period, lines=lines_of(UNITS[unit], period))


def told(layout, ledger):
    """What the importer reads of a ledger: its faults, and its rows by the projects' names."""
    form = sheets.form("filing", YEAR)
    reading = read(open_workbook(layout(ledger)), form)
    assert [q.about for q in reading.questions] == []
    rows = sheets.rows(reading, "filing", ledger.period)
    faults = [*reading.faults, *(fault for row in rows for fault in row.faults)]
    return [fault.code for fault in faults], {row.name: row.filing for row in rows}


def test_seven_layouts_are_in_use_and_each_unit_keeps_its_own():
    assert len(FIRST) == 7
    drawn = list(LAYOUTS.values())
    assert sum(layout.__name__ == "building" for layout in drawn) == FORMS
    assert layouts({unit.code: len(works) for unit, works in UNITS.items()}) == LAYOUTS


@pytest.mark.parametrize("period", [PERIODS[0], PERIODS[1], SEPTEMBER], ids=str)
@pytest.mark.parametrize("layout", FIRST, ids=lambda layout: layout.__name__)
def test_a_ledger_is_read_as_it_was_meant(layout, period):
    sent = ledger(layout, period)

    faults, rows = told(layout, sent)

    assert faults == []
    for line in sent.filed:
        filing = rows[line.name]
        assert filing["completed_yuan"] == line.completed * WAN
        assert filing.get("month_yuan", line.in_month * WAN) == line.in_month * WAN
        assert filing["visible_progress"] == line.words


@pytest.mark.parametrize("layout", FIRST, ids=lambda layout: layout.__name__)
def test_every_slip_that_needs_no_register_is_told_at_once(layout):
    sent, dice = ledger(layout, SEPTEMBER), random.Random(1)

    assert told(layout, slips._worded(dice, sent))[0] != []
    if counted(layout):
        assert told(layout, slips._miscounted(dice, sent))[0] == ["count_differs"]
    if by_code(layout):
        assert told(layout, slips._without_tail(dice, sent))[0] == ["code_cut"]


def test_the_same_seed_makes_the_same_slips_and_the_same_bytes():
    unit, works = next(iter(UNITS.items()))
    wrong = slips.wrong_figures(CITY.works, SEPTEMBER, seed=7, is_last=True)
    made = [
        slips.sent(unit, works, LAYOUTS[unit.code], SEPTEMBER, seed=7, has_slip=True, wrong=wrong)
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert len({made[0].layout(one) for one in made[0].ledgers}) == len(made[0].ledgers)
    assert made[0].layout(made[0].ledgers[-1]) == made[1].layout(made[1].ledgers[-1])
    assert len(wrong) == round(300 * 23 / 978)


def test_a_wrong_figure_is_right_in_the_last_ledger_and_only_there():
    wrong = slips.wrong_figures(CITY.works, SEPTEMBER, seed=7, is_last=True)
    name = min(wrong)
    work = next(one for one in CITY.works if one.name == name)
    sent = slips.sent(
        work.unit,
        UNITS[work.unit],
        LAYOUTS[work.unit.code],
        SEPTEMBER,
        seed=7,
        has_slip=False,
        wrong=wrong,
    )
    figures = [
        next(line.completed for line in one.lines if line.name == name) for one in sent.ledgers
    ]
    filed = work.months[SEPTEMBER.last]
    assert figures == [filed.completed + filed.in_month, filed.completed]


def test_the_plan_comes_in_from_three_workbooks_drawn_in_three_ways():
    books = plan_books("示例市", CITY.works)
    known = {work.name: work for work in CITY.works}
    kinds = set()
    for _, content in books:
        reading = read(open_workbook(content), sheets.form("plan", YEAR))
        assert (list(reading.faults), [q.about for q in reading.questions]) == ([], [])
        kinds.add(reading.fingerprint)
        for row in sheets.rows(reading, "plan", YEAR):
            work = known.pop(row.name)
            assert row.plan["planned_yuan"] == work.planned * WAN
            assert row.project["total_investment_yuan"] == work.total * WAN
            assert row.sector == "/".join(work.path)
    assert (len(books), len(kinds), known) == (3, 3, {})
