"""Who asks, on which day, and what every entry needs to know; asked of the database once."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from ballast.delivery.progress.rules import Standing
from ballast.delivery.progress.rules.chain import Seat
from ballast.delivery.progress.selectors import agenda, month
from ballast.delivery.progress.selectors.month import Opened
from ballast.delivery.progress.selectors.reviewers import seat_taken
from ballast.dispatch.alerts.selectors import agenda as alerts
from ballast.platform.documents import selectors as papers
from ballast.platform.documents.selectors import Tab
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import WHOLE_CITY, Role, Scope

if TYPE_CHECKING:
    from ballast.platform.identity.models import User


@dataclass(frozen=True)
class Asker:
    """A person on a day, with what they see and may do."""

    user: "User"
    at: datetime
    on: date
    scope: Scope

    @cached_property
    def opened(self) -> Sequence[Opened]:
        """Every period that was opened, those under way first, the earliest of them first."""
        return month.opened(self.on)

    @property
    def moving(self) -> Sequence[Opened]:
        """The periods that are not closed."""
        return [one for one in self.opened if one.is_current]

    @property
    def codes(self) -> list[str]:
        return [one.period.code for one in self.moving]

    @cached_property
    def units_by_role(self) -> Mapping[Role, frozenset[int]]:
        return identity.units_by_role(self.user, self.on)

    @property
    def roles(self) -> Collection[Role]:
        return self.units_by_role.keys()

    @cached_property
    def own_units(self) -> frozenset[int]:
        """Those for which the person speaks, by no city-wide role."""
        held = self.units_by_role
        return frozenset().union(*(held[role] for role in held if role not in WHOLE_CITY))

    @cached_property
    def seat(self) -> Seat:
        return seat_taken(self.user, self.on)

    @cached_property
    def owed(self) -> Mapping[str, Counter[Standing]]:
        return agenda.owed(self.user, self.on, self.codes)

    @cached_property
    def papers(self) -> Mapping[Tab, tuple[int, date | None]]:
        seen = papers.visible_to(self.user, self.on)
        return papers.oldest(seen, papers.units_signed_for(self.user, self.on))

    @cached_property
    def closing(self) -> Sequence[alerts.ToIssue]:
        """The periods that close and whose lamps wait to be judged or issued."""
        return alerts.to_issue([one.period.code for one in self.moving if not one.is_open])
