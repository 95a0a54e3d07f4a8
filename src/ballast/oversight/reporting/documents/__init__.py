"""Papers on a month. They are in Chinese, whatever language their drafter's screen is in."""

from .bulletin import BULLETIN

__all__ = ["BULLETIN"]
