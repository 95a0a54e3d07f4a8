"""`ballast explain NUMBER PERIOD`: why lamps are what they are, by which figures, filed where."""

import json
from argparse import ArgumentParser

from django.utils import timezone
from django.utils.translation import gettext as _

from ballast.dispatch.alerts import selectors
from ballast.edges.cli.acting import period
from ballast.platform import clock
from ballast.platform.audit.services import Actor
from ballast.platform.periods import selectors as periods
from ballast.projects import selectors as projects

from .lines import lines
from .results import plain

CONSOLE = Actor("system", None, "ballast")


def run(arguments: list[str]) -> int:
    """``NUMBER PERIOD [--json]``; 2 for a project or a period of which nothing can be told."""
    parser = ArgumentParser(prog="ballast explain")
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("period", type=period, metavar="PERIOD")
    parser.add_argument("--json", action="store_true", dest="is_json")
    options = parser.parse_args(arguments)
    at = clock.now()
    reach = projects.within_reach(CONSOLE, timezone.localdate(at))
    project = reach.filter(number=options.number.upper()).first()
    lock = periods.opened_for(options.period)
    if project is None:
        return _refused(_("ballast: there is no project %(number)s") % {"number": options.number})
    if lock is None:
        return _refused(_("ballast: %(period)s was never opened") % {"period": options.period})
    told = selectors.explain(project, lock, at=at)
    if told is None:
        said = {"number": project.number, "period": lock.code}
        return _refused(_("ballast: %(number)s is not in the plan of %(period)s") % said)
    print(
        json.dumps(plain(told), ensure_ascii=False) if options.is_json else "\n".join(lines(told))
    )
    return 0


def _refused(words: str) -> int:
    print(words)
    return 2
