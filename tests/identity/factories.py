"""Units and people for tests: the least world that makes sense."""

from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from django.test import Client

from ballast.platform.audit.services import Actor
from ballast.platform.identity.models import (
    Assignment,
    Role,
    Unit,
    UnitKind,
    UnitName,
    UnitTie,
    User,
)

SINCE = date(2020, 1, 1)
NOW = datetime(2024, 6, 3, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
ACTOR = Actor("system", None, "tests")
PASSWORD = "Ballast-2024-stone"

_numbers = count(1)


def make_unit(
    *,
    code=None,
    name=None,
    kind=UnitKind.GOVERNMENT,
    under=None,
    region_code="",
    is_accounting=False,
    since=SINCE,
    until=None,
):
    """A unit in force since 2020, under another when ``under`` is given."""
    number = next(_numbers)
    name = name or f"单位{number}"
    unit = Unit.objects.create(
        code=code or f"U{number:04}",
        name=name,
        short_name=name,
        kind=kind,
        region_code=region_code,
        is_accounting=is_accounting,
        valid_from=since,
        valid_until=until,
    )
    UnitName.objects.create(unit=unit, name=name, short_name=name, valid_from=since)
    if under:
        UnitTie.objects.create(unit=unit, parent=under, valid_from=since)
    return unit


def make_user(*, role=None, unit=None, username=None, name=None, since=SINCE, until=None):
    """A person with a password; with ``role``, assigned to ``unit`` (or to a new one)."""
    username = username or f"user{next(_numbers)}"
    set_at = datetime.now(tz=NOW.tzinfo)  # a browser's pages are asked for now
    user = User(username=username, name=name or username, password_set_at=set_at)
    user.set_password(PASSWORD)
    user.save()
    if role:
        make_assignment(user=user, role=role, unit=unit, since=since, until=until)
    return user


def make_assignment(*, user, role=Role.PROJECT_OFFICE, unit=None, since=SINCE, until=None):
    return Assignment.objects.create(
        user=user, role=role, unit=unit or make_unit(), valid_from=since, valid_until=until
    )


def make_client(user):
    """A browser in which ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    return client
