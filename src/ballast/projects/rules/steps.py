"""How far a project has come: what may be recorded of a step, and what it makes of the marks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ballast.platform.codelists.rules import Facts, Lifecycle, Standing, Template, standing

from .faults import Fault

STATISTICS_ENTRY = "statistics_entry"  # a step, and an attribute that every list may show


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What is recorded of one step or mark."""

    planned_on: date | None = None
    forecast_on: date | None = None
    actual_on: date | None = None
    is_not_applicable: bool = False
    reason: str = ""

    @property
    def expected_on(self) -> date | None:
        """When it is to come: lists go by the plan, and by the forecast where none was made."""
        return self.planned_on or self.forecast_on


def step_faults(
    template: Template, code: str, dates: Dates, *, today: date, place: str
) -> list[Fault]:
    """What cannot be so; all of it."""
    found = {
        "step_unknown": code not in template.steps and code not in template.node_of_mark,
        "actual_future": dates.actual_on is not None and dates.actual_on > today,
        "left_out_without_reason": dates.is_not_applicable and not dates.reason.strip(),
        "left_out_yet_reached": dates.is_not_applicable and dates.actual_on is not None,
    }
    return [Fault(which, place, {"step": code}) for which, wrong in found.items() if wrong]


def order_doubts(stands: Standing, told: Collection[str], *, place: str) -> list[Fault]:
    """Nodes told to be done before what they wait for: odd, yet works do run ahead of papers."""
    found = []
    for node in stands.template.nodes:
        done = stands.reached.get(node.code)
        steps = {step.code for step in node.steps} | node.marks.keys()
        if done is None or steps.isdisjoint(told):
            continue
        for earlier in node.after:
            before = stands.reached.get(earlier)
            params = {"step": node.code, "earlier": earlier}
            if before is None:
                found.append(Fault("before_what_is_not_done", place, params))
            elif before > done:
                found.append(Fault("before_what_came_later", place, params))
    return found


def facts_of(
    template: Template,
    records: Mapping[str, Dates],
    *,
    on: date,
    plan_year: int,
    investor: bool = False,
    tags: Iterable[str] = (),
    exited: bool = False,
) -> Facts:
    """What lists ask of a project, from what is recorded of its steps and marks."""
    return Facts(
        on=on,
        plan_year=plan_year,
        reached={code: one.actual_on for code, one in records.items() if one.actual_on},
        planned=_planned(template, records, investor=investor),
        template=template.code,
        investor=investor,
        tags=frozenset(tags),
        not_required=frozenset(code for code, one in records.items() if one.is_not_applicable),
        exited=exited,
    )


def _planned(
    template: Template, records: Mapping[str, Dates], *, investor: bool
) -> dict[str, date]:
    """When each mark is to come: as said of it, or when the last of the steps that make it is."""
    planned = {}
    for node in template.nodes:
        for mark, steps in (
            {**node.marks, **node.investor_marks} if investor else node.marks
        ).items():
            told = records.get(mark)
            if told and told.expected_on:
                planned[mark] = told.expected_on
                continue
            needed = [records[step] for step in steps if step in records]
            if len(needed) < len(steps):  # of one nothing is known
                continue
            days = [one.actual_on or one.expected_on for one in needed if not one.is_not_applicable]
            known = [day for day in days if day]
            if known and len(known) == len(days):
                planned[mark] = max(known)
    return planned


def facts_of_whole(whole: Facts, parts: Sequence[Facts], lifecycle: Lifecycle) -> Facts:
    """A bundle's or precinct's facts: a mark is reached when every part that has it has.

    Parts that left are not waited for; without parts the whole speaks for itself.
    """
    stands = [standing(lifecycle, part) for part in parts if not part.exited]
    if not stands:
        return whole
    reached, planned = {}, {}
    for mark in lifecycle.templates[whole.template].node_of_mark:
        having = [one for one in stands if mark in one.template.node_of_mark]
        done = [one.reached[mark] for one in having if mark in one.reached]
        days = [one.reached.get(mark) or one.facts.planned.get(mark) for one in having]
        known = [day for day in days if day]
        if having and len(done) == len(having):
            reached[mark] = max(done)
        elif having and len(known) == len(having):
            planned[mark] = max(known)
    return Facts(
        on=whole.on,
        plan_year=whole.plan_year,
        reached=reached,
        planned=planned,
        template=whole.template,
        investor=whole.investor,
        tags=whole.tags,
        exited=whole.exited,
    )
