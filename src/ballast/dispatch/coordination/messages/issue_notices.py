"""What people are told of issues and tasks."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from ballast.platform.notices.kinds import Kind

ISSUE_NOTICES: Mapping[str, Kind] = {
    "issue_raised": Kind(
        _("Issues to be accepted"), _("%(number)s “%(title)s” waits to be accepted."), "flag"
    ),
    "issue_sent_back": Kind(
        _("Issues sent back"), _("%(number)s “%(title)s” was sent back to you."), "corner-up-left"
    ),
    "issue_offered": Kind(
        _("Issues offered"), _("%(number)s “%(title)s”: you are asked to take it over."), "flag"
    ),
    "offer_taken_back": Kind(
        _("Offers taken back"),
        _("%(number)s “%(title)s”: you are no longer asked to take it over."),
        "undo-2",
    ),
    "issue_declined": Kind(
        _("Handovers declined"), _("%(number)s “%(title)s” stays with you."), "corner-up-left"
    ),
    "issue_escalated": Kind(
        _("Issues taken higher"),
        _("%(number)s “%(title)s” is at a higher level now, to be solved by %(due)s."),
        "arrow-up",
    ),
    "petition_asked": Kind(
        _("Petitions to be signed"),
        _("%(number)s “%(title)s” asks for headquarters: a petition waits to be signed."),
        "stamp",
    ),
    "issue_due_soon": Kind(
        _("Limits of issues"), _("%(number)s “%(title)s” is to be solved by %(due)s."), "clock"
    ),
    "issue_solved": Kind(
        _("Solutions to be confirmed"),
        _("%(number)s “%(title)s” is told solved: confirm it, or say why not."),
        "check",
    ),
    "issue_closed": Kind(
        _("Issues closed"), _("%(number)s “%(title)s” was confirmed as solved."), "check"
    ),
    "issue_refused": Kind(
        _("Solutions refused"),
        _("%(number)s “%(title)s” is not solved in the raiser’s eyes."),
        "corner-up-left",
    ),
    "issue_to_decide": Kind(
        _("Issues for the office"), _("%(number)s “%(title)s” waits for your decision."), "stamp"
    ),
    "issue_decided": Kind(
        _("Issues decided"), _("The office has decided over %(number)s “%(title)s”."), "stamp"
    ),
    "issue_reopened": Kind(
        _("Issues reopened"),
        _("%(number)s “%(title)s” has come up again, to be solved by %(due)s."),
        "bell",
    ),
    "issue_withdrawn": Kind(
        _("Issues withdrawn"), _("%(number)s “%(title)s” was withdrawn."), "flag"
    ),
    "issue_merged": Kind(
        _("Issues merged"), _("%(number)s “%(title)s” is dealt with in another one."), "flag"
    ),
    "issue_waits": Kind(
        _("Reminders of issues"),
        _("%(day)s: %(number)s “%(title)s” waits for you, due on %(due)s."),
        "bell",
    ),
    "task_assigned": Kind(
        _("Tasks given"), _("A task of %(number)s is yours, to be done by %(due)s."), "flag"
    ),
    "task_taken_back": Kind(
        _("Tasks taken back"),
        _("“%(words)s” of %(number)s was taken back: nothing is left to be done."),
        "undo-2",
    ),
    "task_reported": Kind(
        _("Tasks told done"), _("%(number)s “%(title)s”: a task was told done."), "check"
    ),
    "task_returned": Kind(
        _("Tasks returned"),
        _("A task of %(number)s was returned to you, to be done by %(due)s."),
        "corner-up-left",
    ),
}
