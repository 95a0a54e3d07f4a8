"""Which class its dates give a project: the scheme ``plan_class`` of the code lists."""

from dataclasses import dataclass

from ballast.platform.codelists.rules import Facts, Scheme, place, standing

from .codes import Note, PlanClass

# Of a project that is only to be prepared nothing need be spent within the year.
NEEDS_AMOUNT = frozenset({PlanClass.NEW_START, PlanClass.CARRY_OVER, PlanClass.DUE_FINISH})

_NOTES = {
    "start_and_finish": Note.START_AND_FINISH,
    "finish_carried": Note.FINISH_CARRIED,
    "start_carried": Note.START_CARRIED,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """The class that dates give, with what is said beside it.

    ``is_dated`` is False where they do not tell; dated and without a class, the project has no
    place in this year's plan: it left, or was finished before.
    """

    plan_class: PlanClass | None
    notes: frozenset[Note] = frozenset()
    is_dated: bool = True


UNDATED = Placed(None, is_dated=False)


def by_dates(scheme: Scheme, facts: Facts) -> Placed:
    """The class by planned and actual dates of start and finish, as of the day of ``facts``."""
    stands = standing(scheme.lifecycle, facts)
    known = stands.reached.keys() | facts.planned.keys()
    if "ground_breaking" not in known:
        return UNDATED
    if stands.start == "earlier" and stands.template.finish not in known:
        return UNDATED
    member = place(scheme, facts)
    notes = frozenset(_NOTES[note] for note in stands.notes & _NOTES.keys())
    return Placed(PlanClass(member.upper()) if member else None, notes)


def fixed(placed: Placed, said: PlanClass | None) -> Placed:
    """The class that is frozen: by dates, or as it was declared where they do not tell."""
    if placed.is_dated or said is None:
        return placed
    return Placed(said, frozenset({Note.CLASS_AS_DECLARED}), is_dated=False)


def rolled_class(before: PlanClass | None) -> PlanClass | None:
    """The next year's class of an unfinished project whose dates do not tell.

    Works under way go on; whether the others have started is for their unit to say.
    """
    return before if before in (PlanClass.CARRY_OVER, PlanClass.DUE_FINISH) else None
