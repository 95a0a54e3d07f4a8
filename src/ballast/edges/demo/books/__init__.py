"""The workbooks that the invented city's units send: each unit in a layout of its own."""

from .lines import Ledger, Line, lines_of
from .plan import plan_books
from .writing import Layout, by_code, counted, layouts

__all__ = ["Layout", "Ledger", "Line", "by_code", "counted", "layouts", "lines_of", "plan_books"]
