"""The commands of `ballast` that know no processes: add one by adding a row."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

Run = Callable[[list[str]], int]


@dataclass(frozen=True, slots=True)
class Command:
    """``run`` is ``module:function``, given the remaining arguments, giving the exit status.

    It is called with Django set up. ``needs_database`` says whether the database must be
    started, and made ready at its first start, before the call; ``serves``, that the entry
    goes on to serve the pages when the command ended well, unless told ``--no-serve``.
    """

    run: str
    help: str
    needs_database: bool = True
    serves: bool = False

    def load(self) -> Run:
        """The function, imported only now: a command costs nothing until it is called."""
        module, _colon, function = self.run.partition(":")
        return cast("Run", getattr(import_module(module), function))


def gettext_noop(words: str) -> str:
    """Mark words for the catalogue. Django's own would read the settings, which is too early."""
    return words


COMMANDS: dict[str, Command] = {
    "demo": Command(
        "ballast.edges.demo.command:run",
        gettext_noop(
            "an invented city's year: ledgers, lamps, papers; then serve"
            " (--projects N, --seed S, --months M, --no-serve)"
        ),
        serves=True,
    ),
    "validate": Command(
        "ballast.edges.cli.validate:run",
        gettext_noop("FOLDER: bring in the real ledgers that lie there, one line each"),
        needs_database=False,
    ),
    "link": Command(
        "ballast.edges.cli.link:run",
        gettext_noop(
            "NAME: a one-time link to set a password anew, when no administrator can make it"
        ),
    ),
    "import": Command(
        "ballast.edges.cli.importing:run",
        gettext_noop(
            "FILE --period P: bring in a ledger (--kind plan|filing, --unit CODE, --by USER,"
            " --without-faulty, --accept, --dry-run, --mapping FILE, --same NAME=NUMBER, --json)"
        ),
    ),
    "plan": Command(
        "ballast.edges.cli.plan:run",
        gettext_noop("issue YEAR --by USER: freeze a year's plan (--paper NO, --on DATE)"),
    ),
    "kpi": Command(
        "ballast.edges.cli.kpi:run",
        gettext_noop(
            "PERIOD: its indicators, all or by group (--group unit, --revision N, --json)"
        ),
    ),
    "levels": Command(
        "ballast.edges.cli.levels:run",
        gettext_noop(
            "the levels of coordination; LEVELS --from DATE --reason TEXT --by USER sets others"
            " (standard, 13710, or days: 5,5,10)"
        ),
    ),
    "evaluate": Command(
        "ballast.edges.cli.evaluate:run",
        gettext_noop("PERIOD --by USER: its lamps by family (--json); kept once it is closing"),
    ),
    "explain": Command(
        "ballast.edges.cli.explain:run",
        gettext_noop("NUMBER PERIOD: why its lamps, by which figures, filed where (--json)"),
    ),
    "replay": Command(
        "ballast.edges.cli.replay:run",
        gettext_noop(
            "PERIOD: a closed month again from what it froze (--revision N, --json); 1: differs"
        ),
    ),
    "facts": Command(
        "ballast.edges.cli.facts:run",
        gettext_noop("publish [PERIOD…]: the facts of closed months as Parquet files, again"),
    ),
    "loop": Command(
        "ballast.edges.cli.loop:run",
        gettext_noop("DATE: projects prompted, matters and what became of them (--json)"),
    ),
    "warnings": Command(
        "ballast.edges.cli.warnings:run",
        gettext_noop(
            "PERIOD --by USER: the warnings its closing drafted (--confirm-all, --issue, --json)"
        ),
    ),
    "accept": Command(
        "ballast.edges.cli.accept:run",
        gettext_noop(
            "PERIOD --by USER: pass on the filings that wait for this person"
            " (--unit CODE, --through REASON)"
        ),
    ),
    "close": Command(
        "ballast.edges.cli.close:run",
        gettext_noop("PERIOD [--begin|--carry|--reopen] [--reason TEXT] --by USER: close a month"),
    ),
    "templates": Command(
        "ballast.edges.cli.templates:run",
        gettext_noop(
            "PERIOD --out FOLDER [--unit CODE] [--by USER]: every unit's sheet to fill, the notice"
        ),
    ),
    "brief": Command(
        "ballast.edges.cli.brief:run",
        gettext_noop("PERIOD --out FOLDER [--by USER]: every paper of a month, as drafts in Word"),
    ),
    "export": Command(
        "ballast.edges.cli.export:run",
        gettext_noop(
            "LAYOUT PERIOD [--out FOLDER] --by USER: a table for the superior"
            " (--to WHOM [--note NO] records that it went up)"
        ),
    ),
    "audit": Command(
        "ballast.edges.cli.audit:run",
        gettext_noop("verify [--head DIGEST]: prove that the journal was not changed"),
    ),
}
