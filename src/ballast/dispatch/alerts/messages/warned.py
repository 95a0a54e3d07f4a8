"""A warning as a reader sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ballast.dispatch.alerts.messages import FAMILIES, PROMPTS, STATES, told
from ballast.dispatch.alerts.models import ProjectLamp, WarningStep
from ballast.dispatch.alerts.rules import JUDGED, PENDING
from ballast.dispatch.alerts.selectors.desk import Line


@dataclass(frozen=True, slots=True)
class Warned:
    """What became of a warning in a period, in words."""

    step: WarningStep
    lamp: ProjectLamp | None
    before: str = ""

    @property
    def project(self) -> Any:
        return self.step.warning.project

    @property
    def family(self) -> str:
        return str(FAMILIES[self.step.warning.family])

    @property
    def prompt(self) -> str:
        return str(PROMPTS[self.step.prompt])

    @property
    def state(self) -> str:
        return str(STATES[self.step.state])

    @property
    def original(self) -> str:
        """The sentence of its lamp, by the rulebook."""
        return told([self.lamp])[0].because if self.lamp else ""

    @property
    def sentence(self) -> str:
        return self.step.wording or self.original

    @property
    def running(self) -> int:
        return self.lamp.running if self.lamp else 0

    @property
    def is_pending(self) -> bool:
        return self.step.state in PENDING

    @property
    def is_judged(self) -> bool:
        return self.step.state in JUDGED


def warned(lines: Iterable[Line]) -> list[Warned]:
    return [Warned(one.step, one.lamp, one.before) for one in lines]
