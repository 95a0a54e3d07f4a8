"""Matters that come of checks: asked for by a unit, made of its silence, opened again."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ballast.dispatch.alerts.models import Check, ProjectWarning, WarningStep
from ballast.dispatch.alerts.rules import WarningState
from ballast.dispatch.coordination.rules import Cause, IssueState, Source
from ballast.dispatch.coordination.rules.issues import OPEN
from ballast.dispatch.coordination.selectors import matters
from ballast.dispatch.coordination.services import issues as coordination
from ballast.dispatch.coordination.services.issues import IssueMove, NewIssue
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import Role
from ballast.projects import selectors as projects
from ballast.projects.rules import at_work, overdue

if TYPE_CHECKING:
    from ballast.dispatch.coordination.models import Issue

Behind = Mapping[int, tuple[str, int | None]]  # by project: a node, and its days behind
CLOCK = Actor("job", None, "checks")
_TITLE = 60  # signs
_END = re.compile(r"[。；;！？]|\.\s")  # of a first sentence
_SECOND = 2  # the level of what nobody answered


def put_matters(
    by: Actor, at: datetime, rows: Sequence[Check], leads: dict[int, int], *, as_one: bool
) -> None:
    """Tie true checks to the matters they ask for; those that have none open get one.

    ``leads``: who shall lead, by check; without one the unit itself does, and the office says
    whether it is solved, for nobody confirms their own work.
    """
    groups = _grouped(_untied(rows), as_one=as_one)
    behind = _behind(groups, at)
    new = [_asked(group, leads.get(group[0].pk), behind) for group in groups]
    # In the office's name, whose warning it is: a unit that leads itself does not raise it too.
    office = Actor("job", by.id, by.label)
    _tie(groups, coordination.raise_issues(by=office, at=at, issues=new) if new else [])


def put_climbed(by: Actor, at: datetime, rows: Sequence[Check]) -> None:
    """Tie what nobody answered in time to a matter one level up, on the project office's desk."""
    office = identity.units_holding(Role.PROJECT_OFFICE, localdate(at)).first()
    groups = _grouped(_untied(rows), as_one=False)
    behind = _behind(groups, at)
    new = [_climbed(group, office.pk, behind) for group in groups] if office else []
    _tie(groups, coordination.raise_issues(by=by, at=at, issues=new) if new else [])


@transaction.atomic
def reopen_relapsed(*, at: datetime, period: str, by: Actor = CLOCK) -> int:
    """Open again the last matter of each warning that relapsed in a period, if closed; how many."""
    steps = WarningStep.objects.filter(period=period, state=WarningState.RELAPSED)
    relapsed = [one.warning for one in steps.select_related("warning__project").order_by("pk")]
    closed = [one for one in _last_matters(relapsed).values() if one[1] == IssueState.CLOSED]
    keys = [key for _, _, key in closed if key]
    again = matters.of_source(Source.WARNING, keys).filter(state__in=OPEN)
    running = set(again.values_list("source_key", flat=True))  # of one source one is open at a time
    ids = {pk for pk, _, key in closed if key not in running}
    if not ids:
        return 0
    words = _("The warning relapsed in %(period)s.") % {"period": period}
    moves = [IssueMove(issue_id=pk, words=words) for pk in sorted(ids)]
    return len(coordination.reopen(by=by, at=at, moves=moves))


def _untied(rows: Iterable[Check]) -> list[Check]:
    """Those without an open matter; the others are tied to the one that is open."""
    rows = list(rows)
    last = _last_matters([one.warning for one in rows])
    for one in rows:
        pk, state, _ = last.get(one.warning_id, (None, "", ""))
        one.issue_id = pk if state in OPEN else None
    return [one for one in rows if one.issue_id is None]


def _last_matters(warnings: Iterable[ProjectWarning]) -> dict[int, tuple[int, str, str]]:
    """Id, state and source of the matter that was made last of each of these warnings."""
    keys = {_key(one): one.pk for one in warnings}
    tied = Check.objects.filter(warning__in=keys.values(), issue__isnull=False)
    found: dict[int, tuple[int, str, str]] = {}
    rows: Any = tied.order_by("issue").values_list(
        "warning", "issue", "issue__state", "issue__source_key"
    )
    for warning, pk, state, key in rows:
        found[warning] = (pk, state, key)
    for issue in matters.of_source(Source.WARNING, list(keys)):
        warning = keys[issue.source_key]
        last = (issue.pk, issue.state, issue.source_key)
        found[warning] = max(found.get(warning, (0, "", "")), last)
    return _followed(found)


def _followed(found: dict[int, tuple[int, str, str]]) -> dict[int, tuple[int, str, str]]:
    """In the place of what was merged, what it was merged into."""
    into = matters.last_of([pk for pk, state, _ in found.values() if state == IssueState.MERGED])
    now = {pk: (one.pk, one.state, one.source_key) for pk, one in into.items()}
    return {warning: now.get(one[0], one) for warning, one in found.items()}


def _key(warning: ProjectWarning) -> str:
    return f"warning:{warning.project.number}:{warning.family}"


def _grouped(rows: Iterable[Check], *, as_one: bool) -> list[list[Check]]:
    found: dict[int, list[Check]] = {}
    for one in rows:
        found.setdefault(0 if as_one else one.warning.project_id, []).append(one)
    return list(found.values())


def _tie(groups: Iterable[Collection[Check]], issues: "Iterable[Issue]") -> None:
    for group, issue in zip(groups, issues, strict=False):
        for one in group:
            one.issue = issue


def _behind(groups: Iterable[Collection[Check]], at: datetime) -> Behind:
    """The node furthest behind of each project, with its days; else the one at work."""
    held_up = {one.warning.project_id: one.warning.project for group in groups for one in group}
    on, found = localdate(at), {}
    for pk, stops in projects.tracks(held_up.values(), on).items():
        stop, days = max(overdue(stops, on), key=lambda one: one[1], default=(at_work(stops), None))
        found[pk] = (stop.node.name_zh if stop else "", days)
    return found


def _asked(group: Sequence[Check], lead: int | None, behind: Behind) -> NewIssue:
    first = group[0]
    said = dict.fromkeys(f"{one.asks}\n{one.words}" for one in group)
    to_another = lead is not None and lead != first.unit_id
    return NewIssue(
        title=_title(group, first.words),
        words="\n".join(said),
        cause=Cause(first.cause),
        lead_id=lead or first.unit_id,
        raiser_id=first.unit_id if to_another else None,
        **_from(group, behind),
    )


def _climbed(group: Sequence[Check], office: int, behind: Behind) -> NewIssue:
    first = group[0]
    words = _("%(unit)s did not answer by %(day)s what the warning of %(period)s asks.") % {
        "unit": first.unit.short_name,
        "day": first.due_on,
        "period": first.period,
    }
    return NewIssue(
        title=_title(group, _("warning not answered in time")),
        words=words,
        cause=Cause.OTHER,
        lead_id=office,
        assisting_ids=[first.unit_id],
        level=_SECOND,
        **_from(group, behind),
    )


def _from(group: Sequence[Check], behind: Behind) -> dict[str, Any]:
    """Where it comes from, and which projects it holds up, the first of them first."""
    first = group[0].warning
    node, days = behind.get(first.project_id, ("", None))
    return {
        "node": node,
        "days_at_stake": days,
        "source": Source.WARNING,
        "source_key": _key(first),
        "project_ids": list(dict.fromkeys(one.warning.project_id for one in group)),
    }


def _title(group: Sequence[Check], what: str) -> str:
    """The project and what holds it up, as it reads in the middle of a paper's sentence."""
    more = _(" and others") if len({one.warning.project_id for one in group}) > 1 else ""
    said = _END.split(" ".join(what.split()), maxsplit=1)[0]
    short = said if len(said) <= _TITLE else f"{said[: _TITLE - 1]}…"
    return f"{group[0].warning.project.name}{more}{short}"
