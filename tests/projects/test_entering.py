"""What cannot stand in the register is refused whole, each fault with its place."""

from datetime import date
from decimal import Decimal

import pytest

from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.projects import services
from ballast.projects.models import Project, ProjectName
from ballast.projects.services import Draft, Edit, OutOfReach, RegisterRefused
from tests.identity.factories import ACTOR, NOW, make_unit, make_user

from .factories import make_project

pytestmark = pytest.mark.django_db

ON = NOW.date()


def faults(call):
    with pytest.raises(RegisterRefused) as refused:
        call()
    return [(one.place, one.about, one.code) for one in refused.value.faults]


def enter(*drafts):
    return services.register(by=ACTOR, at=NOW, drafts=drafts)


def edit(project, **said):
    return services.edit(by=ACTOR, at=NOW, edits=[Edit(project_id=project.pk, said=said)])


def test_a_project_is_entered_with_all_that_is_said_of_it():
    area = make_unit(name="高新区", region_code="990106")
    said = {
        "name": "桂柳高速",
        "content": "全长60公里",
        "tier": "CITY",
        "owner_name": "城投集团",
        "owner_credit_code": "91350100M000100Y43",
        "region_code": "990106",
        "longitude": Decimal("110.290123"),
        "latitude": Decimal("25.273456"),
        "crs": "CGCS2000",
        "functional_area_id": area.pk,
        "total_investment_yuan": Decimal("500000000.00"),
        "equipment_investment_yuan": Decimal("120000000.00"),
        "expected_jobs": 300,
        "investor_kind": "STATE_COMPANY",
        "delivery_modes": ("EPC", "PPP"),
        "financing": ("SPECIAL_PURPOSE_BOND",),
        "template": "linear",
        "sector": "基础设施/交通/公路",
        "is_in_statistics": True,
        "statistics_entry_on": date(2024, 5, 6),
    }

    (entered,) = enter(Draft(**said))

    project = Project.objects.get(pk=entered.pk)
    lists = {"delivery_modes": ["EPC", "PPP"], "financing": ["SPECIAL_PURPOSE_BOND"]}
    assert {name: getattr(project, name) for name in said} == said | lists
    called = ProjectName.objects.get(project=project)
    assert (called.name, called.valid_from, called.valid_until) == ("桂柳高速", ON, None)


def test_every_fault_of_every_draft_is_told_at_once_and_nothing_is_written():
    wrong = Draft(
        name="环城公路",
        tier="VILLAGE",
        owner_credit_code="91350100M000100Y44",
        region_code="990199",
        industry_code="E9999",
        template="castle",
        sector="基础设施//公路",
        expected_jobs=-1,
        delivery_modes=("EPC", "BARTER"),
        total_investment_yuan=Decimal(100),
        equipment_investment_yuan=Decimal(101),
        statistics_entry_on=date(2024, 6, 4),
    )

    assert faults(lambda: enter(Draft(name="好工程"), wrong, Draft(name=" "))) == [
        ("1", "tier", "code_unknown"),
        ("1", "owner_credit_code", "credit_code_wrong"),
        ("1", "region_code", "region_unknown"),
        ("1", "expected_jobs", "amount_negative"),
        ("1", "template", "template_unknown"),
        ("1", "delivery_modes", "code_unknown"),
        ("1", "sector", "sector_broken"),
        ("1", "industry_code", "industry_unknown"),
        ("1", "statistics_entry_on", "entry_day_to_come"),
        ("1", "equipment_investment_yuan", "part_over_total"),
        ("1", "is_in_statistics", "entry_day_without_entry"),
        ("2", "name", "name_missing"),
    ]
    assert not Project.objects.exists()
    assert not Entry.objects.exists()


def test_a_secret_project_is_refused_wherever_it_says_so():
    assert faults(lambda: enter(Draft(name="某涉密工程"))) == [("0", "name", "secret_project")]
    assert faults(lambda: enter(Draft(name="某工程", content="机 密★10年"))) == [
        ("0", "content", "secret_project")
    ]
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    ("position", "found"),
    [
        ({"longitude": "110.29", "latitude": "25.27", "crs": "WGS84"}, []),
        ({"longitude": "110.29", "latitude": "25.27"}, [("crs", "position_without_crs")]),
        ({"longitude": "110.29", "crs": "WGS84"}, [("latitude", "position_incomplete")]),
        (
            {"longitude": "25.27", "latitude": "110.29", "crs": "BD09"},
            [("longitude", "position_swapped")],
        ),
        (
            {"longitude": "2.35", "latitude": "48.85", "crs": "WGS84"},
            [("longitude", "position_outside")],
        ),
        (
            {"longitude": "428", "latitude": "279", "crs": "CGCS2000"},
            [("longitude", "position_projected")],
        ),
    ],
)
def test_a_position_lies_in_china_in_degrees_of_a_named_system(position, found):
    given = {name: value if name == "crs" else Decimal(value) for name, value in position.items()}
    if not found:
        assert enter(Draft(name="一", **given))[0].longitude == Decimal("110.29")
        return
    assert faults(lambda: enter(Draft(name="一", **given))) == [("0", *one) for one in found]


def test_a_project_typed_once_more_is_refused_unless_something_tells_it_apart():
    first = make_project(name="北环路", owner_name="城投集团", sector="交通")

    assert faults(lambda: enter(Draft(name="北环路 ", owner_name="城投集团", sector="交通"))) == [
        ("0", "name", "name_taken")
    ]
    (second,) = enter(Draft(name="北环路", owner_name="交投集团", sector="交通"))

    assert second.number != first.number


def test_a_form_may_empty_an_attribute_and_the_journal_says_what_it_was():
    project = make_project(name="一", precinct="东片区", delivery_modes=("EPC",))
    project.provenance = {"precinct": [1, "表!A1"], "name": [1, "表!B1"]}
    project.save()

    edit(project, precinct="", delivery_modes=(), address="一号路1号")

    project.refresh_from_db()
    assert (project.precinct, project.delivery_modes, project.address) == ("", [], "一号路1号")
    assert project.provenance == {"name": [1, "表!B1"]}
    entry = Entry.objects.get(code="projects.edited")
    assert (entry.subject, entry.payload["numbers"]) == (project.number, [project.number])
    assert ChangedRow.objects.get(entry=entry).fields == {
        "precinct": ["东片区", ""],
        "delivery_modes": [["EPC"], []],
        "address": ["", "一号路1号"],
    }


def test_saying_the_same_again_writes_nothing():
    project = make_project(name="一", precinct="东片区")

    assert edit(project, precinct=" 东片区") == []

    assert not Entry.objects.filter(code="projects.edited").exists()


def test_what_is_not_spoken_of_is_not_judged_again():
    make_unit(region_code="990106")
    project = make_project(name="一", region_code="990106")
    Project.objects.filter(pk=project.pk).update(region_code="990177")  # dissolved since

    edit(project, precinct="东片区")

    project.refresh_from_db()
    assert (project.region_code, project.precinct) == ("990177", "东片区")


def test_half_a_position_cannot_be_taken_away():
    position = {"longitude": Decimal("110.29"), "latitude": Decimal("25.27"), "crs": "WGS84"}
    project = make_project(name="一", **position)

    assert faults(lambda: edit(project, latitude=None)) == [
        (project.number, "latitude", "position_incomplete")
    ]
    assert faults(lambda: edit(project, crs="")) == [
        (project.number, "crs", "position_without_crs")
    ]
    edit(project, longitude=None, latitude=None, crs="")

    project.refresh_from_db()
    assert (project.longitude, project.latitude, project.crs) == (None, None, "")


def test_who_does_not_keep_the_register_edits_nothing():
    project = make_project(name="一")
    owner = make_user(role=Role.OWNER)

    with pytest.raises(NotAllowed):
        services.edit(
            by=actor_of(owner), at=NOW, edits=[Edit(project_id=project.pk, said={"address": "x"})]
        )
    with pytest.raises(OutOfReach):
        services.edit(by=ACTOR, at=NOW, edits=[Edit(project_id=0, said={"address": "x"})])

    project.refresh_from_db()
    assert project.address == ""
    assert not Entry.objects.filter(code="projects.edited").exists()


def test_a_ledgers_new_spelling_begins_a_new_name_and_keeps_the_old_one():
    project = make_project(name="桂柳高速")

    services.amend(at=NOW, drafts=[(project, Draft(name="桂柳高速公路"))])

    names = ProjectName.objects.filter(project=project).order_by("pk")
    assert [(one.name, one.valid_until) for one in names] == [
        ("桂柳高速", ON),
        ("桂柳高速公路", None),
    ]
