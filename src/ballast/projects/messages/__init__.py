"""What the register's kinds, attributes and refusals are called in the reader's language."""

from .attributes import ATTRIBUTES, HINTS, SECTIONS
from .kinds import (
    APPROVAL_ROUTES,
    BUILD_TYPES,
    CHAIN_ROLES,
    CHANGES,
    CODES,
    CRS_NAMES,
    DELIVERY_MODES,
    EXIT_CAUSES,
    FINANCING,
    INVESTMENT_STAGES,
    INVESTOR_KINDS,
    KINSHIPS,
    PARTIES,
    SIZE_BANDS,
    STATES,
    TAGS,
    TIERS,
    Names,
)
from .past import FIELDS, STANDINGS
from .refusals import WORDS

__all__ = [
    "APPROVAL_ROUTES",
    "ATTRIBUTES",
    "BUILD_TYPES",
    "CHAIN_ROLES",
    "CHANGES",
    "CODES",
    "CRS_NAMES",
    "DELIVERY_MODES",
    "EXIT_CAUSES",
    "FIELDS",
    "FINANCING",
    "HINTS",
    "INVESTMENT_STAGES",
    "INVESTOR_KINDS",
    "KINSHIPS",
    "PARTIES",
    "SECTIONS",
    "SIZE_BANDS",
    "STANDINGS",
    "STATES",
    "TAGS",
    "TIERS",
    "WORDS",
    "Names",
]
