"""Looking at a workbook: what it says, what it would do, and how far the look has come."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from ballast.delivery.ledgers import selectors
from ballast.delivery.ledgers.models import Import, ImportRow, Layout
from ballast.delivery.ledgers.rules import Standing, State
from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.selectors import may
from ballast.platform.jobs import services as jobs
from ballast.platform.sheets.reading import Fault, Told, WorkbookRefused, open_workbook

from .committing import Found
from .comparing import Asked, Compared, compare
from .keeping import as_json, from_json, keep, load
from .refusals import ImportDecided, ImportUnknown
from .understanding import Understood, understand


def taken(by: Actor, at: datetime, import_id: int, states: Collection[State]) -> Import:
    """An import that this person may see, locked. Raises ``ImportUnknown``, ``ImportDecided``."""
    rows = Import.objects.select_for_update(of=("self",)).select_related("source")
    viewer = identity.person(by)
    if by.kind == "person":
        seen = selectors.imports(viewer, localdate(at)) if viewer else Import.objects.none()
        rows = rows.filter(pk__in=seen.order_by().values("pk"))
    imported = rows.filter(pk=import_id).first()
    if imported is None:
        raise ImportUnknown
    if imported.state not in {state.value for state in states}:
        raise ImportDecided
    return imported


def get_on(imported: Import, progress: int, *, at: datetime) -> None:
    """Say how far the look has come, outside of any transaction; ``at`` is when it began."""
    Import.objects.filter(pk=imported.pk).update(progress=progress, moved_at=at)
    imported.progress, imported.moved_at = progress, at


def put_back(imported: Import, *, at: datetime) -> None:
    """Queue the look at it anew."""
    imported.state, imported.progress, imported.refusal = State.READING.value, 0, {}
    imported.moved_at = at
    imported.save()
    jobs.defer("ledgers.look", import_id=imported.pk)


def understood(imported: Import, content: bytes) -> Understood:
    """What the workbook says, as it was told to be read for this or for an earlier import.

    Raises ``WorkbookRefused``.
    """
    if imported.told:
        return _understand(imported, content, Told.load(imported.told))
    try:
        said = _understand(imported, content, None)
    except WorkbookRefused as refusal:
        known = _remembered(imported, "", str(refusal.params.get(OUTLINE, "")))
        if known is None:
            raise
        imported.told = known.told
        said = _understand(imported, content, Told.load(known.told))
    if known := _remembered(imported, said.kind, said.fingerprint):
        imported.told = known.told
        said = _understand(imported, content, Told.load(known.told))
    return said


def _understand(imported: Import, content: bytes, told: Told | None) -> Understood:
    book = open_workbook(content, encoding=told.encoding if told else "")
    given = imported.asked
    return understand(book, kind=given["kind"], subject=given["subject"], told=told)


def _remembered(imported: Import, kind: str, fingerprint: str) -> Layout | None:
    """What was said of this layout for the unit; what the office said of it for all comes last.

    Of text that could not be read it is the encoding, kept under the outline and no kind.
    """
    rows = Layout.objects.filter(kind=kind, fingerprint=fingerprint)
    own = rows.filter(unit=imported.unit_id).first()
    return own or rows.filter(unit__isnull=True).first()


def look_at(imported: Import, said: Understood, *, at: datetime) -> None:
    """Compare what a workbook says, and keep what was found; or what is to be asked."""
    tell(imported, said)
    imported.looked_at = at
    if said.asks or not said.subject:
        imported.state = (State.ASKING if said.asks else State.READY).value
        imported.progress = 100
        imported.save()
        return
    by = Actor("person", imported.by_id, imported.by) if imported.by_id else _SYSTEM
    on_behalf = may(by, "filing.enter_for", localdate(at))
    compared = compare(
        asked(imported, by=by, at=at, on_behalf=on_behalf), said.rows, imported.chosen
    )
    settle(imported, compared)


OUTLINE = "layout"  # of text in an unknown encoding, as the refusal tells it
_SYSTEM = Actor("system", None, "")
_MOST_KEPT = 50  # faults of a refusal


def tell(imported: Import, said: Understood) -> None:
    """Put on an import what its workbook says as a whole."""
    imported.kind, imported.subject = said.kind, said.subject
    imported.fingerprint, imported.currency = said.fingerprint, said.currency
    imported.questions = [asdict(question) for question in said.questions]
    imported.faults = [{**as_json(one), "whole": True} for one in said.faults]
    imported.faults += [{**as_json(one), "whole": False} for one in said.stray]
    imported.doubts = [as_json(one) for one in said.doubts]
    imported.consequences = [as_json(one) for one in said.consequences]


def asked(imported: Import, *, by: Actor, at: datetime, on_behalf: bool) -> Asked:
    return Asked(
        by=by,
        at=at,
        kind=imported.kind,
        subject=imported.subject,
        unit=imported.unit_id,
        source=imported.source_id,
        on_behalf=on_behalf,
    )


def compare_again(imported: Import, *, by: Actor, at: datetime) -> Compared:
    """The kept rows held anew against what is known now."""
    rows = ImportRow.objects.filter(imported=imported).exclude(standing=Standing.MISSING)
    said = [load(row) for row in rows.order_by("place")]
    on_behalf = imported.accepted
    return compare(asked(imported, by=by, at=at, on_behalf=on_behalf), said, imported.chosen)


def settle(imported: Import, compared: Compared) -> None:
    """Keep how the rows stand."""
    imported.state, imported.progress = State.READY.value, 100
    imported.counts = compared.counts
    imported.save()
    keep(imported, compared.judged, compared.missing)


def refuse(imported: Import, refusal: Refused, *, at: datetime) -> None:
    """Keep why the workbook cannot be read, or not be written now."""
    imported.refusal = told(refusal)
    imported.state, imported.progress, imported.looked_at = State.REFUSED.value, 100, at
    imported.save()


def told(refusal: Refused) -> dict[str, Any]:
    """Why an import was refused, as it is kept; its faults by their cells."""
    params = {name: str(value) for name, value in refusal.params.items()}
    faults = [as_json(one) for one in refusal.faults if isinstance(one, Fault)]
    return {"code": refusal.code, "params": params, "faults": faults[:_MOST_KEPT]}


def found(imported: Import) -> Found:
    """The kept faults of no row."""
    told = [(from_json(one), one["whole"]) for one in imported.faults]
    return Found(
        [fault for fault, whole in told if whole], [fault for fault, whole in told if not whole]
    )


def unread(said: Understood) -> list[Fault]:
    """The columns that nobody knows and nothing needs, as doubts of whoever cannot ask."""
    return [
        Fault("column_unread", one.cell, {"about": one.about})
        for one in said.questions
        if one.kind == "column" and not one.blocking
    ]


def unanswered(said: Understood) -> list[Fault]:
    """The questions without which a workbook cannot be read, as faults of whoever cannot ask."""
    return [
        Fault(f"ask_{one.kind}", one.cell, {"about": one.about, "guesses": "、".join(one.guesses)})
        for one in said.questions
        if one.blocking
    ]
