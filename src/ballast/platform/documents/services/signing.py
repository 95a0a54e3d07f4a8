"""签发: number and date come into being, and the paper is kept as it was signed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from io import BytesIO

from django.db import transaction
from django.utils import timezone

from ballast.kernel.errors import Refused
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.documents import kinds, selectors
from ballast.platform.documents.contents import text_of
from ballast.platform.documents.converting import office
from ballast.platform.documents.kinds import ISSUE, Kind
from ballast.platform.documents.models import NumberRegister, Paper
from ballast.platform.documents.rules import Act, issue_text, number_text
from ballast.platform.files import services as files
from ballast.platform.files.rules import DOCX
from ballast.platform.files.services import Upload
from ballast.platform.identity import services as identity
from ballast.platform.jobs import services as jobs

from . import events
from .comparing import recompare
from .together import PAPERS, carry, hold, journal, note, refuse

_AT_ONCE = 40  # papers turned into PDF by one start of LibreOffice


class DataChanged(Refused):
    """The figures have changed since the draft, and nobody said why it goes out all the same."""

    code = "paper_data_changed"


class WithoutSeries(Refused):
    """The paper bears a number, but has no series to number it in."""

    code = "paper_without_series"


class NumbersGiven(Refused):
    """``last`` and what lies before it is given already."""

    code = "numbers_given"
    about = "last"


@transaction.atomic
def sign(*, by: Actor, at: datetime, ids: Collection[int], words: str = "") -> list[Paper]:
    """Sign checked papers: each gets its number and today's date, and is kept as a file.

    ``words`` confirm those whose figures have changed since they were drafted. Raises
    ``NotAllowed``, ``PaperUnknown``, ``PapersRefused`` with ``DataChanged``, ``WithoutSeries``.
    """
    papers = hold(Act.SIGN, by=by, at=at, ids=ids)
    changes = recompare(papers)
    said = words.strip()
    of = {one.pk: kinds.kind(one.kind) for one in papers}
    refuse(
        [
            *(DataChanged(title=one.plain_title) for one in papers if one.is_stale and not said),
            *(WithoutSeries(title=one.plain_title) for one in papers if _lacks_series(one, of)),
        ]
    )
    on = timezone.localdate(at)
    _number(papers, of, on)
    for one in papers:
        one.dated, one.signer = on, by.label
    changes += _keep(papers, at)
    Paper.objects.bulk_update(
        papers, ["word", "year", "serial", "number", "dated", "signer", "words"], batch_size=200
    )
    changes += carry(papers, Act.SIGN)
    changes += [
        Change(PAPERS, one.pk, {"number": ("", one.number), "dated": (None, on)}) for one in papers
    ]
    note([one for one in papers if one.is_stale], Act.CONFIRM, by=by, at=at, words=said)
    note(papers, Act.SIGN, by=by, at=at)
    numbered = {one.pk: one.number for one in papers if one.number}
    note([one for one in papers if one.number], Act.NUMBER, by=by, at=at, words=numbered)
    journal(events.PapersSigned, papers, changes, by=by, at=at, numbers=tuple(numbered.values()))
    if office():
        ids = [one.pk for one in papers]
        for start in range(0, len(ids), _AT_ONCE):
            jobs.defer("documents.convert", paper_ids=ids[start : start + _AT_ONCE])
    return papers


@transaction.atomic
def begin_numbers(*, by: Actor, at: datetime, series: str, word: str, year: int, last: int) -> None:
    """Go on after the numbers that were given outside before Ballast came.

    Raises ``NotAllowed``, and ``NumbersGiven`` where later ones are given already.
    """
    identity.insist(by, "paper.set_up", at=at)
    register = _register(series, word, year)
    if last <= register.last:
        raise NumbersGiven(last=register.last)
    change = Change("documents_numberregister", register.pk, {"last": (register.last, last)})
    register.last = last
    register.save(update_fields=["last"])
    event = events.NumbersBegun(subject=series, word=word, year=year, last=last)
    audit.record(event, by=by, at=at, changes=[change])


def _lacks_series(paper: Paper, of: dict[int, Kind]) -> bool:
    return of[paper.pk].numbered not in {None, ISSUE} and not paper.series.strip()


def _number(papers: Sequence[Paper], of: dict[int, Kind], on: date) -> None:
    """Give the next numbers of each register, which stays locked until all of it is written."""
    groups: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    for one in papers:
        kind = of[one.pk]
        if kind.numbered == ISSUE:
            groups["", kind.name].append(one)
        elif kind.numbered is not None:
            groups[one.series, kind.numbered].append(one)
    for (series, word), group in sorted(groups.items()):
        register = _register(series, word, on.year)
        for serial, one in enumerate(group, start=register.last + 1):
            one.word, one.year, one.serial = word, on.year, serial
            one.number = (
                issue_text(serial)
                if of[one.pk].numbered == ISSUE
                else number_text(series, word, on.year, serial)
            )
        register.last += len(group)
        register.save(update_fields=["last"])


def _register(series: str, word: str, year: int) -> NumberRegister:
    NumberRegister.objects.bulk_create(
        [NumberRegister(series=series, word=word, year=year)], ignore_conflicts=True
    )
    return NumberRegister.objects.select_for_update().get(series=series, word=word, year=year)


def _keep(papers: Sequence[Paper], at: datetime) -> list[Change]:
    """Write each with its number and date, keep the bytes, and what they say for the search.

    The digests go into the journal: whoever has a copy can prove that it is the signed one.
    """
    changes = []
    for paper, content in selectors.filled(papers).items():
        file = files.keep(
            at=at,
            owner_kind=selectors.PAPER,
            owner_key=str(paper.pk),
            upload=Upload(selectors.file_name(paper, "docx"), BytesIO(content)),
            kind=DOCX,
        )
        changes.append(Change("files_file", file.pk, {"digest": (None, file.digest)}))
        paper.words = text_of(content)
    return changes
