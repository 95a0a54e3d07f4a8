"""数据已变: papers not yet signed are composed again, and flagged where they say otherwise now."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from ballast.platform.audit.services import Actor, Change
from ballast.platform.documents import kinds
from ballast.platform.documents.kinds import Composed, Query
from ballast.platform.documents.models import Paper
from ballast.platform.documents.rules import UNSIGNED

from . import events
from .composing import correcting
from .together import PAPERS, journal, waiting

_JOB = Actor("job", None, "documents.compare")


@transaction.atomic
def compare(*, at: datetime, by: Actor = _JOB) -> list[Paper]:
    """Compose every paper that waits for its signature again; those whose flag changed."""
    papers = list(waiting().filter(state__in=sorted(UNSIGNED)))
    changes = recompare(papers)
    changed = {one.pk for one in changes}
    found = [one for one in papers if one.pk in changed]
    journal(events.PapersCompared, found, changes, by=by, at=at)
    return found


def recompare(papers: Sequence[Paper]) -> list[Change]:
    """Raise the flag of papers whose figures are others by now, lower it where they are not.

    Composed as of the day of the draft: what merely moved with the calendar changes nothing.
    """
    now = composed_again(papers)
    changes: list[Change] = []
    raised: list[int] = []
    lowered: list[int] = []
    for one in papers:
        again = now.get(one.pk)
        is_stale = again is None or again.digest != one.digest
        if is_stale != one.is_stale:
            (raised if is_stale else lowered).append(one.pk)
            changes.append(Change(PAPERS, one.pk, {"is_stale": (one.is_stale, is_stale)}))
            one.is_stale = is_stale
    Paper.objects.filter(pk__in=raised).update(is_stale=True)
    Paper.objects.filter(pk__in=lowered).update(is_stale=False)
    return changes


def composed_again(papers: Sequence[Paper]) -> dict[int, Composed]:
    """What each paper would say now, by its id; each group of one draft is composed at once."""
    groups: dict[tuple[str, str, int, date], list[Paper]] = defaultdict(list)
    for one in papers:
        groups[one.kind, one.period, one.drafted_by_id, one.composed_on].append(one)
    found: dict[int, Composed] = {}
    for (kind, period, _, on), group in groups.items():
        subjects = [one.subject for one in group]
        asked = Query(period=period, subjects=subjects, viewer=group[0].drafted_by, on=on)
        composed = {one.subject: one for one in kinds.kind(kind).compose(asked)}
        found |= {
            one.pk: correcting(composed[one.subject], one.corrects)
            for one in group
            if one.subject in composed
        }
    return found
