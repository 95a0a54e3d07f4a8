"""A signed paper as PDF, kept beside its .docx."""

from datetime import datetime
from io import BytesIO

from django.db import transaction

from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.documents import selectors
from ballast.platform.documents.converting import pdf_of
from ballast.platform.documents.models import Paper
from ballast.platform.files import selectors as kept
from ballast.platform.files import services as files
from ballast.platform.files.rules import PDF
from ballast.platform.files.services import FilesAdded, Upload

_JOB = Actor("job", None, "documents.convert")


def convert(*, at: datetime, pk: int) -> None:
    """Keep a signed paper's PDF; nothing if that is done. Raises ``NotConverted``."""
    paper = Paper.objects.get(pk=pk)
    key = str(pk)
    if paper.dated is None or kept.of(selectors.PDF, key):
        return
    content = pdf_of(kept.content(selectors.PAPER, key))
    with transaction.atomic():
        file = files.keep(
            at=at,
            owner_kind=selectors.PDF,
            owner_key=key,
            upload=Upload(selectors.file_name(paper, "pdf"), BytesIO(content)),
            kind=PDF,
        )
        event = FilesAdded(subject=key, owner_kind=selectors.PDF, digests=(file.digest,))
        change = Change("files_file", file.pk, {"digest": (None, file.digest)})
        audit.record(event, by=_JOB, at=at, changes=[change])
