"""拟稿: a month's papers are drafted, drafted anew, corrected by others, and edited by a person."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from ballast.kernel.errors import Refused
from ballast.kernel.periods import Period
from ballast.platform.audit.services import Actor, Change
from ballast.platform.documents import kinds
from ballast.platform.documents.kinds import Composed, Kind
from ballast.platform.documents.models import HEADING, Paper, Passage, Receipt
from ballast.platform.documents.rules import IN_FORCE, UNSIGNED, Act
from ballast.platform.identity import services as identity
from ballast.platform.jobs import services as jobs

from . import events
from .comparing import composed_again
from .composing import SubjectUnknown, address, compose, new_papers, said_by, usual_head
from .together import PAPERS, carry, hold, journal, locked, note, refuse

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

_TURN = "documents.draft"


class KindUnknown(Refused):
    """No kind of paper has this code."""

    code = "paper_kind_unknown"


class NotToCorrect(Refused):
    """The paper is not in force, or a correction of it is being drafted."""

    code = "paper_not_to_correct"


@transaction.atomic
def draft(
    *,
    by: Actor,
    at: datetime,
    viewer: "User",
    kind: str,
    period: str,
    subjects: Collection[str] | None = None,
) -> list[Paper]:
    """Draft a kind's papers of a period as ``viewer`` sees the city; without ``subjects`` all.

    What is drafted or in force already is left as it is. Raises ``NotAllowed``, ``KindUnknown``,
    ``NotAPeriod``.
    """
    identity.insist(by, "paper.draft", at=at)
    known = _kind(kind)
    code = Period.from_code(period).code
    jobs.take_turn(_TURN)
    there = Paper.objects.filter(
        kind=kind, period=code, state__in=sorted(UNSIGNED | IN_FORCE)
    ).values_list("subject", flat=True)
    meant = known.subjects(code) if subjects is None else subjects
    new = sorted(set(meant) - set(there), key=list(meant).index)
    if not new:
        return []
    on = timezone.localdate(at)
    papers = new_papers(known, code, compose(known, code, new, viewer, on), viewer, on)
    note(papers, Act.DRAFT, by=by, at=at)
    journal(events.PapersDrafted, papers, [_drafted(one) for one in papers], by=by, at=at)
    return papers


@transaction.atomic
def correct(*, by: Actor, at: datetime, viewer: "User", pk: int) -> Paper:
    """Draft the paper that will stand in the place of a signed one, and names it.

    Raises ``NotAllowed``, ``PaperUnknown``, ``NotToCorrect``, ``SubjectUnknown``.
    """
    identity.insist(by, "paper.draft", at=at)
    jobs.take_turn(_TURN)
    [earlier] = locked([pk])
    same = Paper.objects.filter(kind=earlier.kind, period=earlier.period, subject=earlier.subject)
    if earlier.state not in IN_FORCE or same.filter(state__in=sorted(UNSIGNED)).exists():
        raise NotToCorrect(title=earlier.plain_title)
    known, on = _kind(earlier.kind), timezone.localdate(at)
    composed = compose(known, earlier.period, [earlier.subject], viewer, on)
    if not composed:
        raise SubjectUnknown
    [paper] = new_papers(known, earlier.period, composed, viewer, on, corrects=earlier)
    named = earlier.number or earlier.plain_title
    note([paper], Act.DRAFT, by=by, at=at, words=named)
    journal(events.PapersDrafted, [paper], [_drafted(paper)], by=by, at=at)
    return paper


@transaction.atomic
def redraft(*, by: Actor, at: datetime, viewer: "User", ids: Collection[int]) -> list[Paper]:
    """Compose papers anew on what is known now; they are drafts again.

    A passage that somebody wrote keeps its text; where the drafted one has changed it must be
    taken on again. What the head leaves open the letterhead of today fills. Raises
    ``NotAllowed``, ``PaperUnknown``, ``PapersRefused``.
    """
    papers = hold(Act.REDRAFT, by=by, at=at, ids=ids)
    on = timezone.localdate(at)
    for one in papers:
        one.drafted_by, one.composed_on = viewer, on
    composed = composed_again(papers)
    refuse(SubjectUnknown(title=one.plain_title) for one in papers if one.pk not in composed)
    changes, usual = [], usual_head(on)
    for one in papers:
        before = one.digest
        for name, value in said_by(composed[one.pk], on).items():
            setattr(one, name, value)
        for name, value in usual.items():
            setattr(one, name, getattr(one, name) or value)
        one.is_stale = False
        changes.append(Change(PAPERS, one.pk, {"digest": (before, one.digest)}))
    Paper.objects.bulk_update(
        papers,
        [
            *("drafted_by", "composed_on", "title", "values", "texts", "digest", "is_stale"),
            *HEADING,
        ],
    )
    _draft_passages(papers, composed)
    _address_again(papers, composed, on)
    carry(papers, Act.REDRAFT)
    note(papers, Act.REDRAFT, by=by, at=at)
    journal(events.PapersRedrafted, papers, changes, by=by, at=at)
    return papers


@transaction.atomic
def head(*, by: Actor, at: datetime, ids: Collection[int], said: Mapping[str, Any]) -> list[Paper]:
    """Say of drafts in whose name, on whose word and to whom they go; only what is ``said``.

    Raises ``NotAllowed``, ``PaperUnknown``, ``PapersRefused``.
    """
    papers = hold(Act.SUBMIT, by=by, at=at, ids=ids)
    given = {name: value for name, value in said.items() if name in HEADING}
    changes, changed = [], []
    for one in papers:
        fields = {
            name: (getattr(one, name), value)
            for name, value in given.items()
            if getattr(one, name) != value
        }
        if fields:
            changed.append(one)
            changes.append(Change(PAPERS, one.pk, fields))
    Paper.objects.filter(pk__in=[one.pk for one in changed]).update(**given)
    note(changed, Act.EDIT, by=by, at=at)
    journal(events.PapersEdited, changed, changes, by=by, at=at)
    return changed


@transaction.atomic
def word(
    *, by: Actor, at: datetime, pk: int, texts: Mapping[str, str], taken: Collection[str]
) -> None:
    """Write the passages of a draft, and take on those named in ``taken``, written or not.

    Raises ``NotAllowed``, ``PaperUnknown``, ``PapersRefused``.
    """
    papers = hold(Act.SUBMIT, by=by, at=at, ids=[pk])
    changes, rows = [], []
    for one in Passage.objects.select_for_update().filter(paper=pk, name__in=texts).order_by("pk"):
        is_taken, text = one.name in taken, texts[one.name].strip()
        before, after = (one.text, bool(one.taken_at)), (text, is_taken and bool(text))
        if before == after:
            continue
        fields: dict[str, tuple[Any, Any]] = {"text": (one.text, text)}
        fields["is_taken"] = before[1], after[1]
        changes.append(Change("documents_passage", one.pk, fields))
        one.text = text
        one.taken_by, one.taken_at = (by.label, at) if after[1] else ("", None)
        rows.append(one)
    if rows:
        Passage.objects.bulk_update(rows, ["text", "taken_by", "taken_at"])
        note(papers, Act.EDIT, by=by, at=at, words="、".join(one.name for one in rows))
        journal(events.PapersEdited, papers, changes, by=by, at=at)


def _kind(code: str) -> Kind:
    try:
        return kinds.kind(code)
    except KeyError as unknown:
        raise KindUnknown from unknown


def _drafted(paper: Paper) -> Change:
    return Change(PAPERS, paper.pk, {"title": (None, paper.title), "digest": (None, paper.digest)})


def _draft_passages(papers: Sequence[Paper], composed: Mapping[int, Composed]) -> None:
    """The passages as drafted now; those whose draft changed are to be taken on again."""
    kept = {
        (one.paper_id, one.name): one
        for one in Passage.objects.filter(paper__in=papers).order_by("pk")
    }
    new, changed = [], []
    for paper in papers:
        for name, drafted in composed[paper.pk].passages.items():
            one = kept.pop((paper.pk, name), None)
            if one is None:
                new.append(Passage(paper=paper, name=name, drafted=drafted, text=drafted))
            elif one.drafted != drafted:
                one.text = drafted if one.text == one.drafted else one.text
                one.drafted, one.taken_by, one.taken_at = drafted, "", None
                changed.append(one)
    Passage.objects.filter(pk__in=[one.pk for one in kept.values()]).delete()
    Passage.objects.bulk_create(new)
    Passage.objects.bulk_update(changed, ["drafted", "text", "taken_by", "taken_at"])


def _address_again(papers: Sequence[Paper], composed: Mapping[int, Composed], on: date) -> None:
    Receipt.objects.filter(paper__in=papers).delete()
    address({one.pk: composed[one.pk].addressees for one in papers}, on)
