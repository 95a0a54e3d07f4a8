"""Who has no journey of their own: they sign in, land on what is theirs, and open every door.

The office, owners, districts and leaders have theirs in the modules beside this one.
"""

import pytest
from django.urls import reverse

from ballast.platform.identity.rules import Role
from tests.identity.factories import PASSWORD, make_user
from tests.projects.factories import make_project
from tests.support.places import make_place

READING = ["待办", "驾驶舱", "一张图", "项目总表", "年度计划", "填报", "预警", "批示", "文稿"]
ANSWERING = [*READING, "摸排"]
# What the bar offers each, and what it must not.
DOORS = {
    Role.DEPARTMENT: ([*ANSWERING, "审核"], ["导入", "规则", "审计日志", "人员"]),
    Role.STATE_COMPANY: ([*ANSWERING, "审核", "导入"], ["规则", "审计日志"]),
    Role.PROJECT_OFFICER: ([*ANSWERING, "导入"], ["审核", "规则"]),
    Role.INSPECTOR: (READING, ["审核", "摸排", "导入"]),
    Role.INVESTMENT_PROMOTER: (READING, ["审核", "摸排", "导入"]),
    Role.LEADER_SECRETARY: (READING, ["审核", "摸排", "规则"]),
    Role.SYSTEM_ADMINISTRATOR: (["待办", "单位", "人员", "设置总览"], ["项目总表", "审计日志"]),
    Role.SECURITY_ADMINISTRATOR: (["待办", "单位", "人员"], ["项目总表", "审计日志"]),
    Role.AUDIT_ADMINISTRATOR: (["待办", "单位", "审计日志"], ["项目总表", "规则"]),
}
BAR = 'nav[aria-label="主导航"] a'


@pytest.mark.parametrize("role", DOORS, ids=str)
def test_who_signs_in_lands_on_their_work_and_every_door_opens(role, visitor, live_server):
    place = make_place()
    make_project(unit=place.north, region_code="990102")
    user = make_user(role=role, unit=place.north)
    offered, barred = DOORS[role]

    visitor.goto("/")
    visitor.locator("[name=username]").fill(user.username)
    visitor.locator("[name=password]").fill(PASSWORD)
    visitor.keyboard.press("Enter")
    visitor.wait_for_url(live_server.url + reverse("portal:home"))

    links = visitor.locator(BAR).all()
    doors = {link.text_content().strip(): link.get_attribute("href") for link in links}
    assert doors.keys() >= set(offered)
    assert doors.keys().isdisjoint(barred)
    for address in doors.values():
        answer = visitor.goto(address)
        assert answer.status == 200, address
        assert visitor.locator("h1").count() == 1, address
