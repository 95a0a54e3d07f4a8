"""`ballast loop DATE`: warned, checked, solved – how the loop stood on a day, with its shares."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from ballast.dispatch.coordination.messages import CAUSES
from ballast.kernel import money
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.messages import LOOP
from ballast.oversight.reporting.rules import Loop
from ballast.oversight.reporting.rules.loop import COUNTS, RATES

from .acting import acted


def run(arguments: list[str]) -> int:
    """``DATE [--json]``: counted from the records, as of the end of that day."""
    parser = ArgumentParser(prog="ballast loop")
    parser.add_argument("on", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--json", action="store_true", dest="is_json")
    options = parser.parse_args(arguments)
    told = _json if options.is_json else _lines
    return acted("", lambda _by: told(reporting.loop(options.on)))


def _json(loop: Loop) -> str:
    counts = {code: loop.count(code) for code in ("prompted", "matters", "solved")}
    rates = {code: _rate(loop, code) for code in RATES}
    return json.dumps({**counts, "rates": rates})


def _rate(loop: Loop, code: str) -> float | None:
    """In per cent with one decimal; None of nothing."""
    value = loop.values[code].value
    return None if value is None else float(money.half_up(value, 1))


def _lines(loop: Loop) -> str:
    return "\n".join(
        [
            _("The loop at the end of %(day)s") % {"day": loop.on.isoformat()},
            *_counts(loop),
            *_rates(loop),
        ]
    )


def _counts(loop: Loop) -> Iterator[str]:
    for code in COUNTS:
        yield f"  {loop.count(code):>6}  {LOOP[code]}"
    levels = [
        _("level %(number)d: %(count)d") % {"number": number, "count": count}
        for number, count in sorted(loop.by_level.items())
    ]
    causes = [f"{CAUSES.get(cause, cause)} {count}" for cause, count in loop.by_cause]
    for told in (levels, causes):
        if told:
            yield f"          {'  '.join(told)}"


def _rates(loop: Loop) -> Iterator[str]:
    for code in RATES:
        rate, value = _rate(loop, code), loop.values[code]
        shown = "—" if rate is None else f"{rate:.1f}%"
        yield f"  {shown:>6}  {LOOP[code]}  {value.numerator:.0f} / {value.denominator:.0f}"
