"""What the bar on top of every page offers, from left to right; each to who holds its right."""

from django.utils.translation import gettext_lazy as _

from ballast.platform.ui.navigation import Item

NAVIGATION = (
    Item("portal:projects", _("Project list"), "table-2", "project.view"),
    Item("plans:start", _("Annual plan"), "clipboard-list", "plan.view"),
    Item("progress:filings", _("Monthly filing"), "clipboard-pen-line", "filing.view"),
    Item("progress:review", _("Review"), "clipboard-check", "filing.review"),
    Item("alerts:warnings", _("Warnings"), "triangle-alert", "alert.view"),
    Item("ledgers:imports", _("Ledger import"), "file-up", "ledger.import"),
    Item("reporting:periods", _("Periods"), "calendar-days", "filing.view"),
    Item("identity:units", _("Units"), "network", "unit.view"),
    Item("identity:people", _("People"), "users-round", "person.view"),
    Item("alerts:rulebooks", _("Rulebooks"), "scale", "alert.judge"),
)
