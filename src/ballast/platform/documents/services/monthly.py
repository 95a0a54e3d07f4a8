"""A month's papers of many kinds, drafted one kind after another by a job."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ballast.kernel.periods import Period
from ballast.platform.audit.services import Actor
from ballast.platform.documents import kinds
from ballast.platform.documents.models import Drafting
from ballast.platform.identity import services as identity
from ballast.platform.identity.services import actor_of
from ballast.platform.jobs import services as jobs

from .drafting import KindUnknown, draft

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


@transaction.atomic
def draft_month(
    *, by: Actor, at: datetime, viewer: "User", period: str, codes: Collection[str]
) -> Drafting:
    """Have the papers of these kinds drafted; the row says how far it has come.

    Raises ``NotAllowed``, ``NotAPeriod``, ``KindUnknown``.
    """
    identity.insist(by, "paper.draft", at=at)
    known = [one.code for one in kinds.kinds() if one.code in codes]
    if not known:
        raise KindUnknown
    drafting = Drafting.objects.create(
        period=Period.from_code(period).code, kinds=known, by=viewer, at=at, moved_at=at
    )
    jobs.defer("documents.draft_month", drafting_id=drafting.pk)
    return drafting


def run_drafting(*, drafting_id: int, now: Callable[[], datetime]) -> None:
    """Draft what is still to be drafted; safe to do twice, and after having been cut off."""
    drafting = Drafting.objects.select_related("by").get(pk=drafting_id)
    for code in drafting.kinds[drafting.done :]:
        with transaction.atomic():
            drafted = draft(
                by=actor_of(drafting.by),
                at=now(),
                viewer=drafting.by,
                kind=code,
                period=drafting.period,
            )
            drafting.done += 1
            drafting.drafted += len(drafted)
            drafting.moved_at = now()
            drafting.save(update_fields=["done", "drafted", "moved_at"])
    drafting.is_done = True
    drafting.save(update_fields=["is_done"])
