"""Topics as far as a person sees them, what the agenda goes by, and what might be proposed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from ballast.delivery.plans import selectors as plans
from ballast.dispatch.coordination import selectors as coordination
from ballast.dispatch.coordination.rules.issues import OPEN
from ballast.dispatch.meetings.models import Meeting, Opinion, Topic
from ballast.dispatch.meetings.rules import BEFORE, Fate, State, TopicState, Weight, ordered
from ballast.platform.identity import selectors as identity

from .decisions import Promise, kept
from .meetings import last_of_kind, meetings, speaks_for

if TYPE_CHECKING:
    from ballast.dispatch.coordination.models import Issue
    from ballast.platform.identity.models import User

MOST_PROPOSED = 40
FROM_LEVEL = 2  # issues below it are settled where they lie


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One topic at its place; ``moved`` where a hand has put it there."""

    place: int
    topic: Topic
    weight: Weight[int]
    opinions: Sequence[Opinion]

    @property
    def moved(self) -> bool:
        return self.topic.hand_place is not None

    @property
    def above(self) -> int:
        return self.place - 1

    @property
    def below(self) -> int:
        return self.place + 1

    @property
    def given(self) -> int:
        """How many of the units asked have written their opinion."""
        return sum(one.given_at is not None for one in self.opinions)


@dataclass(frozen=True, slots=True)
class Proposals:
    """What might be put on an agenda: open issues, and what was promised last time and is late."""

    issues: "Sequence[Issue]"
    promises: Sequence[Promise]


def topics(viewer: "User", on: date) -> QuerySet[Topic]:
    """The topics a person sees: the office all; a unit its own and those it is asked about.

    Once the agenda stands, who takes part in the meeting sees what was admitted to it.
    """
    rows = Topic.objects.filter(meeting__in=meetings(viewer, on))
    scope = identity.scope_of(viewer, on)
    if scope.everything:
        return rows
    asked = Opinion.objects.filter(unit__in=scope.unit_ids)
    taking_part = Q(meeting__attendances__unit__in=scope.unit_ids)
    stands = ~Q(meeting__state__in=[State.PLANNED, State.ASKING])
    seen = Q(unit__in=scope.unit_ids) | Q(pk__in=asked.values("topic"))
    seen |= stands & taking_part & Q(state=TopicState.ADMITTED)
    return rows.filter(seen).distinct()


def asked_topics(viewer: "User", meeting: Meeting, on: date) -> list[Topic]:
    """Those that wait to be admitted or were sent back, the first asked first."""
    rows = topics(viewer, on).filter(meeting=meeting).exclude(state=TopicState.ADMITTED)
    return list(rows.select_related("unit", "issue", "project").order_by("asked_at", "pk"))


def agenda(meeting: Meeting, on: date, seen: Collection[int] | None = None) -> list[AgendaLine]:
    """The topics admitted, in their order: as fixed, or as the rule orders them on that day.

    ``seen``: the ids of those that are shown; places are counted over all. Five queries.
    """
    rows = Topic.objects.filter(meeting=meeting, state=TopicState.ADMITTED)
    found = {
        one.pk: one
        for one in rows.select_related("unit", "issue__lead", "promise__meeting", "project")
    }
    weights = {one.key: one for one in _weights(list(found.values()), on)}
    if meeting.state in BEFORE:
        by_hand = {pk: one.hand_place for pk, one in found.items() if one.hand_place}
        order = ordered(list(weights.values()), by_hand)
    else:
        order = sorted(found, key=lambda pk: (found[pk].place or len(found) + 1, pk))
    opinions = _opinions(found)
    return [
        AgendaLine(place, found[pk], weights[pk], opinions.get(pk, []))
        for place, pk in enumerate(order, 1)
        if seen is None or pk in seen
    ]


def proposals(viewer: "User", meeting: Meeting, on: date) -> Proposals:
    """Open issues of the second level and above, overdue first; late promises of the last one."""
    taken = Topic.objects.filter(meeting=meeting).exclude(state=TopicState.SENT_BACK)
    issues = coordination.issues(viewer, on).filter(state__in=OPEN, level__gte=FROM_LEVEL)
    issues = issues.exclude(pk__in=taken.filter(issue__isnull=False).values("issue"))
    issues = issues.select_related("lead").order_by("due_on", "-level", "pk")[:MOST_PROPOSED]
    before = last_of_kind(meeting)
    done = set(taken.filter(promise__isnull=False).values_list("promise", flat=True))
    lines = kept(before, on).lines if before else []
    late = [one for one in lines if one.fate is Fate.LATE and one.decision.pk not in done]
    return Proposals(list(issues), late)


def opinions_asked(viewer: "User", on: date) -> QuerySet[Opinion]:
    """The opinions that wait for the units a person speaks for, the first due first."""
    rows = Opinion.objects.filter(unit__in=speaks_for(viewer, on), given_at=None)
    open_ones = rows.exclude(topic__meeting__state__in=[State.SENT, State.CALLED_OFF])
    return open_ones.order_by("due_on", "pk")


def topics_to_admit(viewer: "User", on: date) -> QuerySet[Topic]:
    """The topics that wait for the office's word, at meetings that have not been held."""
    if not identity.scope_of(viewer, on).may("meeting.run"):
        return Topic.objects.none()
    waiting = Topic.objects.filter(state=TopicState.ASKED, meeting__state__in=BEFORE)
    return waiting.order_by("asked_at", "pk")


def projects_about(found: Sequence[Topic]) -> list[int]:
    """The projects that topics are about, by themselves or by their issues, in their order."""
    return list(dict.fromkeys(project for _, project in _pairs(found)))


def _pairs(found: Sequence[Topic]) -> list[tuple[int, int]]:
    """Topics with the projects that they are about."""
    rows = Topic.objects.filter(pk__in=[one.pk for one in found], issue__projects__isnull=False)
    own = [(one.pk, one.project_id) for one in found if one.project_id]
    return [*own, *rows.order_by("pk").values_list("pk", "issue__projects")]


def _weights(found: Sequence[Topic], on: date) -> list[Weight[int]]:
    """What each topic's place goes by; the plan's money of its projects where none is said."""
    money = _money(found, on)
    weights = []
    for one in found:
        issue = one.issue
        due = issue.due_on if issue else one.promise.due_on if one.promise else None
        weights.append(
            Weight(
                key=one.pk,
                is_promise=one.promise_id is not None,
                level=issue.level if issue else 0,
                overdue=max(0, (on - due).days) if due else 0,
                at_stake=(issue.days_at_stake or 0) if issue else 0,
                amount=one.amount_yuan or money.get(one.pk, Decimal(0)),
                asked_at=one.asked_at,
            )
        )
    return weights


def _money(found: Sequence[Topic], on: date) -> dict[int, Decimal]:
    """The year's planned investment of the projects that a topic is about."""
    pairs = set(_pairs(found))
    lines = plans.lines_of(on.year, {project for _, project in pairs})
    money: dict[int, Decimal] = {}
    for topic, project in pairs:
        if project in lines:
            money[topic] = money.get(topic, Decimal(0)) + (lines[project].planned_yuan or 0)
    return money


def _opinions(found: Collection[int]) -> dict[int, list[Opinion]]:
    rows = Opinion.objects.filter(topic__in=found).select_related("unit").order_by("unit__code")
    grouped: dict[int, list[Opinion]] = {}
    for one in rows:
        grouped.setdefault(one.topic_id, []).append(one)
    return grouped
