"""What comes by the clock, and who is told of what happened to instructions and sweeps."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ballast.platform import clock
from ballast.platform.audit import selectors as audit

from . import services
from .rules.plans import Grade
from .services import issues, papers, plan_telling
from .services.issues import telling

if TYPE_CHECKING:
    from ballast.platform.documents.services.events import PapersEvent

    from .services import HandedOn, InstructionsEntered, SweepsMoved, SweepsOpened
    from .services.issues import IssuesEscalated, OffersTakenBack, PetitionsAsked, TasksWithdrawn
    from .services.issues.events import IssuesEvent, TasksEvent
    from .services.plan_events import (
        ExtensionsAsked,
        ExtensionsDecided,
        PapersNoted,
        PlansHandedIn,
        PlansReviewed,
    )

_KINDS: Mapping[str, str] = {
    services.InstructionsEntered.code: "instruction_delivered",
    services.InstructionsAmended.code: "instruction_amended",
    services.InstructionsSpokenAgain.code: "instruction_spoken_again",
    services.InstructionsWithdrawn.code: "instruction_withdrawn",
    services.InstructionsReported.code: "instruction_reported",
    services.InstructionsReminded.code: "instruction_waits",
    services.InstructionsClosed.code: "instruction_closed",
}
_ACTS: Mapping[str, str] = {
    "remind": "sweep_waits",
    "extend": "sweep_extended",
    "reopen": "sweep_extended",
}


def run_clocks() -> None:
    """A new day: limits may have passed, pauses ended, raisers kept silent."""
    issues.run_clocks(at=clock.now())


def close_quiet() -> None:
    """A new day: what was reported back may have heard no new word for long enough."""
    services.close_quiet(at=clock.now())


def tell_of_instructions(*, event: "InstructionsEntered", entry_id: int) -> None:
    """Instructions came, changed, wait, were reported back or closed: whom it concerns is told."""
    kind, at = _KINDS[event.code], audit.entry(entry_id).at
    services.tell_instructions(kind=kind, ids=event.ids, at=at)


def tell_of_opened(*, event: "SweepsOpened", entry_id: int) -> None:
    """Sweeps went out: who can answer is told."""
    services.tell_sweeps(kind="sweep_opened", ids=event.ids, at=audit.entry(entry_id).at)


def tell_of_moved(*, event: "SweepsMoved", entry_id: int) -> None:
    """Sweeps were extended, reopened, or reminded of: who has not answered is told."""
    if kind := _ACTS.get(event.act):
        services.tell_sweeps(kind=kind, ids=event.ids, at=audit.entry(entry_id).at)


def tell_of_issues(*, event: "IssuesEvent", entry_id: int) -> None:
    """Something happened to issues: whom they wait for is told."""
    at = audit.entry(entry_id).at
    telling.tell_issues(code=event.code, numbers=event.issues, entry_id=entry_id, at=at)


def tell_of_tasks(*, event: "TasksEvent", entry_id: int) -> None:
    """Tasks were given or returned: who is to do them is told."""
    telling.tell_tasks(code=event.code, ids=event.tasks, at=audit.entry(entry_id).at)


def tell_taken_back(*, event: "OffersTakenBack | TasksWithdrawn", entry_id: int) -> None:  # noqa: ARG001
    """What was asked of somebody is asked no longer: the entry alone still says of whom."""
    changes = audit.changed_by(entry_id)
    telling.tell_taken_back(changes=changes, entry_id=entry_id, at=audit.entry(entry_id).at)


def draft_climbed(*, event: "IssuesEscalated", entry_id: int) -> None:
    """Issues have climbed: their papers are drafted, and nothing leaves unsigned."""
    at = audit.entry(entry_id).at
    papers.draft_climbed(at=at, numbers=event.issues, by_time=event.by_time)


def draft_petitions(*, event: "PetitionsAsked", entry_id: int) -> None:
    """The last level is reached by a signed petition only: it is drafted."""
    papers.draft_petitions(at=audit.entry(entry_id).at, numbers=event.issues)


def note_sent(*, event: "PapersEvent", entry_id: int) -> None:
    """Papers about issues went out: they stand in their history, a petition takes them higher."""
    papers.note_sent(at=audit.entry(entry_id).at, paper_ids=event.papers)


def note_dropped(*, event: "PapersEvent", entry_id: int) -> None:
    """Petitions were thrown away: their issues do not wait for them any more."""
    papers.note_dropped(at=audit.entry(entry_id).at, paper_ids=event.papers)


def run_handovers() -> None:
    """A new day: handovers planned for it are done."""
    services.run_handovers(at=clock.now())


def tell_handed_on(*, event: "HandedOn", entry_id: int) -> None:
    """What a person held passed to another, who is told."""
    services.tell_handed_on(
        leaver=event.leaver,
        heir_id=event.heir_id,
        count=event.count,
        about=f"entry {entry_id}",
        at=audit.entry(entry_id).at,
    )


def tell_plans_asked(*, event: "PapersNoted", entry_id: int) -> None:
    """A 督办单 went out: its lead is told until when to hand in a plan."""
    plan_telling.tell_plans_asked(numbers=event.issues, at=audit.entry(entry_id).at)


def tell_plans_handed_in(*, event: "PlansHandedIn", entry_id: int) -> None:
    """Plans wait for the office."""
    plan_telling.tell_plans_handed_in(numbers=event.issues, at=audit.entry(entry_id).at)


def tell_plans_reviewed(*, event: "PlansReviewed", entry_id: int) -> None:
    """Plans passed, or are to be made again."""
    grade, at = Grade(event.grade), audit.entry(entry_id).at
    plan_telling.tell_plans_reviewed(numbers=event.issues, grade=grade, at=at)


def tell_plans_due() -> None:
    """In the morning: plans whose day is near or has gone by."""
    plan_telling.tell_plans_due(at=clock.now())


def tell_extensions_asked(*, event: "ExtensionsAsked", entry_id: int) -> None:
    """Later limits wait for the office."""
    at = audit.entry(entry_id).at
    plan_telling.tell_extensions(numbers=event.issues, granted=None, at=at)


def tell_extensions_decided(*, event: "ExtensionsDecided", entry_id: int) -> None:
    """Later limits were granted or refused."""
    at = audit.entry(entry_id).at
    plan_telling.tell_extensions(numbers=event.issues, granted=event.granted, at=at)
