"""Warnings: to be judged, to be issued, and those that name one's own projects."""

from collections.abc import Iterator

from django.urls import reverse

from ballast.dispatch.alerts.rules import Colour, WarningState
from ballast.dispatch.alerts.selectors import agenda as alerts
from ballast.dispatch.alerts.selectors import checks as checking
from ballast.projects import selectors as projects

from .asking import Asker
from .messages import of_all, reds
from .waiting import Waiting


def to_judge(asker: Asker) -> Iterator[Waiting]:
    for one in asker.closing:
        href = f"{_desk(one.period)}&state={WarningState.DRAFT}"
        yield Waiting(one.drafts, href, one.period, more=reds(one.red))


def to_issue(asker: Asker) -> Iterator[Waiting]:
    for one in asker.closing:
        if not one.red:
            yield Waiting(1, _desk(one.period), one.period)


def sponsored(asker: Asker) -> Iterator[Waiting]:
    """A leader's own projects that show red."""
    rows = projects.sponsored_by([asker.user], asker.on).get(asker.user.pk, [])
    if own := {one.project_id for one in rows}:
        period, red = alerts.red_among(own)
        href = f"{reverse('portal:projects')}?period={period}&who=sponsored&lamp={Colour.RED}"
        yield Waiting(red, href, period, more=of_all(len(own)))


def checks(asker: Asker) -> Iterator[Waiting]:
    """What the reader's units are to find out."""
    count, due = checking.waiting(asker.user, asker.on)
    yield Waiting(count, reverse("alerts:answer_checks"), due=due)


def disputed(_asker: Asker) -> Iterator[Waiting]:
    yield Waiting(checking.disputed(), f"{reverse('alerts:checks')}?tab=disputed")


def mine(asker: Asker) -> Iterator[Waiting]:
    """The warnings issued last, for who sees a part of the city."""
    if not asker.scope.everything:
        period, red, yellow = alerts.standing_on(asker.user, asker.on)
        yield Waiting(red + yellow, _desk(period), period, more=reds(red))


def _desk(period: str) -> str:
    return f"{reverse('alerts:warnings')}?period={period}"
