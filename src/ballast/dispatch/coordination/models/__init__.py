"""Instructions and sweeps with their duties; who sees which is in the selectors."""

from .instructions import Addressee, Instruction, Report, Wording
from .sweeps import Duty, Step, Sweep

__all__ = ["Addressee", "Duty", "Instruction", "Report", "Step", "Sweep", "Wording"]
