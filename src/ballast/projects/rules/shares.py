"""投资分劈: what of a cross-district project counts for whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from ballast.kernel.money import apportion

Key = TypeVar("Key")
PLACES = 6  # of a share, as the register keeps it


def make_a_whole(shares: Iterable[Decimal]) -> bool:
    """Whether each is a part that the register can keep and all together are exactly one."""
    parts = list(shares)
    smallest = Decimal(1).scaleb(-PLACES)
    return all(0 < part <= 1 and part % smallest == 0 for part in parts) and sum(parts) == 1


@dataclass(frozen=True, slots=True)
class Counting(Generic[Key]):
    """For whom a project counts: as a project for one unit, its money for those that share it.

    ``shares`` make one; the unit need not be among them. Neither where nobody answers.
    """

    unit: Key | None
    shares: Mapping[Key, Decimal]

    @property
    def units(self) -> list[Key]:
        """Everyone who counts anything of it, the unit that counts the project first."""
        own = [] if self.unit is None else [self.unit]
        return [*own, *(one for one in self.shares if one != self.unit)]

    def part(self, key: Key, amount: Decimal | None) -> Decimal | None:
        """What of an amount counts for one of them, to the cent; None of what is not known."""
        if amount is None:
            return None
        return apportion(amount, self.shares).get(key, Decimal(0)) if self.shares else Decimal(0)
