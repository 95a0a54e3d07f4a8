"""Photos of the works, put to a draft and taken away again; nobody is asked for any."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import State
from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.platform.files import selectors as stored
from ballast.platform.files import services as files
from ballast.platform.files.services import Upload
from ballast.platform.identity import services as identity
from ballast.projects.services import reached

OWNER = "filing"
MOST = 9


class PhotosTooMany(Refused):
    """More than nine for one filing."""

    code = "photos_too_many"


class NotAPhoto(Refused):
    """A file that is no picture; it is named."""

    code = "not_a_photo"


class NotADraft(Refused):
    """The filing was submitted meanwhile: its photos stay as they are."""

    code = "filing_not_a_draft"


@transaction.atomic
def add(*, by: Actor, at: datetime, filing_id: int, uploads: Sequence[Upload]) -> None:
    """Put photos to a draft; all or none.

    Raises ``NotAllowed``, ``OutOfReach``, the refusals above and those of ``files.add``.
    """
    filing = _draft(filing_id, by, at)
    if len(stored.of(OWNER, str(filing.pk))) + len(uploads) > MOST:
        raise PhotosTooMany(most=MOST)
    added = files.add(by=by, at=at, owner_kind=OWNER, owner_key=str(filing.pk), uploads=uploads)
    for file in added:
        if not file.media_type.startswith("image/"):
            raise NotAPhoto(name=file.name)


@transaction.atomic
def remove(*, by: Actor, at: datetime, filing_id: int, file_ids: Collection[int]) -> None:
    """Take photos of a draft away. Raises ``NotAllowed``, ``OutOfReach``, ``NotADraft``."""
    filing = _draft(filing_id, by, at)
    files.remove(by=by, at=at, owner_kind=OWNER, owner_key=str(filing.pk), file_ids=file_ids)


def _draft(filing_id: int, by: Actor, at: datetime) -> Filing:
    identity.insist(by, "filing.enter", at=at)
    its = Filing.objects.filter(pk=filing_id)
    reached(by=by, at=at, project_ids=its.values_list("project", flat=True))
    filing = its.first()
    if filing is None or filing.state != State.DRAFT:
        raise NotADraft
    return filing
