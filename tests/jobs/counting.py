"""A reaction whose effect can be counted from outside, slow enough to be killed halfway."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from ballast.kernel.events import Event
from ballast.platform.audit import services as audit

JOB = audit.Actor("job", None, "counting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(Event):
    code: ClassVar[str] = "arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Event):
    code: ClassVar[str] = "counted"


def count(*, event, entry_id):
    at = datetime.now(UTC)
    audit.record(Counted(subject=event.subject), by=JOB, at=at, cause=str(entry_id))
    time.sleep(0.02)


REACTIONS = {Arrived: [count]}
