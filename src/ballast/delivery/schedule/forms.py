"""What is typed about tasks and nodes: a line each, many at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ballast.delivery.schedule.messages import DONE, UNDONE
from ballast.delivery.schedule.models import WeekTask
from ballast.delivery.schedule.services import NodeDraft, TaskDraft, TaskFiling

if TYPE_CHECKING:
    from ballast.delivery.schedule.rules import Proposal

FIELDS = ("verdict", "reason", "new_due_on")
LINE = ("project", "what", "due_on", "person")
_LONGEST = 330  # a little more than is taken, so that too much is told and not cut
EMPTY_LINES = 3


def field_of(key: str, name: str) -> str:
    return f"{name}-{key}"


def day(text: str) -> date | None:
    """A day as the browser sends it; none where nothing or something else is typed."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def typed(key: str, names: tuple[str, ...], post: Mapping[str, str]) -> dict[str, str]:
    """What stands in the fields of a line."""
    return {name: post.get(field_of(key, name), "").strip()[:_LONGEST] for name in names}


def filing_of(row: WeekTask, said: Mapping[str, str], place: str = "") -> TaskFiling | None:
    """What is filed in a line; None where nothing is said in it."""
    if not any(said.values()):
        return None
    return TaskFiling(
        task_id=row.pk,
        is_done={DONE: True, UNDONE: False}.get(said["verdict"]),
        reason=said["reason"],
        new_due_on=day(said["new_due_on"]),
        place=place,
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """A line of a new task as typed, to be shown again."""

    key: str
    said: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        return not any(self.said.values())


def new_lines(post: Mapping[str, str]) -> list[Typed]:
    """The free lines of the page, in their order."""
    return [Typed(f"new{n}", typed(f"new{n}", LINE, post)) for n in range(EMPTY_LINES)]


def draft_of(one: Typed, projects: Mapping[str, int], fallback: date) -> TaskDraft:
    """A task as typed; a project that is not known is nobody's, and is refused by its place."""
    said = one.said
    return TaskDraft(
        project_id=projects.get(said["project"], 0),
        what=said["what"],
        due_on=day(said["due_on"]) or fallback,
        person=said["person"],
        place=said["project"] or said["what"][:20],
    )


def taken_over(one: "Proposal", said: Mapping[str, str], name: str) -> TaskDraft:
    """A ticked proposal, as it was changed on the page."""
    return TaskDraft(
        project_id=one.project_id,
        what=said["what"] or one.what,
        due_on=day(said["due_on"]) or one.due_on,
        person=said["person"],
        node_id=one.node_id,
        carried_from=one.carried_from,
        place=name,
    )


def node_of(project_id: int, said: Mapping[str, str], fallback: date, name: str) -> NodeDraft:
    return NodeDraft(
        project_id=project_id,
        what=said["what"],
        due_on=day(said["due_on"]) or fallback,
        code=said["code"],
        person=said["person"],
        place=name,
    )
