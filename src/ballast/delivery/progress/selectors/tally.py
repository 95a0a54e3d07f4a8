"""How far the filing of a period has come, counted over the projects one may see."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count

from ballast.delivery.progress.models import Filing, MonthFigure
from ballast.delivery.progress.rules import Level, Standing, State
from ballast.delivery.progress.rules.counting import NOT_FILED
from ballast.projects import selectors as projects

from .desk import at_turn

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


@dataclass(frozen=True, slots=True)
class Tally:
    """How many projects of a period stand where; the standings add up to ``due``.

    ``waiting``: submitted ones by the level whose turn it is; where two go side by side, at both.
    """

    standings: Mapping[Standing, int] = field(default_factory=dict)
    late: int = 0
    waiting: Mapping[Level, int] = field(default_factory=dict)

    @property
    def due(self) -> int:
        return sum(self.standings.values())

    @property
    def filed(self) -> int:
        """Submitted at least once, and not lying with its filer again."""
        return self.standings.get(Standing.SUBMITTED, 0) + self.accepted

    @property
    def accepted(self) -> int:
        return self.standings.get(Standing.ACCEPTED, 0)

    @property
    def returned(self) -> int:
        return self.standings.get(Standing.RETURNED, 0)

    @property
    def not_filed(self) -> int:
        """Nothing submitted: not begun, or no more than a draft."""
        return sum(self.standings.get(standing, 0) for standing in NOT_FILED)


def tally(viewer: "User", on: date, codes: Collection[str]) -> dict[str, Tally]:
    """The tallies of these periods, in three queries for any number."""
    reach = projects.visible_to(viewer, on).order_by().values("pk")
    standings: dict[str, dict[Standing, int]] = defaultdict(dict)
    stored = MonthFigure.objects.filter(period__in=codes, project__in=reach).order_by()
    due = stored.exclude(state=Standing.NOT_DUE.value).values("period", "state")
    for row in due.annotate(number=Count("pk")):
        standings[row["period"]][Standing(row["state"])] = row["number"]
    waiting: dict[str, dict[Level, int]] = defaultdict(dict)
    open_steps = at_turn().filter(period__in=codes, filing__project__in=reach).order_by()
    for step in open_steps.values("period", "level").annotate(number=Count("pk")):
        waiting[step["period"]][Level(step["level"])] = step["number"]
    filed_late = Filing.objects.filter(
        period__in=codes,
        project__in=reach,
        is_late=True,
        state__in=[State.SUBMITTED.value, State.ACCEPTED.value],
    )
    late = dict(
        filed_late.order_by()
        .values("period")
        .annotate(number=Count("project", distinct=True))
        .values_list("period", "number")
    )
    return {code: Tally(standings[code], late.get(code, 0), waiting[code]) for code in codes}
