"""`ballast demo`: an invented city's year, from its units' ledgers to lamps and papers."""

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _

from ballast.dispatch.alerts.models import ProjectLamp
from ballast.dispatch.alerts.rules import PROJECT, Colour
from ballast.kernel import sample
from ballast.platform import clock
from ballast.platform.audit.services import Actor
from ballast.platform.documents import services as documents
from ballast.platform.documents.converting import NotConverted
from ballast.platform.documents.models import Paper
from ballast.platform.identity.models import User
from ballast.platform.jobs import services as jobs
from ballast.platform.notices import services as notices

from . import papers, settling
from .bars import Bar
from .days import CHINA, OWN_DAY, PERIODS, SEPTEMBER, on
from .generator.told import YEAR
from .generator.units import NAME, PEOPLE
from .models import Stamp
from .shown import accounts
from .stamp import Wanted, live_on, stamp_demo, stamped
from .telling import in_words
from .year import carry_out, steps

SETUP = Actor("system", None, "demo")
SETTLED = on(1, 3)  # before anything of the year
SIGN_INS = "sign-ins.txt"
USUAL = Wanted(projects=978, seed=YEAR, months=len(PERIODS))
LEAST, MONTHS = 120, range(1, len(PERIODS) + 1)


def run(arguments: list[str]) -> int:
    """Let the invented city live its year, as far as it has not yet, and say what came of it.

    Raises ``RealData`` where somebody works in earnest, ``AnotherDemo`` where another city lives.
    """
    wanted = _wanted(arguments)
    home = Path(settings.MEDIA_ROOT).parent
    stamp = stamp_demo(at=clock.machine(), wanted=wanted)
    sample.mark(home, days_back=stamp.days_back)
    (home / "demo").mkdir(exist_ok=True)

    print(_("%(city)s: an invented city; nothing in this database is true.") % {"city": NAME})
    print()
    settling.open_units(by=SETUP, at=SETTLED)
    settling.bring_boundaries(home / "demo", by=SETUP, at=SETTLED)
    settling.invite_people(by=SETUP, at=SETTLED)
    is_new = _live(stamp, home)
    live_on(stamp, today=clock.machine().astimezone(CHINA).date(), first=OWN_DAY)
    sample.mark(home, days_back=stamp.days_back)
    passwords = _sign_ins(home / "demo" / SIGN_INS)
    if is_new or not _out(home).exists():
        _write_papers(_out(home))
    if is_new:
        _catch_up()
    print()
    print(_("  projects  %(count)d, seed %(seed)d") % {"count": stamp.projects, "seed": stamp.seed})
    print(_("  lamps     %(counts)s") % {"counts": _lamps()})
    print(_("  ledgers   %(folder)s/") % {"folder": home / "demo" / "ledgers"})
    print(_("  papers    %(folder)s/") % {"folder": _out(home)})
    print()
    print(_("Sign in as (random, of this database alone):"))
    print(accounts(passwords))
    return 0


def _wanted(arguments: list[str]) -> Wanted:
    """What is asked for; of what is not said, the city that lives here, else the usual one."""
    known = stamped() or USUAL
    parser = argparse.ArgumentParser("ballast demo", description=__doc__)
    parser.add_argument("--projects", type=_at_least(LEAST), default=known.projects, metavar="N")
    parser.add_argument("--seed", type=_at_least(0), default=known.seed, metavar="S")
    parser.add_argument("--months", type=int, choices=MONTHS, default=known.months, metavar="M")
    given = parser.parse_args(arguments)
    return Wanted(projects=given.projects, seed=given.seed, months=given.months)


def _at_least(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if int(text) < least:
            raise ValueError
        return int(text)

    return number


def _live(stamp: Stamp, home: Path) -> bool:
    """The steps that are left, each with its bar; whether there were any."""
    left = [step for step in steps(stamp, home / "demo" / "ledgers") if step.key not in stamp.done]
    for step in left:
        bar = Bar(step.words, sys.stdout)
        outcome = carry_out(stamp, step, bar)
        bar.end(in_words(outcome))
    return bool(left)


def _catch_up() -> None:
    """Tell and draft what the year's acts have left to the queue, so that nobody is told at once.

    Who signs in has read what they were told in the year. The PDFs are made together: a job for
    each would start LibreOffice for each.
    """
    bar = Bar(_("Notices and drafts that were left to the queue"), sys.stdout)
    with suppress(NotConverted):
        signed = Paper.objects.exclude(dated=None).values_list("pk", flat=True)
        documents.convert(at=clock.now(), ids=list(signed))
    jobs.run_worker(wait=False)
    bar.end("")
    for reader in User.objects.filter(username__in=[one[0] for one in PEOPLE]):
        notices.read_all(viewer=reader, at=clock.now())


def _write_papers(folder: Path) -> None:
    bar = Bar(_("Papers as Word files"), sys.stdout)
    count = papers.write(folder, User.objects.get(username="office"), clock.today())
    bar.end(in_words({"files": count}))


def _out(home: Path) -> Path:
    return home / "out" / SEPTEMBER.code


def _sign_ins(path: Path) -> dict[str, str]:
    """Who signs in and how: made once, readable by this account alone, printed at every run.

    A city made by an earlier version gets who has come since beside who is there.
    """
    known = dict(line.split() for line in path.read_text().splitlines()) if path.exists() else {}
    names = [name for name, *_ in PEOPLE if name not in known]
    new = settling.new_passwords(by=SETUP, at=clock.now(), usernames=names)
    if new:
        lines = [f"{name} {password}" for name, password in (known | new).items()]
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write("\n".join([*lines, ""]))
    return known | new


def _lamps() -> str:
    """September's lamps, as the list counts them."""
    own = ProjectLamp.objects.filter(period=SEPTEMBER.code, family=PROJECT)
    counts = dict(own.values_list("colour").annotate(count=Count("pk")))
    words = {
        Colour.RED: _("%(count)d red"),
        Colour.YELLOW: _("%(count)d yellow"),
        Colour.BLUE: _("%(count)d blue"),
        Colour.GREEN: _("%(count)d green"),
        Colour.GREY: _("%(count)d not reported"),
        Colour.DASH: _("%(count)d not rated"),
    }
    told = " · ".join(
        words[colour] % {"count": counts[colour]} for colour in words if counts.get(colour)
    )
    return _("%(counts)s = %(all)d") % {"counts": told, "all": sum(counts.values())}
