"""`ballast replay PERIOD`: a closed month decided and computed again from what it froze."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import groupby

from django.utils.translation import gettext as _

from ballast.dispatch.alerts import messages as alerts
from ballast.kernel.errors import Refused
from ballast.oversight.reporting import selectors
from ballast.oversight.reporting.messages import CAUSES, DEPARTED
from ballast.oversight.reporting.rules import Departure, Replay
from ballast.platform.analytics import messages as analytics
from ballast.platform.periods import selectors as periods
from ballast.platform.ui import words

from .acting import period

_WORDS: Mapping[str, object] = {**analytics.FACTS, **analytics.NAMES, **alerts.FAMILIES, **DEPARTED}


def run(arguments: list[str]) -> int:
    """``PERIOD [--revision N] [--json]``; 0 when it comes out as stored, 1 when it does not.

    What was told differently only later is named too, and changes nothing of the month.
    """
    parser = ArgumentParser(prog="ballast replay")
    parser.add_argument("period", type=period, metavar="PERIOD")
    parser.add_argument("--revision", type=int, metavar="N")
    parser.add_argument("--json", action="store_true", dest="is_json")
    options = parser.parse_args(arguments)
    lock = periods.opened_for(options.period)
    code = lock.code if lock else options.period.code
    try:
        told = selectors.replay(selectors.kept(code, options.revision))
    except Refused as refusal:
        print(f"ballast: {words.say(refusal)}")
        return 1
    print(_json(told) if options.is_json else "\n".join(_lines(told)))
    return 0 if told.is_identical else 1


def _json(told: Replay) -> str:
    answer = {
        "period": told.period,
        "revision": told.revision,
        "rulebook": told.rulebook,
        "identical": told.is_identical,
        "differences": [asdict(one) for one in told.differences],
        "since": [asdict(one) for one in told.since],
    }
    return json.dumps(answer, ensure_ascii=False)


def _lines(told: Replay) -> Iterator[str]:
    head = {"period": told.period, "revision": told.revision, "rulebook": told.rulebook}
    if told.is_identical:
        say = _(
            "%(period)s, revision %(revision)d: every lamp (rulebook %(rulebook)s) and every value"
            " comes out as it was stored."
        )
    else:
        say = _("%(period)s, revision %(revision)d: does not come out as it was stored.")
    yield say % head
    yield from _by_cause(told.differences)
    if told.since:
        yield _("Told differently since; the closed month stays as it is:")
        yield from _by_cause(told.since)


def _by_cause(found: Iterable[Departure]) -> Iterator[str]:
    for cause, of in groupby(found, key=lambda one: one.cause):
        yield f"  {CAUSES[cause]}"
        for one in of:
            yield f"    {_line(one)}"


def _line(one: Departure) -> str:
    what = " ".join(str(_WORDS.get(word, word)) for word in f"{one.place} {one.what}".split())
    return f"{what}: {_shown(one.stored)} → {_shown(one.now)}"


def _shown(value: object) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, str):
        return str(_WORDS.get(value, value))
    return json.dumps(value, ensure_ascii=False)
