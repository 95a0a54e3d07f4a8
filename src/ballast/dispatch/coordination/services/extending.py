"""The limit of an issue, extended once, for a reason, by the office."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Issue, LimitExtension, Plan
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.rules.issues import RUNNING, Act
from ballast.dispatch.coordination.selectors import limits
from ballast.dispatch.coordination.selectors import matters as selectors
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity

from .issues.holding import Held, write
from .issues.refusals import refuse
from .plan_events import ExtensionsAsked, ExtensionsDecided

TABLE = "coordination_limitextension"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDraft:
    """A later limit, and why it is asked for."""

    issue_id: int
    wanted_on: date
    reason: str


@transaction.atomic
def ask_extensions(
    *, by: Actor, at: datetime, asked: Sequence[ExtensionDraft]
) -> list[LimitExtension]:
    """The lead of urged issues asks for a later limit before the old one has gone by.

    Raises ``NotAllowed``, ``IssuesRefused``: each fault named; an issue is extended once.
    """
    identity.insist(by, "issue.handle", at=at)
    on = localdate(at)
    drafts = {one.issue_id: one for one in asked}
    rows = _locked(drafts)
    reach = selectors.reach(by, on)
    if len(rows) < len(drafts) or not all(reach.hand(row).leads for row in rows):
        refuse([Fault("issue_unknown")])
    refuse(_faults(rows, drafts, on))
    made = LimitExtension.objects.bulk_create(
        LimitExtension(
            issue=row,
            was_due_on=row.due_on,
            wanted_on=drafts[row.pk].wanted_on,
            reason=drafts[row.pk].reason.strip(),
            asked_by=by.label,
            asked_at=at,
        )
        for row in rows
    )
    numbers = tuple(row.number for row in rows)
    changes = [Change(TABLE, one.pk, {"wanted_on": (None, one.wanted_on)}) for one in made]
    event = ExtensionsAsked(subject=numbers[0], issues=numbers)
    audit.record(event, by=by, at=at, changes=changes)
    return made


@transaction.atomic
def decide_extensions(
    *, by: Actor, at: datetime, ids: Collection[int], is_granted: bool, words: str = ""
) -> list[LimitExtension]:
    """The office grants or refuses; what is refused is refused with a reason.

    Raises ``NotAllowed``, ``IssuesRefused``.
    """
    identity.insist(by, "issue.decide", at=at)
    asked = {one.issue_id: one for one in LimitExtension.objects.filter(pk__in=ids)}
    rows = [row for row in _locked(asked) if row.state in RUNNING]
    found = list(LimitExtension.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    if not rows or len(rows) < len(set(ids)) or any(one.is_granted is not None for one in found):
        refuse([Fault("extension_unknown")])
    if not is_granted and not words.strip():
        refuse([Fault("issue_without_reason", {}, "words")])
    for one in found:
        one.is_granted, one.decided_words = is_granted, words.strip()
        one.decided_by, one.decided_at = by.label, at
    fields = ["is_granted", "decided_words", "decided_by", "decided_at"]
    LimitExtension.objects.bulk_update(found, fields)
    changes = [Change(TABLE, one.pk, {"is_granted": (None, is_granted)}) for one in found]
    numbers = tuple(row.number for row in rows)
    event = ExtensionsDecided(subject=numbers[0], issues=numbers, granted=is_granted)
    if not is_granted:
        audit.record(event, by=by, at=at, changes=changes)
        return found
    said = {one.issue_id: one for one in found}
    reasons = {pk: one.reason for pk, one in said.items()}
    held = Held(by, at, rows, limits.clocks([row.pk for row in rows]), reasons)
    for row in rows:
        row.extended_to = said[row.pk].wanted_on
        row.due_on = held.clocks.due_on(row)
    write(held, Act.EXTEND, event, more=changes)
    return found


def _locked(ids: Collection[int]) -> list[Issue]:
    rows = Issue.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    return list(rows.order_by("pk"))


def _faults(rows: Sequence[Issue], drafts: dict[int, ExtensionDraft], on: date) -> Iterator[Fault]:
    ids = [row.pk for row in rows]
    urged = set(Plan.objects.filter(issue__in=ids).values_list("issue_id", flat=True))
    before = LimitExtension.objects.filter(issue__in=ids).exclude(is_granted=False)
    used = set(before.values_list("issue_id", flat=True))
    for row in rows:
        found = {
            "extension_not_urged": row.pk not in urged or row.state not in RUNNING,
            "extension_used": row.pk in used,
            "extension_late": on > row.due_on,
            "extension_not_later": drafts[row.pk].wanted_on <= row.due_on,
            "extension_without_reason": not drafts[row.pk].reason.strip(),
        }
        told = {"number": row.number, "due": f"{row.due_on}"}
        yield from (Fault(code, told) for code, wrong in found.items() if wrong)
