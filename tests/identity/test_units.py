"""The unit tree changes from stated days on; what was so before stays so, and rings are refused."""

from datetime import date

import pytest

from ballast.kernel.errors import Refused
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity import services
from ballast.platform.identity.models import Assignment, Role, Unit, UnitKind, UnitName, UnitTie
from ballast.platform.identity.services import Closing, Move, Renaming, UnitDraft
from tests.identity.factories import ACTOR, NOW, SINCE, make_unit, make_user

pytestmark = pytest.mark.django_db

MAY = date(2024, 5, 1)
JUNE = date(2024, 6, 1)


@pytest.fixture
def city():
    return make_unit(code="CITY")


@pytest.fixture
def north(city):
    return make_unit(code="NORTH", under=city)


@pytest.fixture
def builder(north):
    return make_unit(code="BUILDER", under=north, kind=UnitKind.OWNER)


def draft(code, **given):
    return UnitDraft(
        **{"code": code, "name": f"{code}区", "kind": UnitKind.GOVERNMENT, "valid_from": MAY}
        | given
    )


def ties(unit):
    rows = UnitTie.objects.filter(unit=unit).order_by("valid_from")
    return [(row.parent.code, row.valid_from, row.valid_until) for row in rows]


def test_units_open_together_whichever_is_named_first(city):
    services.open_units(
        by=ACTOR, at=NOW, drafts=[draft("LOWER", under="UPPER"), draft("UPPER", under="CITY")]
    )

    lower = Unit.objects.get(code="LOWER")
    assert ties(lower) == [("UPPER", MAY, None)]
    assert (lower.name, lower.short_name) == ("LOWER区", "LOWER区")
    entry = Entry.objects.get()
    assert (entry.code, entry.payload["codes"]) == ("identity.units_opened", ["LOWER", "UPPER"])
    assert ChangedRow.objects.filter(entry=entry).count() == 4


@pytest.mark.parametrize(
    ("drafts", "code"),
    [
        ([draft("CITY")], "unit_code_taken"),
        ([draft("A"), draft("A")], "unit_code_taken"),
        ([draft("A", under="NOWHERE")], "unit_unknown"),
        ([draft("A", under="CITY", valid_from=date(2019, 12, 31))], "unit_unknown"),
        ([draft("A", under="B"), draft("B", under="A")], "unit_ring"),
    ],
)
def test_a_refused_unit_opens_none(city, drafts, code):
    with pytest.raises(Refused) as refusal:
        services.open_units(by=ACTOR, at=NOW, drafts=[draft("FINE"), *drafts])

    assert refusal.value.code == code
    assert [unit.code for unit in Unit.objects.all()] == ["CITY"]
    assert not Entry.objects.exists()


def test_a_move_ends_the_old_tie_on_the_day_the_new_one_begins(city, builder):
    make_unit(code="SOUTH", under=city)

    services.move_units(
        by=ACTOR, at=NOW, moves=[Move(code="BUILDER", under="SOUTH", valid_from=JUNE)]
    )

    assert ties(builder) == [("NORTH", SINCE, JUNE), ("SOUTH", JUNE, None)]
    assert ChangedRow.objects.get().fields == {
        "parent": [Unit.objects.get(code="NORTH").pk, Unit.objects.get(code="SOUTH").pk]
    }


def test_a_unit_may_be_taken_out_of_the_tree(builder):
    services.move_units(by=ACTOR, at=NOW, moves=[Move(code="BUILDER", under="", valid_from=JUNE)])

    assert ties(builder) == [("NORTH", SINCE, JUNE)]


@pytest.mark.parametrize(
    ("moves", "code"),
    [
        ([("NORTH", "BUILDER", JUNE)], "unit_ring"),
        ([("CITY", "BUILDER", JUNE)], "unit_ring"),
        ([("NORTH", "NORTH", JUNE)], "unit_ring"),
        ([("BUILDER", "CITY", SINCE)], "unit_moved_later"),
        ([("BUILDER", "ELSEWHERE", JUNE)], "unit_unknown"),
    ],
)
def test_a_refused_move_leaves_the_tree_as_it_was(builder, moves, code):
    before = list(UnitTie.objects.order_by("pk").values())

    with pytest.raises(Refused) as refusal:
        services.move_units(
            by=ACTOR, at=NOW, moves=[Move(code=c, under=u, valid_from=d) for c, u, d in moves]
        )

    assert refusal.value.code == code
    assert list(UnitTie.objects.order_by("pk").values()) == before


def test_two_units_may_change_places_from_one_day_on(city, north, builder):
    """北区 stood over 业主 until May; from June it is the other way round: no ring on any day."""
    services.move_units(
        by=ACTOR,
        at=NOW,
        moves=[
            Move(code="BUILDER", under="CITY", valid_from=JUNE),
            Move(code="NORTH", under="BUILDER", valid_from=JUNE),
        ],
    )

    assert ties(north) == [("CITY", SINCE, JUNE), ("BUILDER", JUNE, None)]


def test_a_renamed_unit_keeps_its_old_name_for_its_old_days(north):
    old = north.name

    services.rename_units(
        by=ACTOR,
        at=NOW,
        renamings=[Renaming(code="NORTH", name="新北区", short_name="新北", valid_from=JUNE)],
    )

    north.refresh_from_db()
    assert (north.name, north.short_name) == ("新北区", "新北")
    names = UnitName.objects.filter(unit=north).order_by("valid_from")
    assert [(n.name, n.valid_from, n.valid_until) for n in names] == [
        (old, SINCE, JUNE),
        ("新北区", JUNE, None),
    ]


def test_a_name_of_tomorrow_is_not_shown_today(north):
    tomorrow = date(2024, 6, 4)

    with pytest.raises(services.NotYet):
        services.rename_units(
            by=ACTOR,
            at=NOW,
            renamings=[Renaming(code="NORTH", name="新北区", short_name="", valid_from=tomorrow)],
        )

    assert UnitName.objects.filter(unit=north).count() == 1


def test_closing_ends_the_tie_and_the_roles_held_there(builder):
    user = make_user(role=Role.OWNER, unit=builder)

    services.close_units(by=ACTOR, at=NOW, closings=[Closing(code="BUILDER", valid_until=JUNE)])

    builder.refresh_from_db()
    assert builder.valid_until == JUNE
    assert ties(builder) == [("NORTH", SINCE, JUNE)]
    assert Assignment.objects.get(user=user).valid_until == JUNE
    told = ChangedRow.objects.get(table="identity_assignment")
    assert (told.row_id, told.fields) == (
        user.assignments.get().pk,
        {"valid_until": [None, JUNE.isoformat()]},
    )


def test_the_unit_that_gives_the_administrators_their_power_does_not_close(builder):
    make_user(role=Role.SECURITY_ADMINISTRATOR, unit=builder)

    with pytest.raises(services.UnitOfAdministrators):
        services.close_units(by=ACTOR, at=NOW, closings=[Closing(code="BUILDER", valid_until=JUNE)])

    builder.refresh_from_db()
    assert builder.valid_until is None
    assert Assignment.objects.get().valid_until is None


def test_a_unit_that_others_stand_under_does_not_close(north, builder):
    with pytest.raises(services.UnitNotEmpty):
        services.close_units(by=ACTOR, at=NOW, closings=[Closing(code="NORTH", valid_until=JUNE)])

    north.refresh_from_db()
    assert north.valid_until is None


def test_a_unit_closes_together_with_what_stands_under_it(north, builder):
    services.close_units(
        by=ACTOR,
        at=NOW,
        closings=[Closing(code=code, valid_until=JUNE) for code in ("NORTH", "BUILDER")],
    )

    assert Unit.objects.filter(valid_until=JUNE).count() == 2
