"""What the bar on top of every page offers, from left to right; each to who holds a right to it.

One word each in English: nine of them and a person's name share a window of 1366 pixels. What is
not opened every day stands in a group.
"""

from django.utils.translation import pgettext_lazy

from ballast.platform.ui.navigation import Group, Item

_FILING = (
    Item(
        "progress:filings",
        pgettext_lazy("bar", "My filings"),
        "clipboard-pen-line",
        ("filing.view",),
    ),
    Item("progress:review", pgettext_lazy("bar", "Review"), "clipboard-check", ("filing.review",)),
    Item("coordination:sweeps", pgettext_lazy("bar", "Sweeps"), "list-checks", ("sweep.answer",)),
    Item("ledgers:imports", pgettext_lazy("bar", "Imports"), "file-up", ("ledger.import",)),
    Item("reporting:periods", pgettext_lazy("bar", "Periods"), "calendar-days", ("filing.view",)),
)

_DISPATCH = (
    Item("schedule:week", pgettext_lazy("bar", "Weeks"), "calendar-range", ("schedule.view",)),
    Item("alerts:warnings", pgettext_lazy("bar", "Warnings"), "triangle-alert", ("alert.view",)),
    Item("alerts:checks", pgettext_lazy("bar", "Checks"), "search-check", ("alert.view",)),
    Item("portal:rolling", pgettext_lazy("bar", "Lists"), "list-tree", ("project.view",)),
    Item("portal:loop", pgettext_lazy("bar", "Loop"), "refresh-cw", ("issue.view",)),
    Item("coordination:issues", pgettext_lazy("bar", "Issues"), "circle-alert", ("issue.view",)),
    Item(
        "coordination:instructions",
        pgettext_lazy("bar", "Instructions"),
        "stamp",
        ("instruction.view",),
    ),
    Item("meetings:meetings", pgettext_lazy("bar", "Meetings"), "presentation", ("meeting.view",)),
    Item(
        "portal:responsibility",
        pgettext_lazy("bar", "Responsibility"),
        "users-round",
        ("project.view",),
    ),
)

_SETTINGS = (
    # The page is open to all; in the bar it stands for who has more than one thing to set.
    Item(
        "portal:settings",
        pgettext_lazy("bar", "All settings"),
        "sliders-horizontal",
        ("period.manage", "person.edit"),
    ),
    Item("identity:units", pgettext_lazy("bar", "Units"), "network", ("unit.view",)),
    Item("identity:people", pgettext_lazy("bar", "People"), "users-round", ("person.view",)),
    Item("portal:boundaries", pgettext_lazy("bar", "Boundaries"), "land-plot", ("map.edit",)),
    Item("alerts:rulebooks", pgettext_lazy("bar", "Rules"), "scale", ("alert.judge",)),
    Item("portal:journal", pgettext_lazy("bar", "Journal"), "scroll-text", ("journal.view",)),
)

NAVIGATION = (
    Item("portal:home", pgettext_lazy("bar", "To do"), "list-todo"),
    Item("portal:cockpit", pgettext_lazy("bar", "Cockpit"), "layout-dashboard", ("bulletin.view",)),
    Item("portal:map", pgettext_lazy("bar", "Map"), "map", ("project.view",)),
    Item("portal:projects", pgettext_lazy("bar", "Projects"), "table-2", ("project.view",)),
    Item("plans:start", pgettext_lazy("bar", "Plan"), "clipboard-list", ("plan.view",)),
    Group(pgettext_lazy("bar", "Filing"), "clipboard-pen-line", _FILING),
    Group(pgettext_lazy("bar", "Dispatch"), "megaphone", _DISPATCH),
    Item("documents:desk", pgettext_lazy("bar", "Papers"), "file-text", ("paper.view",)),
    Group(pgettext_lazy("bar", "Settings"), "settings", _SETTINGS),
)
