"""The one door to papers, and what they say."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from ballast.platform.documents import kinds
from ballast.platform.documents.kinds import Composed, Followed
from ballast.platform.documents.models import Paper, Passage, Receipt
from ballast.platform.documents.rules import SHOWN, State
from ballast.platform.documents.writing import Signed, write
from ballast.platform.files import selectors as files
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import RIGHTS

from .heads import template_in_force

if TYPE_CHECKING:
    from ballast.platform.files.models import File
    from ballast.platform.identity.models import User

OFFICE = frozenset({"paper.draft", "paper.check", "paper.sign"})
# The kinds of owner that files name.
PAPER, PDF, TEMPLATE = "paper", "paper_pdf", "paper_template"


def visible_to(viewer: "User", on: date) -> QuerySet[Paper]:
    """The papers a person sees: the office all, others those that were sent.

    Sent ones are seen by who sees the whole city, and by the units they were sent to and those
    above them. A paper withdrawn after it was sent stays in sight, as withdrawn.
    """
    scope = identity.scope_of(viewer, on)
    if scope.rights & OFFICE:
        return Paper.objects.all()
    if "paper.view" not in scope.rights:
        return Paper.objects.none()
    sent = Paper.objects.filter(
        Q(state__in=sorted(SHOWN)) | Q(state=State.WITHDRAWN, sent_at__isnull=False)
    )
    if scope.everything:
        return sent
    own = Receipt.objects.filter(unit__in=scope.unit_ids)
    return sent.filter(pk__in=own.values("paper"))


def papers_of(ids: Collection[int]) -> QuerySet[Paper]:
    """These papers, whoever may see them."""
    return Paper.objects.filter(pk__in=ids)


def papers_about(kinds: Collection[str], subjects: Collection[str]) -> QuerySet[Paper]:
    """The papers of some kinds about some subjects, whoever may see them."""
    return Paper.objects.filter(kind__in=kinds, subject__in=subjects)


def sees(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the paper of a key, for its files."""
    return key.isdecimal() and visible_to(viewer, on).filter(pk=int(key)).exists()


def sees_template(viewer: "User", key: str, on: date) -> bool:  # noqa: ARG001 - whichever it is
    """Whether a person sees the office's templates."""
    return "paper.set_up" in identity.scope_of(viewer, on).rights


def units_signed_for(viewer: "User", on: date) -> frozenset[int]:
    """The units for which a person signs: those they work in, not those below."""
    held = identity.held_by(viewer, on)
    return frozenset(one.unit_id for one in held if "paper.receive" in RIGHTS[one.role])


def receipts_of(papers: Collection[int]) -> QuerySet[Receipt]:
    """The addressees of papers, each with its unit, in the order they are named."""
    return Receipt.objects.filter(paper__in=papers).select_related("unit").order_by("pk")


def files_of(papers: Sequence[Paper]) -> dict[int, "File"]:
    """The .docx kept of each signed paper."""
    return _kept(PAPER, papers)


def pdfs_of(papers: Sequence[Paper]) -> dict[int, "File"]:
    """The PDF of each signed paper of which one was made."""
    return _kept(PDF, papers)


def _kept(owner: str, papers: Sequence[Paper]) -> dict[int, "File"]:
    kept = files.of_many(owner, [str(one.pk) for one in papers])
    return {int(key): found[0] for key, found in kept.items()}


def file_name(paper: Paper, ending: str, copy: str = "") -> str:
    """Title and number, as an office names its files; a draft says that it is one.

    ``copy``: what a later printing is called.

    A form is never a draft: it has no number to wait for.
    """
    is_draft = paper.dated is None and kinds.kind(paper.kind).numbered is not None
    name = f"{paper.plain_title}_{paper.number}" if paper.number else paper.plain_title
    plain = "".join("_" if sign in '\\/:*?"<>|' else sign for sign in name)
    mark = "草稿" if is_draft else copy
    return f"{plain[:120]}{f'（{mark}）' if mark else ''}.{ending}"


def written(papers: Sequence[Paper]) -> dict[Paper, bytes]:
    """Each paper as a .docx: what was kept of a signed one, else the draft as it reads now."""
    known = files_of(papers)
    kept = {one: files.content(PAPER, str(one.pk)) for one in papers if one.pk in known}
    return kept | filled([one for one in papers if one not in kept])


def filled(
    papers: Sequence[Paper], followed: Mapping[int, Followed] | None = None
) -> dict[Paper, bytes]:
    """Each paper put into its template, with number and date where it has them.

    ``followed``: what has come of some of them, by their ids.
    Raises ``jinja2.UndefinedError`` where a template asks for what a draft does not have.
    """
    own = template_in_force()
    passages: dict[int, list[tuple[str, str, bool]]] = {}
    rows = _passages(papers)
    for paper, name, text, is_taken in rows:
        passages.setdefault(paper, []).append((name, text, is_taken))
    replaced = {
        kind: files.content(TEMPLATE, str(one.pk))
        for kind, one in own.items()
        if kind in {paper.kind for paper in papers}
    }
    return {
        paper: _written(
            paper,
            passages.get(paper.pk, []),
            replaced.get(paper.kind),
            (followed or {}).get(paper.pk),
        )
        for paper in papers
    }


def followed(paper: Paper, on: date) -> bytes | None:
    """A sent paper printed again with what has come of it up to a day; None where nothing has.

    Raises as ``filled``.
    """
    asked = kinds.kind(paper.kind).followed
    found = asked(paper.pk, on) if asked and paper.state in SHOWN else None
    return filled([paper], {paper.pk: found})[paper] if found else None


def _passages(papers: Sequence[Paper]) -> list[tuple[int, str, str, bool]]:
    rows = Passage.objects.filter(paper__in=papers).order_by("pk")
    return [
        (paper, name, text, taken is not None)
        for paper, name, text, taken in rows.values_list("paper_id", "name", "text", "taken_at")
    ]


def _written(
    paper: Paper,
    passages: Sequence[tuple[str, str, bool]],
    template: bytes | None,
    followed: Followed | None,
) -> bytes:
    composed = Composed(
        subject=paper.subject,
        title=paper.title,
        values=paper.values,
        passages={name: text for name, text, _ in passages},
    )
    signed = None
    if paper.dated:
        signed = Signed(number=paper.number, dated=paper.dated, signer=paper.signer)
    return write(
        kinds.kind(paper.kind),
        composed,
        paper.heading,
        taken=frozenset(name for name, _, is_taken in passages if is_taken),
        signed=signed,
        template=template,
        followed=followed,
    )
