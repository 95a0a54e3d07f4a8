"""What the pages of filing and review ask; parsing only, rules and services decide."""

from .filing import CorrectionForm, FilingForm

__all__ = ["CorrectionForm", "FilingForm"]
