"""Which registered project a row means: pure, and quick however many there are."""

import pytest

from ballast.delivery.ledgers.rules import Known, Matcher, Names, Wanted, doubled, repeats
from ballast.kernel.identifiers import ballast_number
from ballast.projects.rules import name_key

CODE = "2203-450300-04-01-123456"


def known(pk, name, **said):
    return Known(pk=pk, number=ballast_number(pk), name=name, name_key=name_key(name), **said)


def wanted(name, **said):
    return Wanted(name_key=name_key(name), **said)


def match(row, *projects, rows=()):
    found = Matcher(projects, [row, *rows]).match(row)
    return found.project.pk if found.project else found.fault or None


def test_a_number_tells_whatever_the_name_says_now():
    north = known(1, "北路")

    assert match(wanted("北江路", number=north.number), north) == 1
    assert match(wanted("北路", number="B9999"), north) == "number_wrong"


def test_a_national_code_tells_before_the_name_does():
    north, south = known(1, "北路", codes=frozenset({CODE})), known(2, "南路")

    assert match(wanted("南路", codes=(CODE,)), north, south) == 1


def test_a_number_and_a_code_of_two_projects_contradict_each_other():
    north, south = known(1, "北路", codes=frozenset({CODE})), known(2, "南路")

    assert match(wanted("南路", number=south.number, codes=(CODE,)), north, south) == (
        "code_of_another"
    )


def test_phases_that_share_a_code_are_told_apart_by_name():
    shared = frozenset({CODE})
    first, second = known(1, "园区一期", codes=shared), known(2, "园区二期", codes=shared)

    assert match(wanted("园区二期", codes=(CODE,)), first, second) == 2
    assert match(wanted("园区", codes=(CODE,)), first, second) == "code_ambiguous"


def test_a_name_alone_is_meant_though_the_owner_changed():
    assert match(wanted("北路", owner="乙公司"), known(1, "北路", owner="甲公司")) == 1


def test_the_same_name_of_another_owner_in_another_unit_is_asked_about():
    school = known(1, "学校", owner="甲公司", unit_id=1)
    row = wanted("学校", owner="乙公司", unit_id=2)

    found = Matcher([school], [row]).match(row)

    assert (found.project, found.like) == (None, school)


@pytest.mark.parametrize(
    ("said", "pk"),
    [({"owner": "甲公司"}, 1), ({"unit_id": 2}, 2), ({"sector": "教育"}, "name_ambiguous")],
)
def test_schools_of_one_name_are_told_apart_by_owner_or_unit(said, pk):
    first = known(1, "学校", owner="甲公司", unit_id=1, sector="教育")
    second = known(2, "学校", owner="乙公司", unit_id=2, sector="教育")

    assert match(wanted("学校", **said), first, second) == pk


def test_a_project_that_left_is_not_meant_while_another_of_its_name_lives():
    left, living = known(1, "北路", is_living=False), known(2, "北路")

    assert match(wanted("北路"), left, living) == 2


def test_rows_of_one_name_are_repeats_unless_something_tells_them_apart():
    rows = [wanted("学校", owner="甲"), wanted("学校", owner="乙"), wanted("学校", owner="甲")]

    assert [(r.first, r.later, r.same) for r in repeats(rows)] == [(0, 1, False), (0, 2, True)]


def test_two_rows_that_mean_one_project_are_found():
    north = known(1, "北路")
    rows = [wanted("北路"), wanted("北江路", number=north.number)]
    matcher = Matcher([north], rows)

    assert doubled([matcher.match(row) for row in rows]) == {1: 0}


def near(row, *projects):
    return [one.project.pk for one in Names(projects).near(row)]


def test_a_name_with_a_part_left_out_comes_near():
    assert near(wanted("滨江路改造工程"), known(1, "滨江路道路改造工程"), known(2, "水厂")) == [1]


def test_names_that_differ_in_a_phase_or_a_number_do_not_come_near():
    others = known(1, "产业园厂房建设项目（二期）"), known(2, "第12号泵站改造工程")

    assert near(wanted("产业园厂房建设项目（一期）"), *others) == []
    assert near(wanted("第13号泵站改造工程"), *others) == []


def test_another_owner_asks_for_more_likeness():
    hospital = known(1, "人民医院新院区建设项目", owner="卫健局")

    assert near(wanted("中医院新院区建设项目", owner="卫健局"), hospital) == [1]
    assert near(wanted("中医院新院区建设项目", owner="中医院"), hospital) == []
