"""What the pages of the importer ask; parsing only, services decide."""

from .layout import Entry, Layout
from .receiving import About, Receiving

__all__ = ["About", "Entry", "Layout", "Receiving"]
