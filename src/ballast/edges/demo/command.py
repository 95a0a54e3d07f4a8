"""`ballast demo`: an invented city's September, from two workbooks to lamps and a bulletin."""

import argparse
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ballast.delivery.ledgers.services import Brought
from ballast.dispatch.alerts import services as alerts
from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.alerts.services import Evaluated
from ballast.oversight.reporting.documents import BULLETIN
from ballast.platform.audit.services import Actor
from ballast.platform.documents import services as documents
from ballast.platform.documents.kinds import Query
from ballast.platform.documents.rules import Heading
from ballast.platform.identity.models import User
from ballast.platform.identity.services import actor_of

from . import settling
from .city import NAME
from .days import SEPTEMBER
from .stamp import stamp_demo
from .works import works
from .year import live

SETUP = Actor("system", None, "demo")
HEADING = Heading(
    issuer=f"{NAME}重点项目建设领导小组办公室",
    mandate="经市政府同意",
    series="示重点办",
    addressees="各区（县）人民政府，各功能区管委会，各有关单位",
    disclosure="不予公开",
)
SIGN_INS = "sign-ins.txt"


def run(arguments: list[str]) -> int:
    """Bring the invented month in, judge it, write the bulletin, say what came of it.

    Run again it finds everything as before. Raises ``RealData`` where somebody works in earnest.
    """
    argparse.ArgumentParser("ballast demo", description=__doc__).parse_args(arguments)
    folder = Path(settings.MEDIA_ROOT).parent / "demo"
    at = timezone.now()
    stamp_demo(at=at)
    folder.mkdir(exist_ok=True)

    units = settling.open_units(by=SETUP, at=at)
    sign_ins = _sign_ins(folder / SIGN_INS, at)
    office = User.objects.get(username="office")
    by = actor_of(office)
    year = live(by=by, city=works(), folder=folder)
    lamps = year.month and alerts.evaluate(by=by, at=at, period=SEPTEMBER.code)
    sentence = _write_bulletin(folder / f"bulletin-{SEPTEMBER}.docx", office, at)

    print(_("%(city)s: an invented city; nothing in this database is true.") % {"city": NAME})
    print()
    print(_("  units     %(count)d new") % {"count": units})
    print(_("  plan      %(counts)s") % {"counts": _counts(year.plan)})
    if year.month and lamps:
        print(_("  %(month)s   %(counts)s") % {"month": SEPTEMBER, "counts": _counts(year.month)})
        print(_("  lamps     %(counts)s") % {"counts": _lamps(lamps)})
    else:
        print(_("  %(month)s   being closed or closed, left as it is") % {"month": SEPTEMBER})
    print(_("  bulletin  %(sentence)s") % {"sentence": sentence})
    print(_("  files     %(folder)s/") % {"folder": folder})
    print()
    print(_("Sign in as (random, of this database alone):"))
    print(sign_ins)
    return 0


def _write_bulletin(path: Path, viewer: User, at: datetime) -> str:
    """Draft the month's bulletin as ``viewer`` sees the city; its sentence on investment."""
    asked_for = Query(
        period=SEPTEMBER.code, subjects=[""], viewer=viewer, on=timezone.localdate(at)
    )
    [composed] = BULLETIN.compose(asked_for)
    path.write_bytes(documents.write(BULLETIN, composed, HEADING))
    return str(composed.values["progress"])


def _sign_ins(path: Path, at: datetime) -> str:
    """Who signs in and how: made once, readable by this account alone, printed at every run."""
    passwords = settling.invite_people(by=SETUP, at=at)
    if not passwords and not path.exists():
        passwords = settling.new_passwords(by=SETUP, at=at)
    if passwords:
        lines = [f"  {name:<12}{password}" for name, password in passwords.items()]
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write("\n".join([*lines, ""]))
    return path.read_text()


def _counts(imported: Brought) -> str:
    return _("%(new)d new, %(changed)d changed, %(unchanged)d as before") % {
        "new": imported.new,
        "changed": imported.changed,
        "unchanged": imported.unchanged,
    }


def _lamps(evaluated: Evaluated) -> str:
    words = {
        Colour.RED: _("%(count)d red"),
        Colour.YELLOW: _("%(count)d yellow"),
        Colour.BLUE: _("%(count)d blue"),
        Colour.GREEN: _("%(count)d green"),
        Colour.GREY: _("%(count)d not reported"),
        Colour.DASH: _("%(count)d not rated"),
    }
    counts = " · ".join(
        words[colour] % {"count": number} for colour, number in evaluated.lamps.items() if number
    )
    return _("%(counts)s = %(all)d (%(changed)d changed)") % {
        "counts": counts,
        "all": sum(evaluated.lamps.values()),
        "changed": evaluated.changed,
    }
