"""Whether a total investment adds up, by how much it grew, and how large it makes a project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .kinds import InvestmentStage

# 政府投资条例 (国令第712号) 第十二条: a preliminary design that exceeds the feasibility study's
# estimate by more than a tenth is reported, and the study may have to be made again.
_MOST_OVER = Decimal("1.1")
_ORDER = {stage.value: place for place, stage in enumerate(InvestmentStage)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A total investment as one document says it, in yuan; a part not said is None."""

    stage: str
    total_yuan: Decimal
    construction_yuan: Decimal | None = None
    equipment_yuan: Decimal | None = None
    land_yuan: Decimal | None = None
    other_yuan: Decimal | None = None
    paper: str = ""
    decided_on: date
    reason: str = ""

    @property
    def parts(self) -> tuple[Decimal | None, ...]:
        return self.construction_yuan, self.equipment_yuan, self.land_yuan, self.other_yuan


def amount_fault(amount: Amount, on: date) -> str:
    """The code of what is wrong with an amount; empty when nothing is."""
    said = [part for part in amount.parts if part is not None]
    if amount.stage not in _ORDER:
        return "code_unknown"
    if amount.total_yuan <= 0 or any(part < 0 for part in said):
        return "amount_negative"
    if sum(said) > amount.total_yuan:
        return "parts_over_total"
    if len(said) == len(amount.parts) and sum(said) != amount.total_yuan:
        return "parts_short_of_total"
    if amount.stage == InvestmentStage.ADJUSTED and not amount.paper:
        return "adjustment_without_paper"
    return "decided_to_come" if amount.decided_on > on else ""


def last_of(amounts: Sequence[Amount]) -> Amount | None:
    """The amount that holds: the last decided; of one day, the later in the course of approval."""
    return max(amounts, key=lambda one: (one.decided_on, _ORDER[one.stage]), default=None)


def over_estimate(amounts: Sequence[Amount]) -> Decimal | None:
    """By which share the 概算 exceeds the 估算, where it does by more than a tenth: 0.1234."""
    estimate = last_of([one for one in amounts if one.stage == InvestmentStage.ORIGINAL])
    approved = last_of([one for one in amounts if one.stage == InvestmentStage.APPROVED])
    if estimate is None or approved is None:
        return None
    if approved.total_yuan <= estimate.total_yuan * _MOST_OVER:
        return None
    return approved.total_yuan / estimate.total_yuan - 1


class SizeBand(StrEnum):
    """How large a project is by its total investment, in the steps lists speak of."""

    UNDER_100M = "UNDER_100M"
    FROM_100M = "FROM_100M"
    FROM_500M = "FROM_500M"
    FROM_1B = "FROM_1B"
    FROM_5B = "FROM_5B"
    FROM_10B = "FROM_10B"


# From which amount of yuan each band begins; it includes that amount.
SIZE_BANDS: tuple[tuple[SizeBand, Decimal], ...] = (
    (SizeBand.FROM_10B, Decimal(10_000_000_000)),
    (SizeBand.FROM_5B, Decimal(5_000_000_000)),
    (SizeBand.FROM_1B, Decimal(1_000_000_000)),
    (SizeBand.FROM_500M, Decimal(500_000_000)),
    (SizeBand.FROM_100M, Decimal(100_000_000)),
    (SizeBand.UNDER_100M, Decimal(0)),
)


def size_band(
    total_yuan: Decimal | None, bands: Sequence[tuple[SizeBand, Decimal]] = SIZE_BANDS
) -> SizeBand | None:
    """The band of a total investment; None where no total is known."""
    if total_yuan is None:
        return None
    return next((band for band, least in bands if total_yuan >= least), None)
