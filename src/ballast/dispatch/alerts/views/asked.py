"""What of the desk of warnings an address asks for, and the address of something else."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from ballast.dispatch.alerts.rules import CALLING, Family, WarningState
from ballast.dispatch.alerts.selectors.desk import Choice
from ballast.platform.ui.addresses import Address


@dataclass(frozen=True, slots=True)
class Asked(Address):
    """One address of the desk: a period's code, and which of its warnings."""

    period: str
    text: str = ""
    unit: str = ""
    family: str = ""
    colour: str = ""
    states: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict, periods: Sequence[str], usual: str) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        period, family, colour = (query.get(name, "") for name in ("period", "family", "lamp"))
        return cls(
            period=period if period in periods else usual,
            text=query.get("q", "").strip()[:100],
            unit=query.get("unit", "")[:32],
            family=family if family in set(Family) else "",
            colour=colour if colour in CALLING else "",
            states=tuple(one for one in WarningState if one in query.getlist("state")),
            **cls.reach(query),
        )

    @property
    def choice(self) -> Choice:
        return Choice(self.text, self.unit, self.family, self.colour, frozenset(self.states))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.unit or self.family or self.colour or self.states)

    def said(self) -> list[tuple[str, str]]:
        return [
            ("period", self.period),
            ("q", self.text),
            ("unit", self.unit),
            ("family", self.family),
            ("lamp", self.colour),
            *(("state", one) for one in self.states),
        ]
