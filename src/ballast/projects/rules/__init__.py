"""What the register decides: how names are written, and the kinds of things it records."""

from .faults import Fault, RegisterRefused, refuse
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
from .people import (
    CHAIN,
    FIVE_PARTIES,
    OPENS_TO_PERSON,
    OPENS_TO_UNIT,
    PERSONAL,
    SINGLE,
    Holder,
    faults_of,
)
from .shares import apportion, make_a_whole

__all__ = [
    "CHAIN",
    "FIVE_PARTIES",
    "OPENS_TO_PERSON",
    "OPENS_TO_UNIT",
    "PERSONAL",
    "SINGLE",
    "ApprovalRoute",
    "BuildType",
    "ChainRole",
    "Change",
    "Crs",
    "DeliveryMode",
    "Fault",
    "Financing",
    "Holder",
    "InvestmentStage",
    "InvestorKind",
    "Kinship",
    "Party",
    "RegisterRefused",
    "State",
    "Tier",
    "apportion",
    "faults_of",
    "make_a_whole",
    "name_key",
    "refuse",
    "tidy_name",
]
