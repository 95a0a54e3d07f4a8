"""In whose name a command writes: ``--by NAME``, as that person signs in."""

from argparse import ArgumentParser
from collections.abc import Callable

from django.utils.translation import gettext as _

from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.services import actor_of
from ballast.platform.ui import words


def add_by(parser: ArgumentParser) -> None:
    """The option that every writing command must be given."""
    parser.add_argument("--by", required=True, metavar="USER")


def carried_out(username: str, act: Callable[[Actor], str]) -> int:
    """Do what is asked in this person's name and print what came of it; 1 when it is refused."""
    user = identity.known_as(username)
    if user is None:
        print(_("ballast: nobody active signs in as %(name)s") % {"name": username})
        return 1
    try:
        print(act(actor_of(user)))
    except Refused as refusal:
        print(f"ballast: {words.say(refusal)}")
        return 1
    return 0
