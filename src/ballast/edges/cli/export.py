"""`ballast export LAYOUT PERIOD --by USER`: a month in a superior's layout, as a workbook."""

from argparse import ArgumentParser
from pathlib import Path

from django.utils.translation import gettext as _

from ballast.oversight.reporting import services
from ballast.oversight.reporting.rules import Layout
from ballast.platform import clock
from ballast.platform.audit.services import Actor

from .acting import add_by, carried_out, period

_LAYOUTS = {layout.value.lower().replace("_", "-"): layout for layout in Layout}


def run(arguments: list[str]) -> int:
    """``LAYOUT PERIOD [--out FOLDER] [--to WHOM [--note NO]] --by USER``.

    Without ``--to`` nothing is recorded: the table is only looked at.
    """
    parser = ArgumentParser(prog="ballast export")
    parser.add_argument(
        "layout", choices=list(_LAYOUTS), metavar="LAYOUT", help=", ".join(_LAYOUTS)
    )
    parser.add_argument("period", type=period, metavar="PERIOD")
    parser.add_argument("--out", type=Path, default=Path(), metavar="FOLDER")
    parser.add_argument("--to", default="", metavar="WHOM")
    parser.add_argument("--note", default="", metavar="NO")
    add_by(parser)
    options = parser.parse_args(arguments)

    def act(by: Actor) -> str:
        given = {
            "by": by,
            "at": clock.now(),
            "period": options.period,
            "layout": _LAYOUTS[options.layout],
        }
        if options.to:
            made = services.send_up(**given, sent_to=options.to, note=options.note).exported
        else:
            made = services.export(**given)
        options.out.mkdir(parents=True, exist_ok=True)
        target = options.out / made.filename
        target.write_bytes(made.content)
        said = {"file": target, "count": len(made.upward.rows), "to": options.to}
        if options.to:
            return _("%(file)s: %(count)d projects, recorded as sent to %(to)s.") % said
        return _("%(file)s: %(count)d projects; nothing is recorded.") % said

    return carried_out(options.by, act)
