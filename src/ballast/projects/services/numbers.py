"""From the numbers that people write to the projects they mean."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate

from ballast.platform.audit.services import Actor
from ballast.projects.rules import Fault, refuse
from ballast.projects.selectors import within_reach


def numbered(*, by: Actor, at: datetime, numbers: Sequence[str], about: str) -> list[int]:
    """The ids of projects by their Ballast numbers, in the order given.

    Raises ``RegisterRefused`` naming every number that no project within reach bears.
    """
    known = dict(
        within_reach(by, localdate(at)).filter(number__in=numbers).values_list("number", "pk")
    )
    refuse(
        Fault("number_unknown", number, {"text": number}, about)
        for number in numbers
        if number not in known
    )
    return [known[number] for number in numbers]
