"""What a lamp does to a warning, month by month. ``docs/rules/warnings.md``."""

from enum import StrEnum

from .rulebook import Colour


class WarningState(StrEnum):
    """How a warning stands in one period."""

    DRAFT = "draft"  # the office has not judged it
    CONFIRMED = "confirmed"
    EXEMPTED = "exempted"  # let off, with proof
    ISSUED = "issued"
    RELAPSED = "relapsed"  # issued again after it was cleared
    CLEARED = "cleared"


CALLING = frozenset({Colour.RED, Colour.YELLOW})  # what gives a warning
ENDING = frozenset({Colour.GREEN, Colour.BLUE})  # what clears one
STANDING = frozenset({WarningState.ISSUED, WarningState.RELAPSED})
ISSUED_AS = STANDING | {WarningState.CLEARED}
JUDGED = frozenset({WarningState.CONFIRMED, WarningState.EXEMPTED})
PENDING = frozenset({WarningState.DRAFT, WarningState.CONFIRMED})


def drafted(
    state: WarningState | None, *, is_calling: bool, is_exempt: bool, is_as_judged: bool
) -> WarningState | None:
    """What a period's warning becomes as its lamp is decided; None: there is none.

    A judgement stands as long as what was judged does; a lamp of another colour is judged anew.
    What the office let off stays so while the exemption holds; what was issued stays, unless the
    issue was taken back before.
    """
    if state in ISSUED_AS:
        return state
    if is_exempt:
        return state if state is WarningState.EXEMPTED else None
    if not is_calling:
        return None
    if state is WarningState.CONFIRMED and is_as_judged:
        return state
    return WarningState.DRAFT


def issued(
    state: WarningState | None, before: WarningState | None, lamp: Colour | None
) -> WarningState | None:
    """What a period's warning becomes as the period is issued; None: nothing is said of it.

    ``before``: how it stood when it was last issued or cleared. A lamp that is not rated, or
    not reported, says nothing: the warning stands. ``lamp`` None: the family asks nothing of
    the project any more, which ends its warning as well.
    """
    if state in PENDING:
        cleared = before is WarningState.CLEARED
        return WarningState.RELAPSED if cleared else WarningState.ISSUED
    if state is None and before in STANDING and (lamp is None or lamp in ENDING):
        return WarningState.CLEARED
    return state


def withdrawn(state: WarningState, *, is_judged: bool) -> WarningState | None:
    """What it is again when the issue of its period is taken back; the judgement stays."""
    if state is WarningState.CLEARED:
        return None
    if state in STANDING:
        return WarningState.CONFIRMED if is_judged else WarningState.DRAFT
    return state
