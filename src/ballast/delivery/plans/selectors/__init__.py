"""Reading the plan, always within projects the viewer may see."""

from .lines import of_year

__all__ = ["of_year"]
