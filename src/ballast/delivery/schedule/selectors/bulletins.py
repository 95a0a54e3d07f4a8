"""The bulletin of a week: whether there is one, and whether it is signed."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from ballast.delivery.schedule.rules import Week
from ballast.platform.documents import selectors as papers
from ballast.platform.documents.rules import IN_FORCE

if TYPE_CHECKING:
    from ballast.platform.documents.models import Paper

BULLETIN = "weekly_bulletin"  # the kind's code; its subject is the week's


def bulletin_of(week: Week) -> "Paper | None":
    """The last paper of a week, whoever may see it."""
    rows = papers.papers_about([BULLETIN], [week.code]).exclude(state="withdrawn")
    return rows.order_by("-pk").first()


def is_signed(weeks: Collection[Week]) -> set[Week]:
    """Those of the weeks whose bulletin is signed: their figures stand."""
    codes = {week.code: week for week in weeks}
    rows = papers.papers_about([BULLETIN], list(codes)).filter(state__in=sorted(IN_FORCE))
    return {codes[subject] for subject in rows.values_list("subject", flat=True)}
