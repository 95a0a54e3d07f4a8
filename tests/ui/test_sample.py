"""Nobody takes an invented house for a real one: its pages and papers say what it is."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from ballast.config.papers import PAPERS
from ballast.kernel import sample
from ballast.platform import clock
from ballast.platform.audit.models import Entry
from ballast.platform.documents.rules import Heading
from ballast.platform.documents.writing import Signed, context
from ballast.platform.identity.models import Session
from ballast.platform.identity.rules import Role
from tests.documents.papers import SIGNED
from tests.identity.factories import PASSWORD, make_client, make_user


@pytest.fixture
def invented(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    sample.mark(tmp_path)


def heads(path):
    soup = BeautifulSoup(
        make_client(make_user(role=Role.PROJECT_OFFICE)).get(path).content, "html.parser"
    )
    return [one.text for one in soup.select(".head .badge")]


def state(signed: Signed | None) -> str:
    kind = PAPERS[0]
    return context(kind, kind.sample(), Heading(), signed=signed)["state"]


@pytest.mark.django_db
def test_a_page_of_an_invented_house_says_so(invented):
    assert "示例数据" in heads("/projects/")


@pytest.mark.django_db
def test_a_page_of_a_real_house_does_not(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"

    assert "示例数据" not in heads("/projects/")


def test_a_paper_of_an_invented_house_says_so_drafted_and_signed(invented):
    assert state(None) == "草稿　示例数据"
    assert state(SIGNED) == "示例数据"


def test_a_signed_paper_of_a_real_house_bears_no_mark(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"

    assert state(None) == "草稿"
    assert state(SIGNED) == ""


@pytest.mark.django_db
def test_a_page_of_a_house_that_lives_behind_the_wall_says_which_day_it_is_there(
    invented, settings, tmp_path
):
    assert not any("演示时间" in one for one in heads("/projects/"))

    sample.mark(tmp_path, days_back=1118)

    assert f"演示时间 {clock.today():%Y-%m-%d}" in heads("/projects/")
    assert (clock.machine() - clock.now()).total_seconds() == pytest.approx(1118 * 86400, abs=60)


def test_without_the_mark_a_house_lives_by_the_machine_whatever_stood_there(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    sample.mark(tmp_path, days_back=1118)

    sample.unmark(tmp_path)

    assert clock.days_back() == 0
    assert clock.shown() is None
    assert clock.machine() - clock.now() < timedelta(minutes=1)


@pytest.mark.django_db
def test_a_sign_in_and_its_end_go_by_the_machine_while_the_journal_goes_by_the_house(
    invented, tmp_path
):
    sample.mark(tmp_path, days_back=1118)
    client, user = Client(), make_user(role=Role.PROJECT_OFFICE)

    client.post("/sign-in/", {"username": user.username, "password": PASSWORD})

    assert client.get("/projects/").status_code == 200
    [signed_in] = Session.objects.filter(user=user)
    assert abs(clock.machine() - signed_in.started_at) < timedelta(minutes=1)
    assert abs(clock.now() - Entry.objects.latest("pk").at) < timedelta(minutes=1)
