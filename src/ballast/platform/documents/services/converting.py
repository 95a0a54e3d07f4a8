"""Signed papers as PDF, kept beside their .docx."""

from collections.abc import Collection
from datetime import datetime
from io import BytesIO

from django.db import transaction

from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.documents import selectors
from ballast.platform.documents.converting import NotConverted, pdfs_of
from ballast.platform.documents.models import Paper
from ballast.platform.files import services as files
from ballast.platform.files.rules import PDF
from ballast.platform.files.services import FilesAdded, Upload

_JOB = Actor("job", None, "documents.convert")


def convert(*, at: datetime, ids: Collection[int]) -> None:
    """Keep the PDFs of signed papers that have none; what was made is kept whatever fails.

    Raises ``NotConverted`` for the others.
    """
    papers = list(Paper.objects.filter(pk__in=ids, dated__isnull=False).order_by("pk"))
    done = selectors.pdfs_of(papers)
    waiting = [one for one in papers if one.pk not in done]
    if not waiting:
        return
    sources = selectors.written(waiting)
    made = pdfs_of({str(one.pk): content for one, content in sources.items()})
    with transaction.atomic():
        for one in waiting:
            if str(one.pk) in made:
                _keep(one, made[str(one.pk)], at)
    if missing := [one.pk for one in waiting if str(one.pk) not in made]:
        raise NotConverted(f"no PDF of papers {missing}")


def _keep(paper: Paper, content: bytes, at: datetime) -> None:
    key = str(paper.pk)
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
