"""What may be done to an issue, told from docs/rules/coordination.md and from nothing else."""

from dataclasses import dataclass

DAYS = {1: 5, 2: 5, 3: 10}  # of the standard ladder
TOP = 3
SILENT = 3
RUNNING = {"raised", "accepted", "in_hand"}
TAKEN = {"accepted", "in_hand"}
WAITING = {"sent_back", "solved"}
OPEN = RUNNING | WAITING


@dataclass(frozen=True)
class Told:
    """Who may do an act in which states, and where it leads; "" leaves the state as it is."""

    by: str
    since: frozenset[str]
    to: str = ""


def told(by: str, since: str | set[str], to: str = "") -> Told:
    return Told(by, frozenset(since.split() if isinstance(since, str) else since), to)


ACTS = {
    "accept": told("lead", "raised", "accepted"),
    "send_back": told("lead", "raised", "sent_back"),
    "raise_again": told("raiser", "sent_back", "raised"),
    "take_in_hand": told("lead", "accepted", "in_hand"),
    "pause": told("lead office", TAKEN),
    "end_pause": told("lead office", TAKEN),
    "assign_person": told("lead", RUNNING),
    "offer": told("lead", RUNNING),
    "decline": told("offered", RUNNING),
    "take_offer_back": told("lead", RUNNING),
    "take_over": told("offered", RUNNING, "raised"),
    "hand_over": told("office", RUNNING | {"sent_back"}, "raised"),
    "escalate": told("lead raiser office", RUNNING),
    "report_solved": told("lead", TAKEN, "solved"),
    "confirm": told("raiser", "solved", "closed"),
    "refuse_solution": told("raiser", "solved", "in_hand"),
    "decide_closed": told("office", WAITING | {"in_hand"}),
    "decide_on": told("office", WAITING | {"in_hand"}),
    "reopen": told("office", "closed", "in_hand"),
    "withdraw": told("raiser office", OPEN, "withdrawn"),
    "merge": told("office", RUNNING, "merged"),
    "split": told("lead office", RUNNING),
}
