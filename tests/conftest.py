"""What every test may rely on."""

import os

import pytest
from _pytest.nodeid import coerce_node_id
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from hypothesis import HealthCheck, settings

from tests.support import html
from tests.support.database import Template
from tools import assets, translations

pytest_plugins = ["tests.support.browser"]

# Property tests are judged by what they find, not by how long a busy machine takes.
settings.register_profile("ballast", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ballast")


def pytest_configure(config):
    """Pages need their styles and their words: built once, before the workers start."""
    os.environ.pop("LC_ALL", None)
    os.environ["LC_MESSAGES"] = "en_US.UTF-8"  # commands speak as their source does
    if not hasattr(config, "workerinput"):
        assets.build()
        translations.compile_catalogue()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Tests of one ``xdist_group`` go to one worker, which xdist tells by their ids.

    It writes them where pytest 9.2 no longer looks, so that each worker made what a group shares.
    """
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        if group := item.get_closest_marker("xdist_group"):
            item._id = coerce_node_id(f"{item.nodeid}@{group.args[0]}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The test database is cloned from the migrated one, as soon as that is there."""
    template = Template(connection.settings_dict)
    template.lay_ready()
    return template


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_modify_db_settings, django_db_blocker):
    """The owner makes the test database; the tests run as the application."""
    with django_db_blocker.unblock():
        connection.close()
        django_db_modify_db_settings.keep(connection.settings_dict["NAME"])
        connection.settings_dict["OPTIONS"]["options"] = "-c role=ballast_app"
        yield
        connection.close()
        connection.settings_dict["OPTIONS"]["options"] = "-c role=ballast_owner"


@pytest.fixture(autouse=True)
def no_inline_code(monkeypatch):
    """A page with a script, style or handler inside it fails the test that asked for it."""
    ask = Client.request

    def request(client, **environ):
        response = ask(client, **environ)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            assert html.inline_code(response.content.decode()) == []
        return response

    monkeypatch.setattr(Client, "request", request)


@pytest.fixture(autouse=True)
def no_order_by_luck(monkeypatch):
    """Rows that were asked for in no order come in the reverse of the one they had by luck."""
    fetch = QuerySet._fetch_all

    def fetch_all(queryset):
        fresh = queryset._result_cache is None
        fetch(queryset)
        if fresh and not queryset.ordered:
            queryset._result_cache.reverse()

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_all)
