"""What of an import's rows an address asks for, and the address of something else."""

from dataclasses import dataclass

from django.http import QueryDict

from ballast.delivery.ledgers.rules import Standing
from ballast.delivery.ledgers.selectors import DOUBTS
from ballast.platform.ui.addresses import Address

# In the order in which a clerk deals with them.
PILES = (
    Standing.FAULTY.value,
    Standing.NEAR.value,
    Standing.NEW.value,
    Standing.CHANGED.value,
    Standing.UNCHANGED.value,
    Standing.MISSING.value,
    Standing.FOREIGN.value,
    DOUBTS,
)


@dataclass(frozen=True, slots=True)
class Asked(Address):
    """One address of an import: a pile of its rows, which of them, and how many."""

    pile: str
    text: str = ""

    @classmethod
    def read(cls, query: QueryDict, usual: str) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        pile = query.get("pile", "").upper()
        return cls(
            pile=pile if pile in PILES else usual,
            text=query.get("q", "").strip()[:100],
            **cls.reach(query),
        )

    def said(self) -> list[tuple[str, str]]:
        return [
            ("pile", self.pile.lower()),
            ("q", self.text),
        ]

    def on_pile(self, pile: str) -> str:
        return Asked(pile).query
