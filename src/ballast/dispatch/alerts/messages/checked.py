"""A check as a reader sees it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ballast.dispatch.alerts.models import Check
from ballast.dispatch.alerts.rules import OPEN, UNANSWERED, CheckState
from ballast.dispatch.alerts.selectors.checks import Asked
from ballast.dispatch.coordination.messages import CAUSES
from ballast.kernel.workdays import Calendar

from . import FAMILIES
from .checks import CHECK_STATES
from .warned import Warned

if TYPE_CHECKING:
    from ballast.platform.files.models import File


@dataclass(frozen=True, slots=True)
class Checked:
    """One check in words; ``left`` are the working days until its day, fewer than none after."""

    check: Check
    warned: Warned | None
    is_cleared: bool
    left: int
    files: "list[File]" = field(default_factory=list)

    @property
    def project(self) -> Any:
        return self.check.warning.project

    @property
    def family(self) -> str:
        return str(FAMILIES[self.check.warning.family])

    @property
    def state(self) -> str:
        return str(CHECK_STATES[self.check.state])

    @property
    def kind(self) -> str:
        """The colour of the badge of its state."""
        if self.check.state in UNANSWERED and self.left < 0:
            return "red"
        return _KINDS.get(CheckState(self.check.state), "")

    @property
    def cause(self) -> str:
        return str(CAUSES[self.check.cause]) if self.check.cause else ""

    @property
    def sentence(self) -> str:
        return self.warned.sentence if self.warned else ""

    @property
    def colour(self) -> str:
        return self.warned.step.colour if self.warned else ""

    @property
    def is_open(self) -> bool:
        return self.check.state in OPEN

    @property
    def is_unanswered(self) -> bool:
        return self.check.state in UNANSWERED

    @property
    def over(self) -> int:
        """Working days past its day."""
        return -self.left


_KINDS = {
    CheckState.ASKED: "amber",
    CheckState.CLIMBED: "red",
    CheckState.ANSWERED: "brand",
    CheckState.CORRECTING: "amber",
    CheckState.CORRECTED: "green",
}


def checked(rows: Iterable[Asked], on: date, calendar: Calendar) -> list[Checked]:
    return [
        Checked(
            one.check,
            Warned(one.line.step, one.line.lamp) if one.line else None,
            one.is_cleared,
            calendar.between(on, one.check.due_on),
        )
        for one in rows
    ]
