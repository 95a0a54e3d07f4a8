"""What some columns show of a project beside its line: asked only where such a column is shown."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from ballast.delivery.progress import selectors as progress
from ballast.kernel.periods import Period
from ballast.platform.codelists import selectors as codelists
from ballast.platform.language import called
from ballast.projects import selectors as projects
from ballast.projects.rules import Party
from ballast.projects.selectors import Turn

# The columns of a day: which turn, and whether it is the day planned or the day it came.
DAYS: Mapping[str, tuple[Turn, int]] = {
    "start_planned": (Turn.START, 0),
    "started": (Turn.START, 1),
    "finish_planned": (Turn.FINISH, 0),
    "finished": (Turn.FINISH, 1),
}


def beyond(
    pks: Sequence[int], codes: Collection[str], period: Period, on: date
) -> dict[int, dict[str, Any]]:
    """What these columns show of each project, by its id; a query a source."""
    found: dict[int, dict[str, Any]] = {pk: {} for pk in pks}
    for turn in Turn:
        wanted = {code: place for code, (of, place) in DAYS.items() if of is turn and code in codes}
        if wanted:
            for pk, days in projects.turns_of(pks, turn, period.last_day).items():
                found[pk] |= {code: days[place] for code, place in wanted.items()}
    if "sponsor" in codes:
        for pk, held in projects.holders(pks, on, [Party.SPONSOR]).items():
            found[pk]["sponsor"] = "、".join(f"{one.post} {one.person}".strip() for one in held)
    if "node" in codes:
        nodes = {node.code: called(node) for node in codelists.lifecycle(on=on).nodes}
        for pk, code in progress.places_of(pks, progress.NODE, period.year).items():
            found[pk]["node"] = nodes.get(code, "")
    return found
