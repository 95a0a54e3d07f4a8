"""The register's tables."""

from .life import ListPlace, StateChange, StepRecord
from .money import Capacity, Investment
from .names import NationalCode, ProjectName
from .people import Responsibility, ShareSplit
from .project import Project
from .stars import Star

__all__ = [
    "Capacity",
    "Investment",
    "ListPlace",
    "NationalCode",
    "Project",
    "ProjectName",
    "Responsibility",
    "ShareSplit",
    "Star",
    "StateChange",
    "StepRecord",
]
