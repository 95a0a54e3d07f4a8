"""Papers on a month. They are in Chinese, whatever language their drafter's screen is in."""

from .brief import LEADER_BRIEF
from .bulletin import BULLETIN
from .essentials import essentials

__all__ = ["BULLETIN", "LEADER_BRIEF", "essentials"]
