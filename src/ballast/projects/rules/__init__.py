"""What the register decides: how names are written, and the kinds of things it records."""

from .kinds import (
    ApprovalRoute,
    BuildType,
    ChainRole,
    Change,
    Crs,
    DeliveryMode,
    Financing,
    InvestmentStage,
    InvestorKind,
    Kinship,
    Party,
    State,
    Tier,
)
from .names import name_key, tidy_name

__all__ = [
    "ApprovalRoute",
    "BuildType",
    "ChainRole",
    "Change",
    "Crs",
    "DeliveryMode",
    "Financing",
    "InvestmentStage",
    "InvestorKind",
    "Kinship",
    "Party",
    "State",
    "Tier",
    "name_key",
    "tidy_name",
]
