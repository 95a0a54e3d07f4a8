"""The pages of people and units, and the door to them, by keyboard in a real Chromium."""

import re

import pytest

from ballast.platform.identity.models import Role
from tests.identity.factories import PASSWORD, make_unit, make_user
from tests.support.browser import barriers

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_administrator_signs_in_by_keyboard_and_meets_no_barrier(visitor):
    city = make_unit(code="CITY")
    make_user(username="guard", role=Role.SECURITY_ADMINISTRATOR, unit=city)
    make_user(username="zhangsan", role=Role.DISTRICT, unit=city)

    visitor.goto("/people/of/zhangsan/")
    assert barriers(visitor) == []
    visitor.keyboard.type("guard")
    visitor.keyboard.press("Tab")
    visitor.keyboard.type(PASSWORD)
    visitor.keyboard.press("Enter")
    visitor.wait_for_url(re.compile(r"^[^?]*/people/of/zhangsan/$"))  # not ?next= of the door

    for path in ("/people/of/zhangsan/", "/people/", "/units/", "/units/of/CITY/", "/sessions/"):
        visitor.goto(path)
        assert barriers(visitor) == [], path
