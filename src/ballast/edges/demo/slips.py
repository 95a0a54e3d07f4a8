"""What goes wrong in a unit's ledger before it is right: slips of the pen, and wrong figures.

The same seed makes the same slips. A slip is refused by the importer; a wrong figure comes in,
and is returned by who reviews it.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ballast.kernel.periods import Period

from .books import Layout, Ledger, Line, by_code, counted, lines_of
from .generator.told import Body, Filed, Work

OFTEN = (0.1, 0.24)  # of a month's ledgers are refused at first
RETURNED = 23 / 978  # of the last month's figures are corrected after they were returned
SELDOM = 0.006  # of those of the other months
LOST_TAIL = 2.30199e19  # what a spreadsheet makes of a code typed as a number

Slip = Callable[[random.Random, Ledger], Ledger]


@dataclass(frozen=True, slots=True)
class Sent:
    """What one unit sends for a month, one workbook after the other; the last one counts.

    ``refused`` of them are not taken; ``wrong`` are the projects whose figures come back.
    """

    unit: Body
    ledgers: Sequence[Ledger]
    layout: Layout
    refused: int
    wrong: frozenset[str]


def sent(
    unit: Body,
    works: Sequence[Work],
    layout: Layout,
    period: Period,
    *,
    seed: int,
    has_slip: bool,
    wrong: frozenset[str],
) -> Sent:
    """The ledgers of one unit and month, with its slips; ``wrong`` are those of the city."""
    dice = random.Random(f"{seed} {unit.code} {period}")  # noqa: S311  invented slips
    right = Ledger(unit=unit, period=period, lines=lines_of(works, period))
    own = frozenset(line.name for line in right.lines if line.name in wrong)
    first = replace(
        right, lines=[_doubled(line) if line.name in own else line for line in right.lines]
    )
    ledgers = [first, right] if own else [right]
    has_slip = has_slip and bool(right.filed)
    if has_slip:
        slip = dice.choice(_slips(layout))
        ledgers.insert(0, slip(dice, ledgers[0]))
    return Sent(unit, ledgers, layout, int(has_slip), own)


def slipping(units: Sequence[Body], period: Period, *, seed: int) -> Sequence[Body]:
    """The units whose ledger is refused at first."""
    dice = random.Random(f"{seed} {period} slips")  # noqa: S311  invented slips
    return dice.sample(units, round(len(units) * dice.uniform(*OFTEN)))


def wrong_figures(
    works: Sequence[Work], period: Period, *, seed: int, is_last: bool
) -> frozenset[str]:
    """Projects whose month is added twice at first, where nothing else would give it away."""
    dice = random.Random(f"{seed} {period}")  # noqa: S311  invented slips
    found = [work.name for work in works if _may_double(work, work.months.get(period.last))]
    count = round(len(works) * (RETURNED if is_last else SELDOM))
    return frozenset(dice.sample(found, min(count, len(found))))


def _may_double(work: Work, filed: Filed | None) -> bool:
    if filed is None or filed.in_month <= 0:
        return False
    return work.before + filed.completed + filed.in_month < work.total


def _doubled(line: Line) -> Line:
    if not isinstance(line.in_month, int) or not isinstance(line.completed, int):
        return line
    return replace(line, in_month=2 * line.in_month, completed=line.completed + line.in_month)


def _slips(layout: Layout) -> Sequence[Slip]:
    known = [_worded, _unknown, _twice]
    if counted(layout):
        known.append(_miscounted)
    if by_code(layout):
        known.append(_without_tail)
    return known


def _worded(dice: random.Random, ledger: Ledger) -> Ledger:
    """Words in a column of amounts."""
    line = dice.choice(ledger.filed)
    return _with(ledger, line, replace(line, in_month="待核实", completed="待核实"))


def _unknown(dice: random.Random, ledger: Ledger) -> Ledger:
    """A project that nobody put into the plan."""
    line = dice.choice(ledger.filed)
    name = f"{ledger.unit.short_name}应急物资储备库{dice.choice('甲乙丙')}区"
    return replace(ledger, lines=[*ledger.lines, replace(line, name=name, code=None)])


def _twice(dice: random.Random, ledger: Ledger) -> Ledger:
    """The same project in two rows."""
    line = dice.choice(ledger.filed)
    return replace(ledger, lines=[*ledger.lines, line])


def _miscounted(dice: random.Random, ledger: Ledger) -> Ledger:
    """A total that counts other projects than stand below it."""
    return replace(ledger, miscount=dice.choice((-1, 1, 2)))


def _without_tail(dice: random.Random, ledger: Ledger) -> Ledger:
    """A code typed as a number."""
    line = dice.choice(ledger.filed)
    return _with(ledger, line, replace(line, code=LOST_TAIL))


def _with(ledger: Ledger, old: Line, new: Line) -> Ledger:
    return replace(ledger, lines=[new if line is old else line for line in ledger.lines])
