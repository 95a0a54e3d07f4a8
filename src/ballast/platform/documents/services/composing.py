"""Out of what a kind composed: rows of papers, their passages and addressees."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ballast.kernel.errors import Refused
from ballast.platform.documents.kinds import Composed, Kind, Query
from ballast.platform.documents.models import HEADING, Paper, Passage, Receipt
from ballast.platform.documents.rules import in_words
from ballast.platform.documents.selectors import letterhead
from ballast.platform.identity import selectors as identity

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


class SubjectUnknown(Refused):
    """A kind composes nothing of this subject."""

    code = "paper_subject_unknown"


def compose(
    kind: Kind, period: str, subjects: Collection[str], viewer: "User", on: date
) -> Sequence[Composed]:
    asked = Query(period=period, subjects=list(subjects), viewer=viewer, on=on)
    return kind.compose(asked)


def correcting(composed: Composed, earlier: Paper | None) -> Composed:
    """The title of a correction names what it corrects, whatever template it is written with."""
    if earlier is None:
        return composed
    named = earlier.number or earlier.plain_title
    return replace(composed, title=f"{composed.title}（更正{named}）")


def new_papers(
    kind: Kind,
    period: str,
    composed: Iterable[Composed],
    viewer: "User",
    on: date,
    corrects: Paper | None = None,
) -> list[Paper]:
    """Papers with their passages and addressees, written; three rows' kinds, three writes."""
    usual = usual_head(on)
    drafts = [correcting(one, corrects) for one in composed]
    papers = Paper.objects.bulk_create(
        Paper(
            **usual | in_words(one.values),
            kind=kind.code,
            period=period,
            subject=one.subject,
            drafted_by=viewer,
            corrects=corrects,
            **said_by(one, on),
        )
        for one in drafts
    )
    told = dict(zip([one.pk for one in papers], drafts, strict=True))
    Passage.objects.bulk_create(
        Passage(paper_id=pk, name=name, drafted=text, text=text)
        for pk, one in told.items()
        for name, text in one.passages.items()
    )
    address({pk: one.addressees for pk, one in told.items()}, on)
    return papers


def usual_head(on: date) -> dict[str, Any]:
    """What the letterhead of a day says; nothing where there is none."""
    head = letterhead(on)
    return {name: getattr(head, name) for name in HEADING} if head else {}


def said_by(composed: Composed, on: date) -> dict[str, object]:
    """The fields of a paper that come from composing it."""
    return {
        "title": composed.title,
        "values": dict(composed.values),
        "texts": dict(composed.texts),
        "digest": composed.digest,
        "composed_on": on,
    }


def address(addressees: Mapping[int, Collection[str]], on: date) -> None:
    """Write to which units papers go, by their codes; a unit not in force is left out."""
    units = {code: pk for pk, code in identity.units(on).values_list("pk", "code")}
    Receipt.objects.bulk_create(
        Receipt(paper_id=paper, unit_id=units[code])
        for paper, codes in addressees.items()
        for code in dict.fromkeys(codes)
        if code in units
    )
