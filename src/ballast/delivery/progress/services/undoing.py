"""Taking back filings that a workbook brought, while nobody has gone by them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left

from ballast.delivery.progress.models import Correction, Filing, Review
from ballast.delivery.progress.rules import GONE, Answer, State, Verdict
from ballast.delivery.progress.rules.reports import SAID
from ballast.platform.audit.services import Change
from ballast.platform.periods import services as periods
from ballast.projects.services import hold

from .bench import settle
from .counting import recount
from .drafting import TABLE, days_of, plain

_KEPT = (*SAID, "kind", "filed_by", "filed_by_id")
_STANDING = (
    *("project_id", "period", "revision", "unit_id", "filed_at"),
    *("base_yuan", "caught_up_yuan", "correction_yuan"),
)
_FIELDS = {field.attname: field for field in Filing._meta.concrete_fields}


def relied_upon(filing_ids: Collection[int]) -> dict[int, str]:
    """The projects of filings that somebody reviewed, answered or filed after; a code of which."""
    said = Review.objects.filter(filing=OuterRef("pk"), filing__is_on_behalf=False)
    after = Filing.objects.filter(project=OuterRef("project")).exclude(state__in=GONE)
    later = after.filter(
        Q(period=OuterRef("period"), attempt__gt=OuterRef("attempt"))
        | Q(period__gt=OuterRef("period"), period__startswith=Left(OuterRef("period"), 5))
    )
    rows = Filing.objects.filter(pk__in=filing_ids).annotate(
        is_reviewed=Exists(said.exclude(verdict=Verdict.PENDING)), is_followed=Exists(later)
    )
    found = {}
    for row in rows:
        if row.is_reviewed or row.answer not in ("", Answer.WAITING):
            found[row.project_id] = "filing_reviewed"
        elif row.is_followed:
            found[row.project_id] = "touched_later"
    return found


def take_back(*, at: datetime, told: Mapping[int, Mapping[str, tuple[Any, Any]]]) -> list[Change]:
    """Undo what an import did to filings, as part of a larger use case, which journals it.

    ``told`` is what the journal told of each filing then. A draft that it made is gone, one that
    it wrote on says again what it said; what was submitted or counted is taken back and neither
    counts nor waits, and where it came of a unit's draft the unit has that draft again. Raises
    ``PeriodClosed``.
    """
    if not told:
        return []
    rows = Filing.objects.filter(pk__in=told)
    periods.hold(rows.order_by("period").values_list("period", flat=True).distinct())
    hold(rows.values("project"))
    filings = list(rows.select_for_update().order_by("pk"))
    drafts = [one for one in filings if one.state == State.DRAFT]
    sent = [one for one in filings if one.state not in (State.DRAFT, *GONE)]
    changes = settle(sent, State.TAKEN_BACK, at=at)
    fresh = [one.pk for one in drafts if "attempt" in told[one.pk]]
    changes += [Change(TABLE, pk, {"state": (State.DRAFT.value, None)}) for pk in fresh]
    Filing.objects.filter(pk__in=fresh).delete()
    changes += _say_again([one for one in drafts if one.pk not in fresh], told)
    changes += _begin_again([one for one in sent if "attempt" not in told[one.pk]], told)
    codes = {one.period for one in filings}
    recount(periods=codes, project_ids={one.project_id for one in filings})
    return changes


def _say_again(
    drafts: list[Filing], told: Mapping[int, Mapping[str, tuple[Any, Any]]]
) -> list[Change]:
    """Let drafts say what they said before."""
    changes = []
    for row in drafts:
        old = _before(told[row.pk])
        pairs = {name: (plain(getattr(row, name)), plain(value)) for name, value in old.items()}
        changes.append(Change(TABLE, row.pk, pairs))
        for name, value in old.items():
            setattr(row, name, value)
            row.provenance.pop(name, None)
    Filing.objects.bulk_update(drafts, [*_KEPT, "provenance"])
    return changes


def _begin_again(
    sent: Sequence[Filing], told: Mapping[int, Mapping[str, tuple[Any, Any]]]
) -> list[Change]:
    """The drafts that were there before, as the next attempts: what was sent stays as it was."""
    drafts = []
    for row in sent:
        said = {name: getattr(row, name) for name in (*_KEPT, *_STANDING)} | _before(told[row.pk])
        drafts.append(Filing(attempt=row.attempt + 1, state=State.DRAFT.value, **said))
    Filing.objects.bulk_create(drafts)
    places = {old.pk: new for old, new in zip(sent, drafts, strict=True)}
    corrections = list(Correction.objects.filter(filing__in=places).order_by("pk"))
    for one in corrections:
        one.pk, one._state.adding, one.filing = None, True, places[one.filing_id]
    Correction.objects.bulk_create(corrections)
    return [
        Change(TABLE, one.pk, {n: (None, plain(getattr(one, n))) for n in ("attempt", *_KEPT)})
        for one in drafts
    ]


def _before(told: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    """What the journal tells of a row's fields before, as the row holds it."""
    return {
        name: days_of(old) if name == "node_dates" else _FIELDS[name].to_python(old)
        for name, (old, _) in told.items()
        if name in _KEPT
    }
