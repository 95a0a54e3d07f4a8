"""One page leads to all that may be set, says what it is now, and who set it last."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import transaction

from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.documents.services.events import LetterheadKept
from ballast.platform.identity.rules import Role
from tests.identity.factories import NOW, make_client, make_user
from tests.progress.factories import make_period

pytestmark = pytest.mark.django_db


def cards(role):
    answer = make_client(make_user(role=role)).get("/settings/")
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    return {
        card.a.get_text(strip=True): " ".join(card.get_text(" ").split())
        for card in page.select(".setting")
    }


def test_each_role_finds_what_it_may_set_and_nothing_else():
    assert set(cards(Role.SYSTEM_ADMINISTRATOR)) == {
        *("单位与隶属关系", "人员与角色", "邮件和推送通知"),
    }
    assert set(cards(Role.AUDIT_ADMINISTRATOR)) == {"单位与隶属关系", "人员与角色", "审计日志"}
    assert "评灯规则集" in cards(Role.PROJECT_OFFICE)
    assert "文头与编号" in cards(Role.PROJECT_OFFICE)
    assert set(cards(Role.OWNER)) == {"单位与隶属关系"}


def test_a_card_says_what_is_set_now_and_who_changed_it_last():
    make_period()
    for days, name in ((2, "旧人"), (1, "李敏")):
        with transaction.atomic():
            audit.record(
                LetterheadKept(subject="2024-01-01"),
                by=Actor("person", 1, name),
                at=NOW - timedelta(days=days),
            )

    found = cards(Role.PROJECT_OFFICE)

    assert "最近为2023年9月" in found["报告期与结账"]
    assert "尚未设置发文机关 2024-06-02 由李敏调整" in found["文头与编号"]
    assert "均为内置模板 未调整过" in found["文稿模板"]


def test_only_who_keeps_the_house_reads_its_versions():
    def told(role):
        return make_client(make_user(role=role)).get("/settings/").content.decode()

    assert "PostgreSQL" in told(Role.SYSTEM_ADMINISTRATOR)
    assert "PostgreSQL" not in told(Role.PROJECT_OFFICE)


def test_it_takes_a_fixed_number_of_queries(django_assert_max_num_queries):
    client = make_client(make_user(role=Role.PROJECT_OFFICE))
    client.get("/settings/")

    with django_assert_max_num_queries(18):
        client.get("/settings/")
