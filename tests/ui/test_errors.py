"""When something goes wrong, a person reads what happened and what to do next."""

import pytest
from django.test import Client, RequestFactory

from ballast.dispatch.alerts.services import evaluate
from ballast.platform.identity.rules import Role
from ballast.platform.ui import views
from tests.alerts.factories import AT, BY, SEPTEMBER, make_project
from tests.identity.factories import make_assignment, make_client, make_user


@pytest.fixture
def request_of_nobody(rf: RequestFactory):
    return rf.get("/somewhere/")


def test_an_unknown_address_is_answered_in_words(client):
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "未找到该页面" in response.content.decode()
    assert "返回首页" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.bad_request, 400, "请求无法识别"),
        (views.forbidden, 403, "无权访问本页"),
        (views.not_found, 404, "未找到该页面"),
    ],
)
def test_every_refusal_has_its_page(request_of_nobody, view, status, words):
    response = view(request_of_nobody, ValueError())

    assert response.status_code == status
    assert words in response.content.decode()


def test_the_page_for_our_own_faults_needs_neither_request_nor_database(request_of_nobody):
    response = views.server_error(request_of_nobody)

    assert response.status_code == 500
    assert "系统出现故障" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/projects/?q=%00", "/projects/?unit=%00", "/people/of/%00/", "/units/of/%00/"]
)
def test_an_address_that_the_database_could_not_read_is_told_apart_from_our_own_faults(address):
    user = make_user(role=Role.PROJECT_OFFICE)
    make_assignment(user=user, role=Role.SYSTEM_ADMINISTRATOR)
    make_project(completed="44")
    evaluate(by=BY, at=AT, period=SEPTEMBER)

    response = make_client(user).get(address)

    assert response.status_code == 400
    assert "请求无法识别" in response.content.decode()


def test_a_form_sent_without_its_token_is_explained():
    response = Client(enforce_csrf_checks=True).post("/ui/language/", {"language": "en"})

    assert response.status_code == 403
    assert "页面停留时间过长" in response.content.decode()
