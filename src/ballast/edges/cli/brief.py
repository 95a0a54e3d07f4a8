"""`ballast brief PERIOD --out FOLDER`: every paper of a month, as it stands or as a draft."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from ballast.dispatch.alerts.documents import KIND as NOTICE
from ballast.kernel.errors import Refused
from ballast.kernel.periods import Period
from ballast.platform import clock
from ballast.platform.audit.services import Actor
from ballast.platform.documents import kinds
from ballast.platform.documents import selectors as documents
from ballast.platform.documents.kinds import Query
from ballast.platform.documents.selectors import Sheet
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import insist
from ballast.platform.periods import selectors as periods

from .acting import acted, period

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


class NobodyDrafts(Refused):
    """Nobody was named, and nobody active works in the project office."""

    code = "nobody_drafts"


class PeriodNeverOpened(Refused):
    """The period has no figures: it was never opened."""

    code = "period_never_opened"


def run(arguments: list[str]) -> int:
    """``PERIOD --out FOLDER [--by USER]``; as that person sees the city, or the office does."""
    parser = ArgumentParser(prog="ballast brief")
    parser.add_argument("period", type=period, metavar="PERIOD")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--by", default="", metavar="USER")
    options = parser.parse_args(arguments)

    def act(by: Actor) -> str:
        at = clock.now()
        insist(by, "paper.draft", at=at)
        on = timezone.localdate(at)
        viewer = identity.person(by) or identity.first_holding(Role.PROJECT_OFFICE, on)
        if viewer is None:
            raise NobodyDrafts
        written = write_all(viewer=viewer, on=on, period=options.period, out=options.out)
        return "\n".join([*_lines(written), _said(len(written), options.out)])

    return acted(options.by, act)


def write_all(*, viewer: "User", on: date, period: Period, out: Path) -> dict[Path, Sheet]:
    """Write the papers of a month as ``viewer`` sees the city; which file holds which.

    Those of which a month has one lie in ``out``, the others in a folder of their kind; beside
    them the cards of the projects that are given notice. Raises
    ``PeriodNeverOpened``.
    """
    lock = periods.opened_for(period)
    if lock is None:
        raise PeriodNeverOpened(period=period.code)
    sheets = list(documents.of_month(viewer, on, lock.code))
    warned = [one.subject for one in sheets if one.kind is NOTICE]
    sheets += _cards(Query(period=lock.code, subjects=warned, viewer=viewer, on=on))
    written: dict[Path, Sheet] = {}
    for sheet in sheets:
        folder = out / sheet.kind.name if sheet.subject else out
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / sheet.name
        if path in written:  # two projects of one name
            path = path.with_stem(f"{path.stem}_{sheet.subject}")
        path.write_bytes(sheet.content)
        written[path] = sheet
        for name, text in sheet.texts.items():
            _beside(path, name).write_text(f"{text}\n", encoding="utf-8")
    return written


def _cards(query: Query) -> Iterator[Sheet]:
    """The cards of these projects."""
    card = kinds.kind("project_card")
    yield from documents.drafts(card, card.compose(query), query.on)


def _beside(path: Path, name: str) -> Path:
    return path.with_name(f"{path.stem}_{name}.txt")


def _lines(written: Mapping[Path, Sheet]) -> Iterator[str]:
    """How many there are of each kind, and the plain texts beside them."""
    for kind, count in Counter(sheet.kind.name for sheet in written.values()).items():
        yield f"  {kind}  {count}"
    for path, sheet in written.items():
        yield from (f"  {_beside(path, name).name}" for name in sheet.texts)


def _said(count: int, folder: Path) -> str:
    return _("%(count)d papers in %(folder)s.") % {"count": count, "folder": folder}
