"""What of the cockpit an address asks for, and the addresses it leads on to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from ballast.delivery.plans.models import PLAN_CLASSES
from ballast.oversight.reporting.rules import Cut
from ballast.projects.messages import TIERS

LONGEST_NUMBER = 12
MOST_LEFT_ASIDE = 20  # numbers of projects in one address


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the cockpit. ``period`` is the code of one offered.

    ``without``: tiers, plan classes and numbers of projects that are left aside, in this order.
    """

    period: str
    tier: str = ""
    plan_class: str = ""
    without: tuple[str, ...] = ()
    names: bool = False

    @classmethod
    def read(cls, query: QueryDict, periods: Sequence[str]) -> "Address":
        """The address as asked; what it cannot mean is left out."""
        period = query.get("period", "")
        tier, plan_class = query.get("tier", ""), query.get("class", "")
        return cls(
            period=period if period in periods else periods[0],
            tier=tier if tier in TIERS else "",
            plan_class=plan_class if plan_class in PLAN_CLASSES else "",
            without=_without(query.getlist("without")),
            names=query.get("names") == "1",
        )

    @property
    def cut(self) -> Cut:
        return Cut(self.tier, self.plan_class, frozenset(self.without))

    def query(self) -> str:
        """The address after its question mark."""
        return _tail(
            [*self._said(), *(("without", one) for one in self.without)]
            + ([("names", "1")] if self.names else [])
        )

    def leaving(self, what: str) -> str:
        """The same address with this left aside as well; once more takes it in again."""
        rest = tuple(one for one in self.without if one != what)
        return replace(
            self, without=rest if what in self.without else (*self.without, what)
        ).query()

    def listed(self, **more: str) -> str:
        """The project list of the same part, narrowed by ``more``; it leaves nothing aside."""
        said = dict(self._said()) | more
        return reverse("portal:projects") + _tail(list(said.items()))

    @property
    def whole(self) -> str:
        """The same address with nothing left aside."""
        return replace(self, without=()).query()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What a form hands on that leaves more aside."""
        said = [one for one in self._said() if one[1]]
        return [*said, *(("without", one) for one in self.without)]

    def _said(self) -> list[tuple[str, str]]:
        return [("period", self.period), ("tier", self.tier), ("class", self.plan_class)]


def _tail(said: Sequence[tuple[str, str]]) -> str:
    return "?" + urlencode([(name, value) for name, value in said if value])


def _without(asked: Sequence[str]) -> tuple[str, ...]:
    """Codes first, then numbers as a person types them: several in one field."""
    told = [one for text in asked for one in text.replace("、", " ").replace(",", " ").split()]
    codes = [one for one in (*TIERS, *PLAN_CLASSES) if one in told]
    numbers = [
        one for one in told if one not in codes and one.isalnum() and len(one) <= LONGEST_NUMBER
    ]
    return (*codes, *dict.fromkeys(numbers[:MOST_LEFT_ASIDE]))
