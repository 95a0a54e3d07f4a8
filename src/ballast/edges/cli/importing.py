"""`ballast import FILE --period P`: bring in a ledger, or say what keeps it out."""

import json
import tomllib
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from django.utils import timezone

from ballast.delivery.ledgers import services
from ballast.delivery.ledgers.rules import FILING, PLAN
from ballast.delivery.ledgers.services import Brought, LedgerRefused, Workbook
from ballast.kernel.errors import Refused
from ballast.platform import clock
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.services import UnitUnknown, actor_of
from ballast.platform.sheets.reading import Fault, Told
from ballast.platform.ui import words

from . import telling
from .acting import period

CLEAN, FAULTY, REFUSED = 0, 1, 2


class CommandRefused(Refused):
    """What was asked for cannot be: a person, a file or a mapping that is not there."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        super().__init__(**params)


def run(arguments: list[str]) -> int:
    """0 clean or committed, 1 faults and nothing written, 2 unreadable or refused."""
    options = _options(arguments)
    try:
        brought = _bring(options)
    except LedgerRefused as refusal:
        if refusal.brought:
            _print(options, refusal.brought)
        else:
            _print_refusal(options, refusal)
        return FAULTY
    except Refused as refusal:
        _print_refusal(options, refusal)
        return REFUSED
    _print(options, brought)
    return FAULTY if brought.faults and not brought.imported else CLEAN


def _options(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="ballast import")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--period", type=period, required=True, metavar="P")
    parser.add_argument("--kind", choices=(PLAN, FILING), default="")
    parser.add_argument("--unit", default="", metavar="CODE")
    parser.add_argument("--by", default="", metavar="USER")
    parser.add_argument("--mapping", type=Path, metavar="FILE")
    parser.add_argument("--same", action="append", default=[], metavar="NAME=NUMBER")
    for flag in ("without-faulty", "accept", "dry-run", "json"):
        parser.add_argument(f"--{flag}", action="store_true")
    return parser.parse_args(arguments)


def _bring(options: Namespace) -> Brought:
    at = clock.now()
    on = timezone.localdate(at)
    asked = options.period
    told, same = _mapping(options, on)
    return services.bring_in(
        by=_actor(options.by),
        at=at,
        workbook=Workbook(
            content=_content(options.file),
            filename=options.file.name,
            kind=options.kind,
            subject=str(asked.year) if asked.kind == "year" else asked.code,
            unit=_unit(options.unit, on),
            told=told,
            same=same,
        ),
        without_faulty=options.without_faulty,
        accept=options.accept,
        dry_run=options.dry_run,
    )


def _actor(username: str) -> Actor:
    """The person named; whoever holds the server's shell acts as the system."""
    if not username:
        return Actor("system", None, "ballast import")
    user = identity.known_as(username)
    if user is None:
        raise CommandRefused("user_unknown", name=username)
    return actor_of(user)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise CommandRefused("file_unreadable", file=str(path)) from None


def _unit(code: str, on: date) -> int | None:
    if not code:
        return None
    unit = identity.units(on).filter(code=code).first()
    if unit is None:
        raise UnitUnknown(code=code)
    return unit.pk


def _mapping(options: Namespace, on: date) -> tuple[Told | None, dict[str, str]]:
    """How the layout is read, and which projects rows mean; what is said by option comes first."""
    said = dict(one.rpartition("=")[::2] for one in options.same)
    path = options.mapping
    if path is None:
        return None, said
    try:
        told, same = services.mapped(tomllib.loads(path.read_text()), on=on)
    except (OSError, ValueError):
        raise CommandRefused("mapping_unreadable", file=str(path)) from None
    return told, same | said


def _print(options: Namespace, brought: Brought) -> None:
    if options.json:
        print(json.dumps(telling.everything(brought), ensure_ascii=False, indent=2))
    else:
        print(telling.in_words(brought, dry_run=options.dry_run))


def _print_refusal(options: Namespace, refusal: Refused) -> None:
    """In JSON a refusal is a fault of no cell, beside those that have one."""
    if options.json:
        print(json.dumps(telling.refused(refusal), ensure_ascii=False, indent=2))
        return
    for said in (refusal, *refusal.faults):
        place = f"{said.cell} " if isinstance(said, Fault) else ""
        print(f"ballast: {place}{words.say(said)}")
