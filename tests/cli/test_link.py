"""`ballast link`: whoever stands at the server helps an administrator back in."""

import re

import pytest

from ballast.edges.cli import link
from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Role, User
from tests.identity.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_the_printed_link_sets_a_new_password(client, capsys):
    make_user(username="guard", role=Role.SECURITY_ADMINISTRATOR)

    assert link.run(["guard"]) == 0
    path = re.search(r"/\S+$", capsys.readouterr().out)[0]
    assert not User.objects.get().has_usable_password()
    client.post(path, {"password": f"{PASSWORD}-2", "again": f"{PASSWORD}-2"})

    assert User.objects.get().check_password(f"{PASSWORD}-2")
    assert [entry.actor_label for entry in Entry.objects.order_by("pk")] == [
        "console of the server",
        "guard",
    ]


@pytest.mark.parametrize(("arguments", "status"), [(["nobody"], 1), ([], 2)])
def test_a_name_that_is_not_there_changes_nothing(arguments, status):
    make_user(username="guard")

    assert link.run(arguments) == status
    assert User.objects.get().check_password(PASSWORD)
