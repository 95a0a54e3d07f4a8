"""Taking workbooks in: whose they are, their bytes, and the import each begins."""

import hashlib
import io
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from ballast.delivery.ledgers.models import Import, Source
from ballast.delivery.ledgers.rules import State
from ballast.delivery.ledgers.selectors import SOURCE
from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.platform.files import selectors as kept_files
from ballast.platform.files import services as files
from ballast.platform.files.services import Upload
from ballast.platform.identity import selectors as identity
from ballast.platform.identity import services as people
from ballast.platform.identity.rules import rights_of
from ballast.platform.jobs import services as jobs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ballast.platform.sheets.reading import Book, Told

LONGEST_NAME = 200
_RIGHTS = ("ledger.import", "plan.import", "filing.enter", "filing.enter_for")


class UnitNotYours(Refused):
    """The workbook is brought in for a unit that is not this person's."""

    code = "import_unit_not_yours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A file, for which kind and subject if that is known, for which unit, read as ``told``.

    ``same`` says which projects rows mean, "" for a new one. ``book`` is what it holds where that
    was opened before, while others were written.
    """

    content: bytes
    filename: str
    kind: str = ""  # rules.PLAN, rules.FILING; none: told from the columns
    subject: str = ""  # the year, or the period; none: told from the titles
    unit: int | None = None
    told: "Told | None" = None
    book: "Book | None" = None
    same: "Mapping[str, str]" = field(default_factory=dict)  # a row's name → the number it means


def begin(*, by: Actor, at: datetime, workbook: Workbook) -> Import:
    """Begin an import as part of a larger use case, which looks at it.

    Raises ``NotAllowed`` and ``UnitNotYours``.
    """
    people.insist(by, *_RIGHTS, at=at)
    return Import.objects.create(
        kind=workbook.kind,
        subject=workbook.subject,
        asked={"kind": workbook.kind, "subject": workbook.subject},
        source=source_of(workbook.content, workbook.filename, by=by, at=at),
        filename=workbook.filename[-LONGEST_NAME:],
        unit_id=unit_of(by, workbook.unit, at=at),
        state=State.READING.value,
        told=workbook.told.dump() if workbook.told else {},
        by_id=by.id,
        by=by.label,
        at=at,
        moved_at=at,
    )


def unit_of(by: Actor, unit: int | None, *, at: datetime) -> int | None:
    """For which unit somebody brings in: the one given, else their own, else the whole city."""
    viewer = identity.person(by)
    if viewer is None:
        return unit
    scope = identity.scope_of(viewer, localdate(at))
    if scope.everything:
        return unit
    if unit is not None and unit not in scope.unit_ids:
        raise UnitNotYours
    own = [
        held.unit_id
        for held in identity.held_by(viewer, localdate(at))
        if "filing.enter" in rights_of([held])
    ]
    return unit or (own[0] if own else None)


def source_of(content: bytes, filename: str, *, by: Actor, at: datetime) -> Source:
    """The source of these bytes, made when they come for the first time."""
    digest = hashlib.sha256(content).hexdigest()
    jobs.take_turn(f"ledgers.source:{digest}")
    known = Source.objects.filter(digest=digest).order_by("pk").first()
    return known or Source.objects.create(
        digest=digest, filename=filename[-LONGEST_NAME:], received_at=at, received_by=by.label
    )


def keep_bytes(source: Source, content: bytes, *, at: datetime) -> None:
    """Put a source's workbook on disk, unless it is there: for as long as a field names it.

    Raises ``FileTooLarge`` and ``FileEmpty``.
    """
    if not kept_files.of(SOURCE, str(source.pk)):
        upload = Upload(source.filename, io.BytesIO(content))
        files.keep(at=at, owner_kind=SOURCE, owner_key=str(source.pk), upload=upload)


def one_at_a_time() -> None:
    """Wait for another import to end; held until this transaction does."""
    jobs.take_turn("ledgers.imports")
