"""What may wait for whom, in one table: each entry for those who hold its right."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from . import accounts, dispatch, filing, meetings, papers, warned, weekly
from .asking import Asker
from .waiting import Waiting

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of thing to do. ``count`` tells what of it waits, nothing where nothing does."""

    right: str
    group: str
    words: "StrPromise"
    icon: str
    count: Callable[[Asker], Iterable[Waiting]]


GROUPS: Mapping[str, tuple["StrPromise", str]] = {
    "filing": (_("Filing"), "clipboard-pen-line"),
    "review": (_("Review of filings"), "clipboard-check"),
    "warnings": (_("Warnings"), "triangle-alert"),
    "issues": (_("Issues and tasks"), "circle-alert"),
    "dispatch": (_("Instructions and sweeps"), "megaphone"),
    "papers": (_("Papers"), "file-text"),
    "plan": (_("Plan and imports"), "clipboard-list"),
    "month": (_("Closing the month"), "calendar-check"),
    "accounts": (_("Accounts and journal"), "users-round"),
}

TODO: tuple[Entry, ...] = (
    Entry("filing.enter", "filing", _("Sent back: file anew"), "undo-2", filing.returned),
    Entry("filing.enter", "filing", _("Drafts to hand in"), "file-pen", filing.drafted),
    Entry("filing.enter", "filing", _("To be filed"), "clipboard-pen-line", filing.to_file),
    Entry(
        "filing.answer",
        "filing",
        _("Entered on behalf: confirm or dispute"),
        "message-square-more",
        filing.to_answer,
    ),
    Entry("filing.review", "review", _("Filings to review"), "clipboard-check", filing.to_review),
    Entry("filing.review", "review", _("Units that have not filed"), "bell-ring", filing.missing),
    Entry("filing.review", "review", _("Totals sheets to sign"), "signature", filing.to_sign),
    Entry(
        "filing.enter_for", "review", _("Disputed by the unit"), "message-square-x", filing.disputed
    ),
    Entry("alert.judge", "warnings", _("Drafts to judge"), "scale", warned.to_judge),
    Entry("alert.judge", "warnings", _("Judged: issue them"), "send", warned.to_issue),
    Entry(
        "alert.view",
        "warnings",
        _("My sponsored projects in red"),
        "user-round-check",
        warned.sponsored,
    ),
    Entry(
        "check.answer", "warnings", _("Checks of warnings to answer"), "search-check", warned.checks
    ),
    Entry("alert.judge", "warnings", _("Figures said to be wrong"), "undo-2", warned.disputed),
    Entry("alert.view", "warnings", _("Warnings of my projects"), "triangle-alert", warned.mine),
    Entry(
        "instruction.view",
        "dispatch",
        _("Instructions to sign for or report"),
        "stamp",
        dispatch.instructions,
    ),
    Entry("schedule.file", "dispatch", _("Week tasks to file"), "calendar-clock", weekly.to_file),
    Entry("meeting.run", "dispatch", _("Topics to admit"), "list-plus", meetings.topics),
    Entry("meeting.run", "dispatch", _("Events to look at again"), "footprints", meetings.looks),
    Entry(
        "meeting.answer",
        "dispatch",
        _("Opinions asked for"),
        "message-square-text",
        meetings.opinions,
    ),
    Entry("meeting.answer", "dispatch", _("Promised at meetings"), "handshake", meetings.promises),
    Entry("sweep.answer", "dispatch", _("Sweeps to answer"), "list-checks", dispatch.sweeps),
    Entry("issue.handle", "issues", _("Issues to accept"), "inbox", dispatch.issues_to_accept),
    Entry("issue.handle", "issues", _("Issues with us, open"), "clock", dispatch.issues_held),
    Entry("issue.handle", "issues", _("Tasks to do"), "list-checks", dispatch.tasks_to_do),
    Entry(
        "issue.raise",
        "issues",
        _("Solutions to confirm"),
        "check-check",
        dispatch.issues_to_confirm,
    ),
    Entry("issue.handle", "issues", _("Plans to hand in"), "file-pen", dispatch.plans_to_write),
    Entry("issue.decide", "issues", _("Issues to decide"), "gavel", dispatch.issues_to_decide),
    Entry("issue.decide", "issues", _("Plans to grade"), "file-search", dispatch.plans_to_review),
    Entry(
        "issue.decide",
        "issues",
        _("Petitions to headquarters"),
        "signature",
        dispatch.petitions_to_sign,
    ),
    Entry("paper.receive", "papers", _("To sign for"), "inbox", papers.to_receive),
    Entry("paper.view", "papers", _("Sent in the last 30 days"), "file-text", papers.lately),
    Entry("paper.check", "papers", _("To check"), "file-search", papers.to_check),
    Entry("paper.sign", "papers", _("To sign"), "file-pen-line", papers.to_sign),
    Entry("paper.sign", "papers", _("To seal and send"), "send", papers.to_send),
    Entry("paper.draft", "papers", _("Drafts to finish"), "file-pen", papers.drafts),
    Entry("ledger.import", "plan", _("Imports to decide"), "file-up", papers.imports),
    Entry("plan.edit", "plan", _("Declarations to decide"), "clipboard-list", papers.declarations),
    Entry("period.manage", "month", _("Begin closing"), "calendar-check", filing.to_close),
    Entry("period.manage", "month", _("Close"), "lock", filing.closing),
    Entry("person.edit", "accounts", _("Units without anybody"), "network", accounts.units),
    Entry(
        "person.edit", "accounts", _("Invited, never signed in"), "user-round-x", accounts.invited
    ),
    Entry(
        "assignment.edit",
        "accounts",
        _("People without a role"),
        "user-round-minus",
        accounts.roleless,
    ),
    Entry(
        "assignment.edit", "accounts", _("Roles that end soon"), "calendar-clock", accounts.ending
    ),
    Entry("notice.manage", "accounts", _("Notices that did not go out"), "send", accounts.unsent),
    Entry(
        "journal.view",
        "accounts",
        _("Journal entries not sealed yet"),
        "file-lock",
        accounts.unsealed,
    ),
)
