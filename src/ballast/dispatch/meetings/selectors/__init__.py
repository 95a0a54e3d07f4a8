"""Reading meetings and what belongs to them."""

from .decisions import (
    Kept,
    Promise,
    decisions,
    kept,
    last_kept,
    promises_due,
    promises_kept,
    statements,
)
from .gatherings import Looked, Outcome, Visited, gatherings, looked, looks_due, route
from .graded import Due, Table, dispatch_table, due_dispatch, versions
from .meetings import Choice, attendances, chosen, last_of_kind, meetings, speaks_for
from .topics import (
    AgendaLine,
    Proposals,
    agenda,
    asked_topics,
    opinions_asked,
    projects_about,
    proposals,
    topics,
    topics_to_admit,
)

__all__ = [
    "AgendaLine",
    "Choice",
    "Due",
    "Kept",
    "Looked",
    "Outcome",
    "Promise",
    "Proposals",
    "Table",
    "Visited",
    "agenda",
    "asked_topics",
    "attendances",
    "chosen",
    "decisions",
    "dispatch_table",
    "due_dispatch",
    "gatherings",
    "kept",
    "last_kept",
    "last_of_kind",
    "looked",
    "looks_due",
    "meetings",
    "opinions_asked",
    "projects_about",
    "promises_due",
    "promises_kept",
    "proposals",
    "route",
    "speaks_for",
    "statements",
    "topics",
    "topics_to_admit",
    "versions",
]
