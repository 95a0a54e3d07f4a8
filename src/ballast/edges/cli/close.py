"""`ballast close PERIOD --by USER`: begin to close a period, close it, or take it up again."""

from argparse import ArgumentParser

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ballast.dispatch.alerts import selectors as alerts
from ballast.oversight.reporting import services
from ballast.platform import clock
from ballast.platform.audit.services import Actor

from .acting import add_by, carried_out, period


def run(arguments: list[str]) -> int:
    """``PERIOD [--begin | --call-off | --carry | --reopen] [--reason TEXT] --by USER``."""
    parser = ArgumentParser(prog="ballast close")
    parser.add_argument("period", type=period, metavar="PERIOD")
    ways = parser.add_mutually_exclusive_group()
    for way in ("begin", "call-off", "carry", "reopen"):
        ways.add_argument(f"--{way}", action="store_true")
    parser.add_argument("--reason", default="", metavar="TEXT")
    add_by(parser)
    options = parser.parse_args(arguments)

    def act(by: Actor) -> str:
        given = {"by": by, "at": clock.now(), "period": options.period}
        code = {"period": options.period.code}
        if options.begin:
            services.begin_closing(**given)
            return _begun(options.period.code)
        if options.call_off:
            services.call_off(**given, reason=options.reason)
            return _("%(period)s: open again for filing.") % code
        if options.reopen:
            number = services.reopen(**given, reason=options.reason)
            return _("%(period)s: reopened as revision %(number)d.") % {**code, "number": number}
        closed = services.close(**given, carry=options.carry, reason=options.reason)
        said = {
            **code,
            "number": closed.revision,
            "rows": closed.rows,
            "digest": closed.digest,
            "left_out": closed.left_out,
        }
        return (
            _(
                "%(period)s: closed as revision %(number)d; %(rows)d projects frozen,"
                " %(left_out)d filings left out. Digest %(digest)s"
            )
            % said
        )

    return carried_out(options.by, act)


def _begun(code: str) -> str:
    said = [_("%(period)s: closing. Nothing new is filed; reviews may finish.") % {"period": code}]
    if reds := alerts.unjudged(code):
        words = ngettext(
            "%(count)d red warning is to be judged before it can be closed.",
            "%(count)d red warnings are to be judged before it can be closed.",
            reds,
        )
        said.append(words % {"count": reds})
    return "\n".join(said)
