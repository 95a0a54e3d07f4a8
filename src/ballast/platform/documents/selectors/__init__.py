"""Reading papers: who sees which, what they say, and what stands at their head."""

from .desk import (
    Choice,
    Tab,
    addressees,
    chosen,
    last_words,
    of_tab,
    searched,
    steps_of,
    tally,
    untaken,
)
from .heads import begun, letterhead, letterheads, template_in_force, templates
from .monthly import Sheet, drafts, of_month
from .papers import (
    OFFICE,
    file_name,
    files_of,
    receipts_of,
    sees,
    sees_template,
    units_signed_for,
    visible_to,
    written,
)

__all__ = [
    "OFFICE",
    "Choice",
    "Sheet",
    "Tab",
    "addressees",
    "begun",
    "chosen",
    "drafts",
    "file_name",
    "files_of",
    "last_words",
    "letterhead",
    "letterheads",
    "of_month",
    "of_tab",
    "receipts_of",
    "searched",
    "sees",
    "sees_template",
    "steps_of",
    "tally",
    "template_in_force",
    "templates",
    "units_signed_for",
    "untaken",
    "visible_to",
    "written",
]
