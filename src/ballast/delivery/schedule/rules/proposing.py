"""What a new week could hold: what is undone, and what the plan's nodes say is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .weeks import Week


class Origin(StrEnum):
    """Why a task is proposed."""

    CARRIED = "carried"  # undone in an earlier week
    NODE = "node"  # a month node is due
    PLAN = "plan"  # a main node of the register is planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A task that nobody has written yet; ``times`` it would then be carried over."""

    origin: Origin
    project_id: int
    what: str
    due_on: date
    person: str = ""
    node_id: int | None = None
    carried_from: int | None = None
    times: int = 0

    @property
    def key(self) -> str:
        """What a ticked proposal is found again by."""
        about = self.carried_from or self.node_id or self.what
        return f"{self.origin}-{self.project_id}-{about}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A task of an earlier week that was told undone and stands in no later week."""

    pk: int
    project_id: int
    node_id: int | None
    what: str
    person: str
    new_due_on: date
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A node due: of a month (``node_id``), or a main node of the register."""

    project_id: int
    what: str
    due_on: date
    person: str = ""
    node_id: int | None = None


def from_undone(tasks: Iterable[Undone], week: Week) -> list[Proposal]:
    """The undone that are to be done by the end of a week, each once more carried over."""
    return [
        Proposal(
            origin=Origin.CARRIED,
            project_id=one.project_id,
            what=one.what,
            due_on=max(one.new_due_on, week.monday),
            person=one.person,
            node_id=one.node_id,
            carried_from=one.pk,
            times=one.times + 1,
        )
        for one in tasks
        if one.new_due_on <= week.sunday
    ]


def from_nodes(
    nodes: Iterable[Due], week: Week, written: Mapping[int, Iterable[str]]
) -> list[Proposal]:
    """The nodes due by the end of a week of which its tasks do not speak yet.

    ``written``: what the week's tasks of a project say already, and the ids of their nodes.
    """
    found = []
    for one in nodes:
        said = set(written.get(one.project_id, ()))
        if one.due_on > week.sunday or one.what in said or f"node {one.node_id}" in said:
            continue
        found.append(
            Proposal(
                origin=Origin.PLAN if one.node_id is None else Origin.NODE,
                project_id=one.project_id,
                what=one.what,
                due_on=max(one.due_on, week.monday),
                person=one.person,
                node_id=one.node_id,
            )
        )
    return found
