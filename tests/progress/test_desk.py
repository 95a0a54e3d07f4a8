"""A reviewer sees what waits for them, what changed, and whom everything else waits for."""

from decimal import Decimal

import pytest

from ballast.delivery.progress.models import Filing, MonthFigure
from ballast.delivery.progress.rules import Level
from ballast.delivery.progress.selectors import desk, waiting
from ballast.delivery.progress.selectors.desk import Choice, Pile
from ballast.delivery.progress.selectors.reviewers import seat_taken
from ballast.delivery.progress.services import accept, send_back
from tests.progress.city import AT, make_city, make_submitted
from tests.progress.factories import SEPTEMBER, make_filing, make_period, wan

pytestmark = pytest.mark.django_db
ON = AT.date()


@pytest.fixture
def city():
    return make_city()


def reached(user):
    return desk.within_reach(user, ON, SEPTEMBER, seat_taken(user, ON))


def lie(user, pile):
    found = desk.chosen(reached(user), Choice(pile))
    return sorted(found.values_list("project__number", flat=True))


def numbers(*filings):
    return sorted(filing.project.number for filing in filings)


def test_each_desk_holds_what_is_its_own_turn(city):
    make_period()
    first, second = make_submitted(city, count=2)
    accept(by=city.north_by, at=AT, filing_ids=[first.pk])
    accept(by=city.bureau_by, at=AT, filing_ids=[first.pk])

    assert lie(city.north_user, Pile.MINE) == numbers(second)
    assert lie(city.bureau_user, Pile.MINE) == numbers(second)
    assert lie(city.office_user, Pile.MINE) == numbers(first)
    assert lie(city.office_user, Pile.UNDER_WAY) == numbers(first, second)
    assert lie(city.south_user, Pile.UNDER_WAY) == []


def test_the_department_sees_what_passes_through_its_step_though_it_answers_for_none(city):
    [filing] = make_submitted(city)

    assert lie(city.bureau_user, Pile.MINE) == numbers(filing)


def test_who_holds_how_much_is_counted_by_step_and_unit(city):
    make_period()
    filings = make_submitted(city, count=3)
    accept(by=city.north_by, at=AT, filing_ids=[filings[0].pk])

    held = desk.holders(reached(city.office_user))

    assert [(one.level, one.unit, one.count) for one in held] == [
        (Level.DEPARTMENT, "交通局", 3),
        (Level.DISTRICT, "城北区", 2),
    ]
    assert held[0].since == AT


def test_a_returned_filing_leaves_the_pile_when_it_is_filed_anew(city):
    make_period()
    [filing] = make_submitted(city)
    send_back(by=city.north_by, at=AT, filing_ids=[filing.pk], reason="数不对")
    assert lie(city.office_user, Pile.RETURNED) == numbers(filing)

    draft = make_filing(filing.project, state="DRAFT")
    assert lie(city.office_user, Pile.RETURNED) == numbers(filing)

    Filing.objects.filter(pk=draft.pk).update(state="SUBMITTED")
    assert lie(city.office_user, Pile.RETURNED) == []
    assert desk.piles(reached(city.office_user)) == {
        Pile.MINE: 0,
        Pile.UNDER_WAY: 1,
        Pile.ACCEPTED: 0,
        Pile.RETURNED: 0,
        Pile.ON_BEHALF: 0,
    }


def test_marks_unit_and_text_narrow_a_pile_together(city):
    make_period()
    [plain] = make_submitted(city)
    [odd] = make_submitted(
        city, unit=city.south, is_late=True, doubts=[{"code": "over_total", "word": "已调概"}]
    )
    found = reached(city.office_user)

    def numbers_of(**choice):
        rows = desk.chosen(found, Choice(Pile.UNDER_WAY, **choice))
        return sorted(rows.values_list("project__number", flat=True))

    assert numbers_of(marks=frozenset({"late", "doubts"})) == numbers(odd)
    assert numbers_of(marks=frozenset({"late"}), unit="NORTH") == []
    assert numbers_of(text=plain.project.number) == numbers(plain)
    assert desk.units_of(found) == [("NORTH", "城北区"), ("SOUTH", "城南区")]


def test_a_line_tells_how_it_differs_from_the_month_before(city):
    make_period()
    [filing] = make_submitted(city, completed="900", month="120", visible_percent="45")
    august = make_filing(filing.project, "780", period="2023-08", visible_percent="40")
    figure = {"project": filing.project, "state": "ACCEPTED"}
    MonthFigure.objects.create(
        period="2023-08", month_yuan=wan(80), completed_yuan=wan(780), filing=august, **figure
    )
    MonthFigure.objects.create(period="2023-07", completed_yuan=wan(700), **figure)
    MonthFigure.objects.create(period=SEPTEMBER, planned_yuan=wan(1200), **figure)
    sits = seat_taken(city.north_user, ON)

    [line] = desk.lines(reached(city.north_user), sits, SEPTEMBER)

    assert (line.month_change, line.completed_change) == (wan(40), wan(120))
    assert line.percent_change == Decimal(5)
    assert line.rate == Decimal("0.75")
    assert line.has_old_words
    assert line.is_mine


def test_a_close_is_told_what_nobody_finished_reading_and_who_holds_it(city):
    make_period()
    [filing] = make_submitted(city)
    accept(by=city.north_by, at=AT, filing_ids=[filing.pk])

    [one] = waiting(SEPTEMBER)

    assert (one.number, one.name) == (filing.project.number, filing.project.name)
    assert (one.levels, one.units) == ((Level.DEPARTMENT,), ("交通局",))
