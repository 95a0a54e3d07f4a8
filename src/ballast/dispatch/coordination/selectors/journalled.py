"""Whether the issues are what their journal says they are."""

from collections.abc import Generator
from contextlib import closing
from typing import Any

from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules.issues import TOLD, Act, Moved, replay
from ballast.kernel.events import plain
from ballast.platform.audit import selectors as audit

TABLE = "coordination_issue"


def moved() -> Generator[Moved, None, None]:
    """The lines of the journal about issues, the first ones first."""
    for pk, fields in audit.changes_of(TABLE):
        act = Act(fields.pop("act")[1])
        yield Moved(act, pk, {name: pair for name, pair in fields.items() if name in TOLD})


def strayed() -> dict[str, dict[str, tuple[Any, Any]]]:
    """The issues that are not as their journal says: field by field, told and found.

    Raises ``rules.issues.Torn`` where the journal itself does not add up.
    """
    with closing(moved()) as lines:  # torn in the middle, their cursor ends with them
        told = replay(lines)
    found = {}
    for row in Issue.objects.order_by("pk").iterator(chunk_size=2000):
        mine = told.get(row.pk, {})
        pairs = {name: (mine.get(name), plain(getattr(row, name))) for name in TOLD}
        if wrong := {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}:
            found[row.number] = wrong
    return found
