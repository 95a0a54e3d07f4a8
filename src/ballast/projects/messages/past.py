"""What the fields that stand in a project's past are called, beside the register's attributes."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .kinds import Names

# How far a filing or a declaration has come: their records stand in a project's past too.
STANDINGS: Names = {
    "DRAFT": _("Draft"),
    "SUBMITTED": pgettext_lazy("filing", "Submitted"),
    "RETURNED": pgettext_lazy("filing", "Returned"),
    "ACCEPTED": pgettext_lazy("filing", "Accepted"),
    "LEFT_OUT": _("Left out"),
    "TAKEN_BACK": _("Taken back"),
    "DECLARED": _("Declared"),
    "SELECTED": _("Selected"),
    "WITHDRAWN": pgettext_lazy("declaration", "Withdrawn"),
    "ISSUED": _("Issued"),
}

# Marks of a node that is done at another: the node's own name would say the wrong one.
MARKS: Names = {"full_capacity": _("Full capacity")}

# Of what kind an entry is: by the app that wrote it.
PAST_KINDS: Names = {
    "register": pgettext_lazy("past", "Register"),
    "plan": pgettext_lazy("past", "Annual plan"),
    "filing": pgettext_lazy("past", "Filing"),
    "lamps": pgettext_lazy("past", "Lamps and warnings"),
    "papers": pgettext_lazy("past", "Papers"),
    "dispatch": pgettext_lazy("past", "Dispatch"),
    "other": pgettext_lazy("past", "Other"),
}
KIND_OF = {
    "projects": "register",
    "plans": "plan",
    "progress": "filing",
    "ledgers": "filing",
    "alerts": "lamps",
    "documents": "papers",
    "coordination": "dispatch",
}

# What is shown of a change; what is not here is for the auditor's eyes.
FIELDS: Names = {
    "number": _("Number"),
    "state": _("State"),
    "party": _("Part"),
    "body": _("Body"),
    "person": _("Person"),
    "post": _("Post"),
    "reason": _("Reason"),
    "valid_from": _("From"),
    "valid_until": _("Until, not including"),
    "share": _("Share"),
    "planned_on": _("Planned"),
    "forecast_on": _("Forecast"),
    "actual_on": _("Actual"),
    "proof": _("Proof"),
    "is_not_applicable": _("Not applicable"),
    "code": _("Code"),
    "paper": _("Paper"),
    "decided_on": _("Decided on"),
    "happened_on": _("Day"),
    "change": _("Change"),
    "stage": _("Document"),
    "total_yuan": _("Total (10k yuan)"),
    "list_name": _("List"),
    "batch": _("Batch"),
    "item": _("Item"),
    "year": _("Year"),
    "plan_class": _("Plan class"),
    "planned_yuan": _("Plan of the year (10k yuan)"),
    "goal": _("Goal of the year"),
    "period": _("Period"),
    "completed_yuan": _("Completed since January (10k yuan)"),
    "month_yuan": _("Completed in the month (10k yuan)"),
    "visible_progress": _("Visible progress"),
}
