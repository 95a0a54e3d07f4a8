"""`ballast kpi PERIOD`: every indicator of a period, by groups, as lines or as JSON."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.rules import NoSnapshot
from ballast.platform.analytics import extracts, selectors
from ballast.platform.analytics.selectors import GROUPS, Facts, Group, Then
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.models import PeriodLock
from ballast.platform.periods.rules import State

from .acting import acted, number, period

CURRENT, ORIGINAL = "current", "original"


def run(arguments: list[str]) -> int:
    """``PERIOD [--group BY] [--plan original|current] [--without NUMBER…] [--revision N]``.

    With ``--json`` for programmes. A closed month answers from what it froze, by the indicators
    as they were then.
    """
    parser = ArgumentParser(prog="ballast kpi")
    parser.add_argument("period", type=period, metavar="PERIOD")
    parser.add_argument("--group", choices=GROUPS, default="")
    parser.add_argument("--plan", choices=(CURRENT, ORIGINAL), default=CURRENT)
    parser.add_argument("--without", nargs="+", default=(), metavar="NUMBER")
    parser.add_argument("--revision", type=int, metavar="N")
    parser.add_argument("--json", action="store_true", dest="is_json")
    options = parser.parse_args(arguments)
    lock = periods.opened_for(options.period)
    if lock is None:
        print(_("ballast: %(period)s was never opened") % {"period": options.period})
        return 1
    return acted("", lambda _by: _answer(options, lock))


def _answer(options: Namespace, lock: PeriodLock) -> str:
    meant = Period.from_code(lock.code)
    facts, then = _facts(meant, options.revision, lock)
    revision = options.revision or lock.revision
    groups = selectors.values(
        facts,
        meant,
        by=options.group,
        without=options.without,
        is_original=options.plan == ORIGINAL,
        then=then,
    )
    if options.is_json:
        told = {"period": lock.code, "revision": revision, "groups": [*map(_plain, groups)]}
        return json.dumps(told, ensure_ascii=False)
    lines = [*_lines(groups)]
    if then:
        said = {"period": lock.code, "revision": revision}
        lines.insert(0, _("%(period)s, closed, revision %(revision)d") % said)
    return "\n".join(lines)


def _facts(meant: Period, named: int | None, lock: PeriodLock) -> tuple[Facts, Then | None]:
    """Of a closed revision what it froze; else, and where it froze nothing, what is told today."""
    if named or lock.state == State.CLOSED:
        try:
            closed = reporting.closed_facts(lock.code, named or lock.revision)
            return closed.facts, closed.then  # noqa: TRY300 - what refuses stands above
        except NoSnapshot:
            if named:
                raise
            said = _(
                "ballast: %(period)s was closed before snapshots were kept; told from today's facts"
            )
            print(said % {"period": lock.code}, file=sys.stderr)
    return selectors.frame(extracts.gathered(meant)), None


def _plain(group: Group) -> dict[str, object]:
    told = {"key": group.key} | ({"series": group.series} if group.series else {})
    return told | {
        "values": {code: number(one.value) for code, one in group.values.items()},
        "denominators": {
            code: number(one.denominator)
            for code, one in group.values.items()
            if one.denominator is not None
        },
    }


def _lines(groups: Sequence[Group]) -> Iterator[str]:
    for group in groups:
        yield f"{group.key} {group.series}".rstrip()
        for code, one in group.values.items():
            over = "" if one.denominator is None else f"  / {one.denominator:f}"
            yield f"  {code} {'—' if one.value is None else number(one.value)}{over}"
