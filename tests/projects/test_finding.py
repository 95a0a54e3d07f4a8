"""A project is found by whatever a person remembers of it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.projects import selectors, services
from ballast.projects.models import Project
from ballast.projects.services import Coding, Renaming
from tests.identity.factories import ACTOR, NOW

from .factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def road():
    project = make_project(name="桂柳高速", owner_name="城投集团")
    renaming = Renaming(
        project_id=project.pk, name="桂林至柳州公路", valid_from=NOW.date(), reason="批复"
    )
    services.rename(by=ACTOR, at=NOW, renamings=[renaming])
    coding = Coding(
        project_id=project.pk, national_code="2305-450300-04-01-123456", day=date(2023, 5, 1)
    )
    services.add_codes(by=ACTOR, at=NOW, codings=[coding])
    make_project(name="城南污水处理厂", owner_name="水务公司")
    project.refresh_from_db()
    return project


def found(text):
    return list(selectors.search(Project.objects.all(), text))


@pytest.mark.parametrize(
    "text",
    [
        "柳州公路",
        "桂柳高速",
        "城投",
        "2305-450300",
        "２３０５４５０３０００４０１１２３４５６",
        "glzlz",
        " 桂林 至 柳州 ",
    ],
)
def test_a_part_of_any_of_its_names_its_code_its_owner_or_first_letters_finds_it(road, text):
    assert found(text) == [road]


def test_a_part_of_its_number_finds_it(road):
    assert found(road.number.lower()) == [road]
    assert road in found(road.number[2:])


def test_what_fits_nothing_finds_nothing_and_nothing_typed_leaves_all_in_pinyin_order(road):
    assert found("火车站") == []
    assert found("100%_") == []
    make_project(name="安置房")
    assert [project.name for project in found("  ")] == [
        "安置房",
        "城南污水处理厂",
        "桂林至柳州公路",
    ]


def test_a_search_is_one_query_and_narrows_the_set_it_is_given(road):
    with CaptureQueriesContext(connection) as asked:
        assert list(selectors.search(Project.objects.none(), "桂柳")) == []
        assert list(selectors.search(Project.objects.exclude(pk=road.pk), "桂柳")) == []

    assert len(asked) == 1


def test_like_names_come_the_nearest_first_and_others_not_at_all():
    nearest = make_project(name="北环路改造工程（一期）")
    near = make_project(name="北环路改建工程")
    make_project(name="城南污水处理厂改造工程")

    found = selectors.similar(Project.objects.all(), "北环路改造工程")

    assert found == [nearest, near]
    assert selectors.similar(Project.objects.all(), "北") == []
