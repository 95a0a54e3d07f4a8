"""What was found in a set of real ledgers, beside what is known of it."""

from dataclasses import dataclass

from ballast.platform.sheets.reading import Fault


@dataclass(frozen=True, slots=True)
class Result:
    """One printed line, whether it is as it should be, and the faults found on the way."""

    line: str
    holds: bool
    faults: tuple[Fault, ...] = ()
