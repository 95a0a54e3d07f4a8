"""What writing commands share: in whose name they write, for which period, and how they refuse."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from ballast.kernel.errors import Refused
from ballast.kernel.periods import NotAPeriod, Period, parse
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.services import actor_of
from ballast.platform.ui import words


def add_by(parser: ArgumentParser) -> None:
    """``--by``, which every writing command must be given: the name a person signs in with."""
    parser.add_argument("--by", required=True, metavar="USER")


def carried_out(username: str, act: Callable[[Actor], str]) -> int:
    """Do what is asked in this person's name and print what came of it; 1 when it is refused."""
    user = identity.known_as(username)
    if user is None:
        print(_("ballast: nobody active signs in as %(name)s") % {"name": username})
        return 1
    return said(actor_of(user), act)


def acted(username: str, act: Callable[[Actor], str]) -> int:
    """The same for what writes nothing: where nobody is named, the system does it."""
    if username:
        return carried_out(username, act)
    return said(Actor("system", None, "ballast"), act)


def said(by: Actor, act: Callable[[Actor], str]) -> int:
    """Print what came of it, or why it was refused; the exit status."""
    try:
        print(act(by))
    except Refused as refusal:
        for said in (refusal, *refusal.faults):
            print(f"ballast: {words.say(said)}")
        return 1
    return 0


def period(text: str) -> Period:
    """The period of an argument, as people write it."""
    try:
        return parse(text)
    except NotAPeriod:
        raise ArgumentTypeError(_("no period: %(text)s; say 2023-09") % {"text": text}) from None


def number(value: Decimal | None) -> float | int | None:
    """A figure as JSON has it, exact as far as that can hold it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
