"""What of the review desk an address asks for, and the address of something else."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict

from ballast.delivery.progress.selectors.desk import MARKS, Choice, Pile
from ballast.platform.ui.addresses import Address


@dataclass(frozen=True, slots=True)
class Asked(Address):
    """One address of the desk: a period's code, a pile of it, and which of its filings."""

    period: str
    pile: Pile = Pile.MINE
    unit: str = ""
    text: str = ""
    marks: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict, periods: list[str], usual: str) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        period, pile = query.get("period", ""), query.get("pile", "")
        return cls(
            period=period if period in periods else usual,
            pile=Pile(pile) if pile in set(Pile) else Pile.MINE,
            unit=query.get("unit", "")[:32],
            text=query.get("q", "").strip()[:100],
            marks=tuple(mark for mark in MARKS if mark in query.getlist("mark")),
            **cls.reach(query),
        )

    @property
    def choice(self) -> Choice:
        return Choice(self.pile, self.unit, self.text, frozenset(self.marks))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.unit or self.text or self.marks)

    def said(self) -> list[tuple[str, str]]:
        return [
            ("period", self.period),
            ("pile", "" if self.pile is Pile.MINE else self.pile.value),
            ("unit", self.unit),
            ("q", self.text),
            *(("mark", mark) for mark in self.marks),
        ]

    def on_pile(self, pile: Pile) -> str:
        return Asked(period=self.period, pile=pile).query


def seen(filings: Collection[int]) -> str:
    """What was looked at before a decision, told from anything else."""
    return hashlib.sha256(" ".join(map(str, sorted(filings))).encode()).hexdigest()[:16]
