"""What people are told of; never what an instruction says."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from ballast.platform.notices.kinds import Kind

NOTICES: Mapping[str, Kind] = {
    "instruction_delivered": Kind(
        _("Instructions of leaders"),
        _("An instruction of a leader has come to you: sign for it."),
        "stamp",
    ),
    "instruction_amended": Kind(
        _("Instructions amended"),
        _("An instruction of a leader to you was amended: look at it again."),
        "stamp",
    ),
    "instruction_withdrawn": Kind(
        _("Instructions withdrawn"),
        _("An instruction of a leader to you was withdrawn."),
        "stamp",
    ),
    "instruction_reported": Kind(
        _("Instructions reported back"),
        _("An instruction of a leader was reported back."),
        "stamp",
    ),
    "instruction_spoken_again": Kind(
        _("Further words of leaders"),
        _("A leader has said more about an instruction to you: sign for it anew."),
        "stamp",
    ),
    "instruction_closed": Kind(
        _("Instructions closed"), _("An instruction of a leader is closed."), "circle-check"
    ),
    "instruction_waits": Kind(
        _("Reminders of instructions"),
        _("%(day)s: an instruction of a leader waits for your signature or report."),
        "bell",
    ),
    "sweep_opened": Kind(
        _("Sweeps"), _("“%(title)s” asks for your answers until %(due)s."), "clipboard-list"
    ),
    "sweep_extended": Kind(
        _("Sweeps extended"), _("“%(title)s” takes answers until %(due)s now."), "calendar-plus"
    ),
    "sweep_waits": Kind(
        _("Reminders of sweeps"),
        _("%(day)s: “%(title)s” still waits for your answers, until %(due)s."),
        "bell",
    ),
}
