"""Issues taken a level higher: at once to the second, by a signed petition to the highest."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules.issues import RUNNING, Act
from ballast.dispatch.coordination.rules.levels import Holder
from ballast.dispatch.coordination.selectors import limits
from ballast.platform.audit.services import Actor
from ballast.platform.identity import services as identity
from ballast.projects import selectors as projects
from ballast.projects.rules import Party

from .effects import carry_out
from .events import IssuesEscalated, PetitionsAsked
from .handing import assist
from .holding import Held, IssueMove, hold, write
from .moving import RIGHTS
from .telling import tell_leads, tell_office


@transaction.atomic
def escalate(*, by: Actor, at: datetime, moves: Sequence[IssueMove]) -> list[Issue]:
    """The lead, the raiser or the office asks for a higher level.

    To the highest level only a petition is asked for. Raises ``NotAllowed``, ``IssuesRefused``.
    """
    held = hold(Act.ESCALATE, by=by, at=at, moves=moves, right=RIGHTS)
    words = {one.issue_id: one.words.strip() for one in moves}
    top = held.clocks.ladder(held.on).top
    climbing = part(held, [row for row in held.rows if row.level + 1 < top])
    asking = part(held, [row for row in held.rows if row.level + 1 >= top])
    climbed = climb(climbing, words=words, by_time=False) if climbing.rows else []
    asked = ask(asking, words=words, by_time=False) if asking.rows else []
    return [*climbed, *asked]


@transaction.atomic
def raise_to_headquarters(
    *, by: Actor, at: datetime, numbers: Sequence[str], paper_id: int | None = None
) -> list[Issue]:
    """The petition is signed: these issues are at the highest level from today.

    Those already there, or no longer running, are left as they are. Raises ``NotAllowed``.
    """
    identity.insist(by, "issue.decide", at=at)
    rows = list(
        Issue.objects.select_for_update(of=("self",))
        .filter(number__in=numbers, state__in=RUNNING)
        .order_by("pk")
    )
    held = Held(by, at, rows, limits.clocks([row.pk for row in rows]))
    top = held.clocks.ladder(held.on).top
    held = part(held, [row for row in rows if row.level < top])
    for row in held.rows:
        row.level = top - 1
    return climb(held, words={}, by_time=False, paper_id=paper_id) if held.rows else []


def part(held: Held, rows: list[Issue]) -> Held:
    """Some of the issues held."""
    return Held(held.by, held.at, rows, held.clocks)


def climb(
    held: Held, *, words: dict[int, str], by_time: bool, paper_id: int | None = None
) -> list[Issue]:
    """Take issues one level higher; at a department's level the department leads."""
    leads = {row.pk: row.lead_id for row in held.rows}
    carry_out(held, Act.ESCALATE)
    found = _departments(held)
    for row in held.rows:
        row.lead_id = found.get(row.pk, row.lead_id)
        if row.lead_id != leads[row.pk]:
            row.holder_person_id = None
    done = []
    for level in sorted({row.level for row in held.rows}):
        of_level = [row for row in held.rows if row.level == level]
        of_these = _kept(held, of_level)
        event = IssuesEscalated(
            subject=of_these.numbers[0], issues=of_these.numbers, level=level, by_time=by_time
        )
        done += write(of_these, Act.ESCALATE, event, words=words, paper_id=paper_id)
    assist({row.pk: leads[row.pk] for row in done if row.lead_id != leads[row.pk]})
    tell_leads("issue_escalated", done, held.at)
    tell_office("issue_escalated", done, held.at)
    return done


def ask(held: Held, *, words: dict[int, str], by_time: bool) -> list[Issue]:
    """Ask for the petition to headquarters, once at a time."""
    carry_out(held, Act.ASK)
    event = PetitionsAsked(subject=held.numbers[0], issues=held.numbers, by_time=by_time)
    rows = write(held, Act.ASK, event, words=words)
    tell_office("petition_asked", rows, held.at)
    return rows


def _kept(held: Held, rows: list[Issue]) -> Held:
    """Some of the issues held, with what they were before and their pauses."""
    kept = part(held, rows)
    ids = {row.pk for row in rows}
    kept.before = {pk: told for pk, told in held.before.items() if pk in ids}
    kept.pauses = [one for one in held.pauses if one.issue_id in ids]
    return kept


def _departments(held: Held) -> dict[int, int]:
    """The lead department of each issue's main project, where its level is a department's."""
    ladder = held.clocks.ladder(held.on)
    ids = [row.pk for row in held.rows if ladder.level(row.level).holder is Holder.DEPARTMENT]
    main = _main_projects(ids)
    led = projects.holders(set(main.values()), held.on, [Party.LEAD_DEPARTMENT])
    units = {
        project: next((one.unit_id for one in rows if one.unit_id), None)
        for project, rows in led.items()
    }
    return {issue: unit for issue, project in main.items() if (unit := units.get(project))}


def _main_projects(issue_ids: Collection[int]) -> dict[int, int]:
    held_up = Issue.projects.through.objects.filter(issue_id__in=issue_ids)
    rows = held_up.order_by("issue_id", "pk").distinct("issue_id")
    return dict(rows.values_list("issue_id", "project_id"))
