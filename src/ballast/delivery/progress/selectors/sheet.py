"""One project's month, as its page shows it: what was filed, what stood before, what is due."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.delivery.progress.models import Duty, Filing, MonthFigure, Review
from ballast.delivery.progress.rules import Standing, State, Verdict
from ballast.kernel.periods import Period
from ballast.projects import selectors as projects

from .history import with_all
from .month import Opened, one_opened

if TYPE_CHECKING:
    from ballast.platform.identity.models import Unit, User
    from ballast.projects.models import Project


class NoSheet(LookupError):
    """The project is not within reach, the period was never opened, or nothing is due or filed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A project's filings of one period, the last first, and the figures counted around it."""

    project: "Project"
    opened: Opened
    unit: "Unit | None"
    filings: tuple[Filing, ...]
    figure: MonthFigure | None
    last: MonthFigure | None  # of the period before, in whatever year
    last_filing: Filing | None  # the last accepted one of an earlier period

    @property
    def period(self) -> Period:
        return self.opened.period

    @property
    def filing(self) -> Filing | None:
        """The filing last made, in whatever state."""
        return self.filings[0] if self.filings else None

    @property
    def standing(self) -> Standing:
        return Standing(self.figure.state) if self.figure else Standing.NOT_REPORTED

    @property
    def draft(self) -> Filing | None:
        return self.filing if self.filing and self.filing.state == State.DRAFT else None

    @property
    def returned(self) -> Review | None:
        """Who returned the filing last made, and why; None unless it stands returned.

        A draft made anew still shows what it answers.
        """
        for filing in self.filings:
            if filing.state == State.RETURNED:
                return next(
                    (one for one in filing.reviews.all() if one.verdict == Verdict.RETURNED), None
                )
            if filing.state != State.DRAFT:
                return None
        return None


def sheet(viewer: "User", on: date, period: str, number: str) -> Sheet:
    """Everything of one project's month. Raises ``NoSheet``."""
    opened = one_opened(period, on)
    project = projects.visible_to(viewer, on).filter(number=number).first()
    if opened is None or project is None:
        raise NoSheet
    duty = Duty.objects.select_related("unit").filter(project=project, period=period).first()
    filings = _filings(project, period)
    own = tuple(one for one in filings if one.period == period)
    if duty is None and not own:
        raise NoSheet
    figures = MonthFigure.objects.filter(project=project, period__lte=period).order_by("-period")
    latest = list(figures[:2])
    return Sheet(
        project=project,
        opened=opened,
        unit=duty.unit if duty else own[0].unit,
        filings=own,
        figure=next((one for one in latest if one.period == period), None),
        last=next((one for one in latest if one.period < period), None),
        last_filing=next(
            (one for one in filings if one.period < period and one.state == State.ACCEPTED), None
        ),
    )


def _filings(project: "Project", period: str) -> list[Filing]:
    """The project's filings of this period and those just before it, the last first."""
    found = Filing.objects.filter(project=project, period__lte=period)
    return with_all(found.order_by("-period", "-attempt")[:24])
