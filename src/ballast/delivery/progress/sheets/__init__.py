"""Lists of filing and review as workbooks."""

from .filing import duties, owed
from .lists import city_list
from .reviewing import desk
from .totals import totals_sheets

__all__ = ["city_list", "desk", "duties", "owed", "totals_sheets"]
