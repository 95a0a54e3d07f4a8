"""Reading month nodes and week tasks, always within projects the viewer may see."""

from .agenda import to_file, undone_of_week, without_tasks
from .bulletins import BULLETIN, bulletin_of, is_signed
from .nodes import main_nodes, nodes_in_danger, nodes_of_month, reached_by
from .proposing import proposals
from .tasks import FILES, RUNS, VIEWS, mine, months_of, of_project, of_week, seen, tasks_of
from .weekly import Line, Weekly, weekly

__all__ = [
    "BULLETIN",
    "FILES",
    "RUNS",
    "VIEWS",
    "Line",
    "Weekly",
    "bulletin_of",
    "is_signed",
    "main_nodes",
    "mine",
    "months_of",
    "nodes_in_danger",
    "nodes_of_month",
    "of_project",
    "of_week",
    "proposals",
    "reached_by",
    "seen",
    "tasks_of",
    "to_file",
    "undone_of_week",
    "weekly",
    "without_tasks",
]
