"""Projects for tests: the least world that makes sense."""

from itertools import count

from ballast.projects.services import Draft, register
from tests.identity.factories import ACTOR, NOW

_numbers = count(1)


def make_project(*, name=None, unit=None, **said):
    """A project in the register, under ``unit`` when one is given."""
    draft = Draft(
        name=name or f"第{next(_numbers)}号工程",
        responsible_unit_id=unit.pk if unit else None,
        **said,
    )
    return register(by=ACTOR, at=NOW, drafts=[draft])[0]
