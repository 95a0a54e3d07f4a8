"""The city's leaders, and how the projects stand that each of them sponsors."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.coordination import selectors as coordination
from ballast.kernel.periods import Period
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import Role
from ballast.projects import selectors as projects

from .lines import lines

if TYPE_CHECKING:
    from ballast.dispatch.coordination.selectors import Stood
    from ballast.platform.identity.models import User
    from ballast.projects.models import Responsibility


@dataclass(frozen=True, slots=True)
class Leader:
    """A city leader with the post that the register names beside the projects they sponsor.

    ``lamps`` of those projects that stand in the month's plan; empty where lamps are not seen.
    ``matters`` of them that lay with headquarters at the month's end.
    """

    user: "User"
    post: str
    count: int
    lamps: Mapping[Colour, int]
    reds: Sequence[str]  # names
    matters: "Sequence[Stood]"


def leaders(on: date) -> list[str]:
    """The sign-in names of the city's leaders on a day, each once."""
    return list(dict.fromkeys(one.user.username for one in identity.who_hold(Role.CITY_LEADER, on)))


def told_leaders(
    viewer: "User", on: date, period: Period, usernames: Collection[str]
) -> list[Leader]:
    """These leaders, as far as the viewer sees their projects; a fixed number of queries."""
    wanted = set(usernames)
    held = [
        *identity.who_hold(Role.CITY_LEADER, period.last_day),
        *identity.who_hold(Role.CITY_LEADER, on),
    ]
    whose = list(dict.fromkeys(one.user for one in held if one.user.username in wanted))
    sponsored = projects.sponsored_by(whose, period.last_day)
    with_lamps = alerts.sees_lamps(viewer, on, period.code)
    every = {row.project_id for rows in sponsored.values() for row in rows}
    listed = lines(viewer, on, period, with_lamps=with_lamps).filter(pk__in=every)
    shown = {
        pk: (name, Colour(colour) if colour else Colour.DASH)
        for pk, name, colour in listed.order_by("number").values_list("pk", "name", "colour")
    }
    matters = coordination.at_top(period.last_day)
    return [
        _leader(user, sponsored.get(user.pk, ()), shown, matters, with_lamps=with_lamps)
        for user in whose
    ]


def _leader(
    user: "User",
    rows: "Sequence[Responsibility]",
    shown: Mapping[int, tuple[str, Colour]],
    matters: "Sequence[Stood]",
    *,
    with_lamps: bool,
) -> Leader:
    own = dict.fromkeys(row.project_id for row in rows if row.project_id in shown)
    colours = [shown[pk][1] for pk in own]
    return Leader(
        user=user,
        post=next((row.post for row in rows if row.post), ""),
        count=len(own),
        lamps={one: colours.count(one) for one in Colour} if with_lamps else {},
        reds=[shown[pk][0] for pk in own if shown[pk][1] is Colour.RED],
        matters=[one for one in matters if own.keys() & set(one.project_ids)],
    )
