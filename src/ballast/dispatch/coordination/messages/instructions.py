"""Forms and standings of an instruction, and the refusals about it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.dispatch.coordination.rules import Form, Standing

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FORMS: Mapping[str, "StrPromise"] = {
    Form.WRITTEN.value: _("Written on a paper"),
    Form.ORAL.value: _("Given by word of mouth"),
    Form.PHONE.value: _("Given by telephone"),
    Form.BRIEF.value: _("Written on a brief to the leader"),
}
STANDINGS: Mapping[str, "StrPromise"] = {
    Standing.DELIVERED.value: _("To be signed for"),
    Standing.IN_HAND.value: pgettext_lazy("instruction", "In hand"),
    Standing.OVERDUE.value: pgettext_lazy("instruction", "Overdue"),
    Standing.REPORTED.value: pgettext_lazy("instruction", "Reported back"),
    Standing.CLOSED.value: pgettext_lazy("instruction", "Closed"),
    Standing.WITHDRAWN.value: pgettext_lazy("instruction", "Withdrawn"),
}

INSTRUCTION_WORDS: Mapping[str, "StrPromise"] = {
    "instructions_refused": _("Nothing was entered: %(count)s faults."),
    "instruction_unknown": _("There is no such instruction, or it is not for you."),
    "instruction_without_words": _("Enter the leader's words as they were said."),
    "instruction_ahead": _("The day of the instruction has not come yet."),
    "instruction_not_a_leaders": _(
        "On that day this person was no leader whose instructions you enter."
    ),
    "instruction_to_nobody": _("Say which unit or person leads; others may assist."),
    "instruction_limit_before": _("The limit lies before the day of the instruction."),
    "instruction_paper_unknown": _("The paper is not there, or not one you may see."),
    "instruction_project_unknown": _("A project is not in the register, or not one you may see."),
    "instruction_without_reason": _("Say why: it stays in the history."),
    "instruction_withdrawn": _("The instruction was withdrawn; nothing is changed in it any more."),
    "instruction_closed": _("The instruction is closed; a new word of the leader opens it again."),
    "instruction_word_before": _("The further word lies before the instruction itself."),
    "closing_days_none": _("It takes at least one working day."),
    "closing_days_past": _("Say a day from today on: what was closed by another number stays."),
    "instruction_not_addressed": _("It is not addressed to you or a unit you sign for."),
    "instruction_signed_already": _("It was signed for already."),
    "instruction_report_empty": _("Say what was done."),
    "instruction_scan_kind": _("%(name)s: a scan is a PDF or a picture."),
    "instruction_scans_many": _("At most %(most)s files at once."),
}
