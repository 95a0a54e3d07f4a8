"""The loop's counts: of a past day they say what that day knew."""

from datetime import date

import pytest

from ballast.dispatch.coordination import selectors
from ballast.dispatch.coordination.rules.issues import Cause
from ballast.dispatch.coordination.rules.loop import Holding, LoopCounts
from ballast.dispatch.coordination.services import issues as services
from tests.coordination.issues.factories import (
    make_issue,
    make_solved,
    make_town,
    move,
    on,
    photo,
)

pytestmark = pytest.mark.django_db


def test_a_past_day_is_counted_as_it_was():
    town = make_town()
    raiser = town.by("company")
    closed, back, late = (make_solved(town) for _ in range(3))
    waits, gone = make_issue(town), make_issue(town)
    services.withdraw(by=raiser, at=on("2024-06-04"), moves=move(gone))
    services.confirm(by=raiser, at=on("2024-06-05"), moves=[*move(closed), *move(back)])
    services.run_clocks(at=on("2024-06-12"))  # what waits is at the second level, the third silent
    services.confirm(by=raiser, at=on("2024-06-12"), moves=move(late))
    services.reopen(by=town.by("office"), at=on("2024-06-13"), moves=move(back))
    district, department = town.units["district"].pk, town.units["department"].pk

    assert selectors.loop_counts(date(2024, 6, 2)) == LoopCounts()
    assert selectors.loop_counts(date(2024, 6, 5)) == LoopCounts(
        matters=4,
        solved=2,
        open=2,
        by_level={1: 2},
        acceptance=(3, 4),
        on_time=(2, 2),
        solving=(2, 4),
        reopened=(0, 2),
        ages=(2, 0, 0, 0, 0),
        median_by_level={1: 0.0},
        units={district: Holding(open=2, solved=2, median_days=0.0)},
        unconfirmed=1,
        by_cause={Cause.PIPELINES: 2},
    )
    now = selectors.loop_counts(date(2024, 6, 20))
    assert (now.matters, now.solved, now.open, now.overdue) == (4, 2, 2, 1)
    assert now.by_level == {1: 1, 2: 1}
    assert (now.acceptance, now.on_time) == ((3, 4), (2, 2))
    assert (now.solving, now.reopened) == ((2, 4), (1, 3))
    assert now.ages == (0, 0, 2, 0, 0)
    assert now.units == {
        district: Holding(open=1, solved=2, median_days=0.0),
        department: Holding(open=1, overdue=1),
    }
    assert waits.pk


def test_what_was_solved_only_after_a_limit_had_passed_is_not_on_time():
    town = make_town()
    issue = make_issue(town)
    services.run_clocks(at=on("2024-06-12"))
    solved = make_solved(town)
    department = town.by("department")
    services.accept(by=department, at=on("2024-06-13"), moves=move(issue))
    services.withdraw(by=town.by("office"), at=on("2024-06-13"), moves=move(solved))
    services.report_solved(
        by=department, at=on("2024-06-14"), moves=move(issue), uploads={issue.pk: [photo()]}
    )
    services.confirm(by=town.by("company"), at=on("2024-06-14"), moves=move(issue))

    counts = selectors.loop_counts(date(2024, 6, 14))
    assert (counts.matters, counts.on_time, counts.median_by_level) == (1, (0, 1), {2: 8.0})
