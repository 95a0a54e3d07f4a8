"""Every paper of a month as files: those that are there as they stand, the others as drafts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.platform.documents import kinds
from ballast.platform.documents.kinds import Composed, Kind, Query
from ballast.platform.documents.models import Paper
from ballast.platform.documents.rules import IN_FORCE, UNSIGNED, Heading, headed
from ballast.platform.documents.writing import write
from ballast.platform.files import selectors as files

from .heads import letterhead, template_in_force
from .papers import TEMPLATE, file_name, visible_to, written

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper of a month: what to call its file, its bytes, the plain texts beside it."""

    kind: Kind
    subject: str
    name: str
    content: bytes
    texts: Mapping[str, str]


def of_month(viewer: "User", on: date, period: str) -> Iterator[Sheet]:
    """The papers of a period kind by kind, composed for ``viewer`` where none was drafted yet."""
    for kind in kinds.kinds():
        there = visible_to(viewer, on).filter(
            kind=kind.code, period=period, state__in=sorted(UNSIGNED | IN_FORCE)
        )
        papers = {one.subject: one for one in there.order_by("pk")}
        for paper, content in written(list(papers.values())).items():
            name = file_name(paper, "docx")
            yield Sheet(
                kind=kind, subject=paper.subject, name=name, content=content, texts=paper.texts
            )
        if new := [one for one in kind.subjects(period) if one not in papers]:
            composed = kind.compose(Query(period=period, subjects=new, viewer=viewer, on=on))
            yield from drafts(kind, composed, on)


def drafts(kind: Kind, composed: Iterable[Composed], on: date) -> Iterator[Sheet]:
    """Papers that nobody drafted, as drafts under the letterhead of a day."""
    head, own = letterhead(on), template_in_force().get(kind.code)
    heading = head.heading if head else Heading()
    template = files.content(TEMPLATE, str(own.pk)) if own else None
    for one in composed:
        yield Sheet(
            kind=kind,
            subject=one.subject,
            name=file_name(Paper(kind=kind.code, title=one.title), "docx"),
            content=write(kind, one, headed(heading, one.values), template=template),
            texts=one.texts,
        )
