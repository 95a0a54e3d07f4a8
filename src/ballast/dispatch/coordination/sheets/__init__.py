"""Lists of instructions, and a sweep's table out and back in."""

from .filling import Filled, read_filled, to_fill
from .issues import duty_list, issue_list, task_list
from .lists import answers, head_of, in_words, instruction_list, name_of, sweep_list

__all__ = [
    "Filled",
    "answers",
    "duty_list",
    "head_of",
    "in_words",
    "instruction_list",
    "issue_list",
    "name_of",
    "read_filled",
    "sweep_list",
    "task_list",
    "to_fill",
]
