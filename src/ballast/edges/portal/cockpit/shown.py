"""The month as the cockpit lays it out: cards, rows and lines, no figure computed anew."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ballast.delivery.plans.models import PLAN_CLASSES
from ballast.delivery.progress.selectors import places
from ballast.delivery.progress.selectors.lists import NODE
from ballast.dispatch.alerts.rules import Colour, decimal
from ballast.edges.portal.lines import label
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.documents import essentials
from ballast.oversight.reporting.rules import Ranked, fallen, lead_change
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity.rules import Series
from ballast.platform.language import called, language
from ballast.projects.messages import TIERS

from .address import Address

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

WORST, FALLS, UNITS, MINE = 8, 4, 4, 8  # rows at most


@dataclass(frozen=True, slots=True)
class Node:
    """A main node, and how many of the year's projects stand at it."""

    name: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    nodes: Sequence[Node]

    @property
    def count(self) -> int:
        return sum(node.count for node in self.nodes)


@dataclass(frozen=True)
class Shown:
    """One address of the cockpit as a viewer may see it on a day."""

    viewer: "User"
    on: date
    asked: Address
    has_lamps: bool
    drafts: bool

    @cached_property
    def period(self) -> Period:
        return Period.from_code(self.asked.period)

    @cached_property
    def standing(self) -> reporting.Standing:
        return reporting.standing(
            self.period, self.asked.cut, with_lamps=self.has_lamps, drafts=self.drafts
        )

    def context(self, *, names: bool) -> dict[str, Any]:
        """All that the page shows; ``names``: projects by name."""
        of, stages = self.standing, self._stages()
        fell = reporting.fallen(of)
        return {
            "period": label(self.period),
            "tick": decimal(self.period.time_progress),
            "values": of.month.whole.values,
            "essentials": essentials(of.month, language()),
            "lead_change": lead_change(of.month),
            "aside": of.aside,
            "lamps": self._lamps(),
            "ranking": [
                (one, of.ranking[one], self._fell(of.ranking[one]))
                for one in Series
                if of.ranking[one]
            ],
            "sectors": of.month.sectors,
            "curve": of.curve,
            "drawn": self._drawn(),
            "months": self._months(),
            "stages": stages,
            "unplaced": len(of.project_ids) - sum(stage.count for stage in stages),
            "worst": reporting.worst(self.viewer, self.on, of, WORST) if names else [],
            "fell": fell,
            "fell_to": self._counted(fell),
            "falls": reporting.falls(self.viewer, self.on, of, fell, FALLS) if names else [],
            "knows_before": bool(of.colours_before),
            "told_at": of.told_at,
            "unstarted": self.asked.listed(due="unstarted"),
            "unfinished": self.asked.listed(due="unfinished"),
        }

    def _lamps(self) -> list[tuple[Colour, int, int | None, str]]:
        """Each colour with its number, how many more than a month ago, and its projects."""
        of = self.standing.month.lamps
        if of is None:
            return []
        return [
            (
                one,
                of.now[one],
                of.now[one] - of.before[one] if of.before else None,
                self.asked.listed(lamp=one.value),
            )
            for one in Colour
            if of.now[one] or one in {Colour.RED, Colour.YELLOW, Colour.GREEN}
        ]

    @staticmethod
    def _fell(units: Sequence[Ranked]) -> list[Ranked]:
        return fallen(units)[:UNITS]

    def _counted(self, pks: Collection[int]) -> list[tuple[Colour, int]]:
        shown = [self.standing.colours[pk] for pk in pks]
        return [(one, shown.count(one)) for one in Colour if one in shown]

    def _months(self) -> list[tuple[int, Decimal, Decimal | None, Decimal | None]]:
        of = self.standing.curve
        return list(zip(range(1, 13), of.planned, of.actual, of.forecast, strict=True))

    def _drawn(self) -> dict[str, Any]:
        """The curve for its island, in 亿元."""
        of = self.standing.curve
        return {
            "months": [str(month) for month in range(1, 13)],
            "planned": _in_yi(of.planned),
            "actual": _in_yi(of.actual),
            "forecast": _in_yi(of.forecast),
            "now": self.period.last - 1,
            "unit": _("100m yuan"),
            "words": {
                "planned": _("Planned"),
                "actual": _("Completed"),
                "forecast": _("Forecast"),
            },
        }

    def _stages(self) -> list[Stage]:
        """At which node the year's projects stand; empty where it is not stored."""
        stored = places.members(NODE, self.period.year)
        if not stored:
            return []
        among = self.standing.project_ids
        lifecycle = codelists.lifecycle(on=self.period.last_day)
        nodes = {
            of.code: Node(
                called(of),
                len(among.intersection(stored.get(of.code, ()))),
                self.asked.listed(node=of.code),
            )
            for of in lifecycle.nodes
        }
        return [
            Stage(
                called(stage),
                [nodes[of.code] for of in lifecycle.nodes if of.stage == stage.code],
            )
            for stage in lifecycle.stages
        ]


def choices(asked: Address) -> Mapping[str, Any]:
    """What the page may be narrowed to and what it may leave aside, each with its address."""
    return {
        "tiers": list(TIERS.items()),
        "classes": list(PLAN_CLASSES.items()),
        "leaving": [
            (name, asked.leaving(code), code in asked.without)
            for code, name in (*TIERS.items(), *PLAN_CLASSES.items())
            if code not in {asked.tier, asked.plan_class}
        ],
        "left_aside": _(", ").join(
            str(TIERS.get(one) or PLAN_CLASSES.get(one) or one) for one in asked.without
        ),
    }


def _in_yi(sums: Sequence[Decimal | None]) -> list[float | None]:
    return [
        None if one is None else float(money.half_up(money.in_unit(one, money.Unit.YI), 1))
        for one in sums
    ]
