"""Stages, nodes and steps of a project's life, and which of them a project has reached.

A node is done when its mark is reached, and a mark when the steps it names are done. The last
node has two marks, 投产 and 达产. Nodes form a graph; a template leaves out what its kind of
project does not have and calls the rest by the names its trade uses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

Relation = Literal["earlier", "this", "later"]
Marks = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Named:
    """A code with its name in both languages."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class Step(Named):
    """A small node under a main one."""


@dataclass(frozen=True, kw_only=True)
class Node(Named):
    """One of the thirteen main nodes; ``number`` is the one in the circle.

    ``marks`` says which steps make each mark, ``investor_marks`` where an investor's project
    is marked by others.
    """

    number: int
    stage: str
    done_when_zh: str
    done_when_en: str
    after: tuple[str, ...]
    steps: tuple[Step, ...]
    marks: Marks
    investor_marks: Marks = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Template(Named):
    """A kind of project: the nodes it has, under the names it has for them.

    ``finish`` is the mark by which lists call it finished. With ``from_children`` a mark is
    reached when all the parts have reached it.
    """

    finish: str
    nodes: tuple[Node, ...]
    not_applicable: frozenset[str]
    from_children: bool = False

    @cached_property
    def node_of_mark(self) -> dict[str, Node]:
        return {mark: node for node in self.nodes for mark in node.marks}

    @cached_property
    def steps(self) -> frozenset[str]:
        return frozenset(step.code for node in self.nodes for step in node.steps)


@dataclass(frozen=True, kw_only=True)
class Lifecycle:
    """One version of the stages, nodes, steps and templates, in force from a day."""

    version: str
    valid_from: date
    stages: tuple[Named, ...]
    nodes: tuple[Node, ...]
    templates: Mapping[str, Template]

    @cached_property
    def number_of(self) -> dict[str, int]:
        return {node.code: node.number for node in self.nodes}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one project on a day.

    ``reached`` holds marks and steps with the day they were reached, ``planned`` the marks to
    come. ``not_required`` are steps this one project does not need.
    """

    on: date
    plan_year: int
    reached: Mapping[str, date] = field(default_factory=dict)
    planned: Mapping[str, date] = field(default_factory=dict)
    template: str = "industrial"
    investor: bool = False
    tags: frozenset[str] = frozenset()
    not_required: frozenset[str] = frozenset()
    exited: bool = False


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far a project has come by a day, and how its dates lie to the plan year.

    ``notes``: "start_and_finish" 当年开工当年投产, "finish_carried" 结转未竣 and
    "start_carried" 结转未开 (planned for an earlier year and still to come: counted this year),
    "finish_unknown" (no date at all: counted as later).
    """

    facts: Facts
    template: Template
    reached: Mapping[str, date]
    furthest: int
    start: Relation
    finish: Relation
    capacity: Relation | None
    notes: frozenset[str]


def standing(lifecycle: Lifecycle, facts: Facts) -> Standing:
    """Judge ``facts``; anything dated after their day has not happened yet."""
    template = lifecycle.templates[facts.template]
    reached = _reached(template, facts)
    start, start_carried = _relation("ground_breaking", reached, facts)
    finish, finish_carried = _relation(template.finish, reached, facts)
    capacity = None
    if "full_capacity" not in template.not_applicable:
        capacity, _ = _relation("full_capacity", reached, facts)
    notes = {
        "start_and_finish": start == finish == "this",
        "start_carried": start_carried,
        "finish_carried": finish_carried,
        "finish_unknown": template.finish not in reached and template.finish not in facts.planned,
    }
    numbers = (
        template.node_of_mark[mark].number for mark in reached.keys() & template.node_of_mark
    )
    return Standing(
        facts=facts,
        template=template,
        reached=reached,
        furthest=max(numbers, default=0),
        start=start,
        finish=finish,
        capacity=capacity,
        notes=frozenset(note for note, holds in notes.items() if holds),
    )


def _reached(template: Template, facts: Facts) -> dict[str, date]:
    """Marks and steps reached by the day: those told, and the marks their steps make."""
    known = template.node_of_mark.keys() | template.steps
    done = {code: day for code, day in facts.reached.items() if day <= facts.on and code in known}
    for node in template.nodes:
        marks = {**node.marks, **node.investor_marks} if facts.investor else node.marks
        for mark, steps in marks.items():
            needed = [step for step in steps if step not in facts.not_required]
            if needed and mark not in done and all(step in done for step in needed):
                done[mark] = max(done[step] for step in needed)
    return done


def _relation(mark: str, reached: Mapping[str, date], facts: Facts) -> tuple[Relation, bool]:
    """How a mark's year lies to the plan year, and whether it was carried over into it."""
    if mark in reached:
        return _compare(reached[mark].year, facts.plan_year), False
    if mark not in facts.planned:
        return "later", False
    planned = facts.planned[mark].year
    # Before the plan year has begun, a date of an earlier year may still be kept.
    carried = planned < facts.plan_year <= facts.on.year
    return "this" if carried else _compare(planned, facts.plan_year), carried


def _compare(year: int, plan_year: int) -> Relation:
    if year == plan_year:
        return "this"
    return "earlier" if year < plan_year else "later"
