"""What can be done with an issue: its words, what is asked first, and the service that does it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from ballast.dispatch.coordination.forms.issues import (
    ActForm,
    Assigning,
    Deciding,
    HandingOver,
    Merging,
    Pausing,
    Putting,
    Reason,
    Remark,
    Solving,
    Splitting,
)
from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules.issues import (
    Act,
    Cause,
    Decision,
    PauseReason,
    Severity,
    Source,
)
from ballast.dispatch.coordination.selectors.matters import projects_of
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import IssueMove, NewIssue, NewTask
from ballast.platform.audit.services import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Doing:
    """One press of a button: with which issues as they were seen, what was filled in, by whom."""

    issues: Sequence[Issue]
    seen: Mapping[int, int | None]  # the version of each, by its id
    said: Mapping[str, Any]
    by: Actor
    at: datetime

    @property
    def issue(self) -> Issue:
        """The one on whose page it was pressed."""
        (one,) = self.issues
        return one

    @property
    def moves(self) -> list[IssueMove]:
        words = self.said.get("words", "")
        return [IssueMove(issue_id=pk, seen=seen, words=words) for pk, seen in self.seen.items()]

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing to do, as a page offers it; ``needs`` no act where it moves nothing."""

    code: str
    needs: Act | None
    words: "StrPromise"
    done: "StrPromise"
    icon: str
    form: type[ActForm]
    do: Callable[[Doing], object]
    kind: str = ""
    is_first: bool = False  # one of those the issue waits for


def _plainly(service: Callable[..., object]) -> Callable[[Doing], object]:
    return lambda doing: service(moves=doing.moves, **doing.who)


def _solve(doing: Doing) -> object:
    uploads = {doing.issue.pk: doing.said["uploads"]}
    return services.report_solved(moves=doing.moves, uploads=uploads, **doing.who)


def _pause(doing: Doing) -> object:
    until, reason = doing.said["until_on"], PauseReason(doing.said["reason"])
    return services.pause(moves=doing.moves, until_on=until, reason=reason, **doing.who)


def _offer(doing: Doing) -> object:
    return services.offer(moves=doing.moves, to=doing.said["unit"], **doing.who)


def _order(doing: Doing) -> object:
    return services.hand_over(moves=doing.moves, to=doing.said["unit"], **doing.who)


def _decide(doing: Doing) -> object:
    decision = Decision(doing.said["decision"])
    return services.decide(moves=doing.moves, decision=decision, **doing.who)


def _merge(doing: Doing) -> object:
    return services.merge(moves=doing.moves, into=doing.said["into"].pk, **doing.who)


def _split(doing: Doing) -> object:
    """Parts like the whole but for their titles."""
    one = doing.issue
    held_up = projects_of([one.pk]).get(one.pk, [])
    parts = [
        NewIssue(
            title=title,
            cause=Cause(one.cause),
            severity=Severity(one.severity),
            source=Source(one.source),
            lead_id=one.lead_id,
            project_ids=held_up,
            raiser_id=one.raiser_id,
            node=one.node,
        )
        for title in doing.said["titles"]
    ]
    return services.split(move=doing.moves[0], parts=parts, **doing.who)


def _put(doing: Doing) -> object:
    return services.assign_person(moves=doing.moves, person_id=doing.said["person"], **doing.who)


def _assign(doing: Doing) -> object:
    said = doing.said
    tasks = [
        NewTask(
            issue_id=one.pk,
            words=said["words"],
            outcome=said["outcome"],
            unit_id=said["unit"] or one.lead_id,
            due_on=said["due_on"],
        )
        for one in doing.issues
    ]
    return services.assign_tasks(tasks=tasks, **doing.who)


_ALL = (
    Offered(
        "accept",
        Act.ACCEPT,
        pgettext_lazy("issue", "Accept"),
        pgettext_lazy("issue", "Accepted."),
        "check",
        Remark,
        _plainly(services.accept),
        "primary",
        is_first=True,
    ),
    Offered(
        "take_in_hand",
        Act.TAKE_IN_HAND,
        pgettext_lazy("issue", "Take in hand"),
        pgettext_lazy("issue", "Taken in hand."),
        "hand",
        Remark,
        _plainly(services.take_in_hand),
        "primary",
        is_first=True,
    ),
    Offered(
        "solve",
        Act.SOLVE,
        gettext_lazy("Report it solved"),
        gettext_lazy("Reported solved; who raised it confirms."),
        "circle-check-big",
        Solving,
        _solve,
        "primary",
        is_first=True,
    ),
    Offered(
        "confirm",
        Act.CONFIRM,
        gettext_lazy("Confirm and close"),
        gettext_lazy("Confirmed and closed."),
        "check-check",
        Remark,
        _plainly(services.confirm),
        "primary",
        is_first=True,
    ),
    Offered(
        "refuse",
        Act.REFUSE,
        gettext_lazy("Not solved"),
        gettext_lazy("Told to the unit: it goes on."),
        "circle-x",
        Reason,
        _plainly(services.refuse_solution),
        is_first=True,
    ),
    Offered(
        "decide",
        Act.DECIDE_CLOSED,
        pgettext_lazy("issue", "Decide"),
        pgettext_lazy("issue", "Decided."),
        "gavel",
        Deciding,
        _decide,
        "primary",
        is_first=True,
    ),
    Offered(
        "raise_again",
        Act.RAISE_AGAIN,
        gettext_lazy("Raise it again"),
        gettext_lazy("Raised again."),
        "undo-2",
        Reason,
        _plainly(services.raise_again),
        "primary",
        is_first=True,
    ),
    Offered(
        "take_over",
        Act.HAND_OVER,
        gettext_lazy("Take it over"),
        gettext_lazy("Taken over."),
        "log-in",
        Reason,
        _plainly(services.hand_over),
        "primary",
        is_first=True,
    ),
    Offered(
        "decline",
        Act.DECLINE,
        gettext_lazy("Decline the handover"),
        gettext_lazy("Declined; it stays where it was."),
        "x",
        Reason,
        _plainly(services.decline),
        is_first=True,
    ),
    Offered(
        "send_back",
        Act.SEND_BACK,
        pgettext_lazy("issue", "Send back"),
        pgettext_lazy("issue", "Sent back to who raised it."),
        "undo-2",
        Reason,
        _plainly(services.send_back),
        is_first=True,
    ),
    Offered(
        "assign",
        None,
        gettext_lazy("Give a task"),
        gettext_lazy("The task is given, and told to the unit."),
        "list-plus",
        Assigning,
        _assign,
    ),
    Offered(
        "person",
        Act.ASSIGN,
        gettext_lazy("Give it to a person"),
        gettext_lazy("Given to that person."),
        "user-round-check",
        Putting,
        _put,
    ),
    Offered(
        "escalate",
        Act.ESCALATE,
        gettext_lazy("Ask for the next level"),
        gettext_lazy("Done: to the second level at once, to headquarters by a signed petition."),
        "arrow-up-from-line",
        Reason,
        _plainly(services.escalate),
    ),
    Offered(
        "offer",
        Act.OFFER,
        gettext_lazy("Offer to another unit"),
        gettext_lazy("Offered: it passes once that unit takes it."),
        "log-out",
        HandingOver,
        _offer,
    ),
    Offered(
        "take_offer_back",
        Act.TAKE_BACK,
        gettext_lazy("Take the offer back"),
        gettext_lazy("Taken back; it stays with you, and the unit asked is told."),
        "undo-2",
        Reason,
        _plainly(services.take_offer_back),
    ),
    Offered(
        "order",
        Act.HAND_OVER,
        gettext_lazy("Hand over by order"),
        gettext_lazy("Handed over."),
        "log-out",
        HandingOver,
        _order,
    ),
    Offered(
        "pause",
        Act.PAUSE,
        gettext_lazy("Pause the clock"),
        gettext_lazy("The clock stands."),
        "pause",
        Pausing,
        _pause,
    ),
    Offered(
        "end_pause",
        Act.END_PAUSE,
        gettext_lazy("Let the clock run"),
        gettext_lazy("The clock runs again."),
        "play",
        Remark,
        _plainly(services.end_pause),
    ),
    Offered(
        "reopen",
        Act.REOPEN,
        pgettext_lazy("issue", "Reopen"),
        pgettext_lazy("issue", "Reopened."),
        "lock-open",
        Reason,
        _plainly(services.reopen),
    ),
    Offered(
        "merge",
        Act.MERGE,
        gettext_lazy("Merge into another"),
        gettext_lazy("Merged."),
        "merge",
        Merging,
        _merge,
    ),
    Offered(
        "split",
        Act.SPLIT,
        gettext_lazy("Split into parts"),
        gettext_lazy("Split; each part stands on the desk by its own number."),
        "split",
        Splitting,
        _split,
    ),
    Offered(
        "withdraw",
        Act.WITHDRAW,
        pgettext_lazy("issue", "Withdraw"),
        pgettext_lazy("issue", "Withdrawn."),
        "file-x",
        Reason,
        _plainly(services.withdraw),
        "danger",
    ),
)
BY_CODE = {one.code: one for one in _ALL}
