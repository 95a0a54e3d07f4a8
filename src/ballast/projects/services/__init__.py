"""Writing the register: many projects at a time, one journal entry for each use case."""

from ballast.projects.rules import Draft, RegisterRefused

from .amounts import CapacitiesSet, InvestmentsSet, Size, set_capacities, set_investments
from .entering import Edit, Edited, Registered, amend, edit, enter, faults, register, spoken_faults
from .kinship import Bundled, PhasesAdded, Unbundled, add_phases, bundle, unbundle
from .listing import PlacedOnLists, Placing, TakenOffLists, Taking, place_on_lists, take_off_lists
from .merging import DividedUp, Division, Merged, merge, split
from .naming import (
    CodesAdded,
    CodesEnded,
    Coding,
    Renamed,
    Renaming,
    add_codes,
    end_codes,
    put_codes,
    rename,
)
from .numbers import numbered
from .reach import OutOfReach, hold, reached
from .responsibilities import (
    Appointment,
    Ending,
    Handover,
    ResponsibilitiesChanged,
    assign,
    end,
    hand_over,
)
from .shares import SharesSplit, Split, split_shares
from .starring import Starred, Unstarred, star, unstar
from .states import (
    Exited,
    Happening,
    Reinstated,
    Resumed,
    Suspended,
    exit,  # noqa: A004
    reinstate,
    resume,
    suspend,
)
from .steps import StepDraft, StepsRecorded, put_steps, record_steps
from .undoing import Told, entered, spoken_of, take_back
from .writing import write_new

__all__ = [
    "Appointment",
    "Bundled",
    "CapacitiesSet",
    "CodesAdded",
    "CodesEnded",
    "Coding",
    "DividedUp",
    "Division",
    "Draft",
    "Edit",
    "Edited",
    "Ending",
    "Exited",
    "Handover",
    "Happening",
    "InvestmentsSet",
    "Merged",
    "OutOfReach",
    "PhasesAdded",
    "PlacedOnLists",
    "Placing",
    "RegisterRefused",
    "Registered",
    "Reinstated",
    "Renamed",
    "Renaming",
    "ResponsibilitiesChanged",
    "Resumed",
    "SharesSplit",
    "Size",
    "Split",
    "Starred",
    "StepDraft",
    "StepsRecorded",
    "Suspended",
    "TakenOffLists",
    "Taking",
    "Told",
    "Unbundled",
    "Unstarred",
    "add_codes",
    "add_phases",
    "amend",
    "assign",
    "bundle",
    "edit",
    "end",
    "end_codes",
    "enter",
    "entered",
    "exit",
    "faults",
    "hand_over",
    "hold",
    "merge",
    "numbered",
    "place_on_lists",
    "put_codes",
    "put_steps",
    "reached",
    "record_steps",
    "register",
    "reinstate",
    "rename",
    "resume",
    "set_capacities",
    "set_investments",
    "split",
    "split_shares",
    "spoken_faults",
    "spoken_of",
    "star",
    "suspend",
    "take_back",
    "take_off_lists",
    "unbundle",
    "unstar",
    "write_new",
]
