"""Scans and proofs: kept under names that say nothing, for the journal tells a file's name."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from ballast.dispatch.coordination.rules import Fault
from ballast.platform.audit.services import Actor
from ballast.platform.files import services as files
from ballast.platform.files.rules import IMAGES, PDF
from ballast.platform.files.services import Upload

from .refusals import InstructionsRefused

MOST = 9
_SCANS = frozenset(kind.media_type for kind in (PDF, *IMAGES.values()))


def attach(
    *, by: Actor, at: datetime, owner: str, key: int, uploads: Sequence[Upload], only_scans: bool
) -> None:
    """Put files to an instruction or a report; all or none.

    Raises ``InstructionsRefused``, and as ``files.add`` does.
    """
    if not uploads:
        return
    if len(uploads) > MOST:
        raise InstructionsRefused([Fault("instruction_scans_many", {"most": MOST}, "scans")])
    plain = [
        Upload(f"{owner}-{key}-{place}{PurePath(one.name).suffix}", one.stream)
        for place, one in enumerate(uploads, 1)
    ]
    added = files.add(by=by, at=at, owner_kind=owner, owner_key=str(key), uploads=plain)
    wrong = [
        Fault("instruction_scan_kind", {"name": given.name}, "scans")
        for given, kept in zip(uploads, added, strict=True)
        if only_scans and kept.media_type not in _SCANS
    ]
    if wrong:
        raise InstructionsRefused(wrong)
