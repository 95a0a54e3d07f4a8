"""Issues taken a level higher: at once to the second, by a signed petition to the highest."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules.issues import RUNNING, Act
from ballast.dispatch.coordination.rules.levels import Holder
from ballast.dispatch.coordination.selectors import limits, matters
from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as identity
from ballast.projects import selectors as projects
from ballast.projects.rules import Party

from .effects import carry_out, done
from .events import IssuesEscalated, PetitionsAsked
from .handing import assist
from .holding import Held, IssueMove, hold, write


@transaction.atomic
def escalate(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The lead, the raiser or the office asks for a higher level.

    To the highest level only a petition is asked for. Raises ``NotAllowed``, ``IssuesRefused``.
    """
    held = hold(Act.ESCALATE, by=by, at=at, moves=moves)
    climbed, asked = climb_or_ask(held, held.rows, by_time=False)
    return [*climbed, *asked]


def climb_or_ask(
    held: Held, rows: Collection[Issue], *, by_time: bool
) -> tuple[list[Issue], list[Issue]]:
    """Take these higher, or ask for the petition where the next level is the highest."""
    top = held.clocks.ladder(held.on).top
    climbing = held.part([row for row in rows if row.level + 1 < top])
    asking = held.part([row for row in rows if row.level + 1 >= top])
    return climb(climbing, by_time=by_time), ask(asking, by_time=by_time)


@transaction.atomic
def raise_to_headquarters(
    *, by: Actor, at: datetime, numbers: Sequence[str], paper_id: int | None = None
) -> list[Issue]:
    """The petition is signed: these issues are at the highest level from today.

    What they were merged into since stands for them. Those already there, or no longer running,
    are left as they are. Raises ``NotAllowed``.
    """
    identity.insist(by, "issue.decide", at=at)
    rows = list(
        Issue.objects.select_for_update(of=("self",))
        .filter(pk__in=matters.last_of_numbers(numbers), state__in=RUNNING)
        .order_by("pk")
    )
    held = Held(by, at, rows, limits.clocks([row.pk for row in rows]))
    top = held.clocks.ladder(held.on).top
    held = held.part([row for row in rows if row.level < top])
    for row in held.rows:
        row.level = top - 1
    return climb(held, by_time=False, paper_id=paper_id)


def climb(held: Held, *, by_time: bool, paper_id: int | None = None) -> list[Issue]:
    """Take issues one level higher; at a department's level the department leads."""
    if not held.rows:
        return []
    leads = {row.pk: row.lead_id for row in held.rows}
    carry_out(held, Act.ESCALATE)
    found = _departments(held)
    for row in held.rows:
        row.lead_id = found.get(row.pk, row.lead_id)
        if row.lead_id != leads[row.pk]:
            row.holder_person_id = None
    climbed: list[Issue] = []
    for level in sorted({row.level for row in held.rows}):
        of_level = held.part([row for row in held.rows if row.level == level])
        event = of_level.fact(IssuesEscalated, level=level, by_time=by_time)
        climbed += write(of_level, Act.ESCALATE, event, paper_id=paper_id)
    assist({row.pk: leads[row.pk] for row in climbed if row.lead_id != leads[row.pk]})
    return climbed


def ask(held: Held, *, by_time: bool) -> list[Issue]:
    """Ask for the petition to headquarters, once at a time."""
    return done(held, Act.ASK, PetitionsAsked, by_time=by_time)


def _departments(held: Held) -> dict[int, int]:
    """The lead department of each issue's main project, where its level is a department's."""
    ladder = held.clocks.ladder(held.on)
    ids = [row.pk for row in held.rows if ladder.level(row.level).holder is Holder.DEPARTMENT]
    main = {issue: own[0] for issue, own in matters.projects_of(ids).items()}
    led = projects.holders(set(main.values()), held.on, [Party.LEAD_DEPARTMENT])
    units = {
        project: next((one.unit_id for one in rows if one.unit_id), None)
        for project, rows in led.items()
    }
    return {issue: unit for issue, project in main.items() if (unit := units.get(project))}
