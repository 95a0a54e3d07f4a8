"""What lists ask of projects on a day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Facts
from ballast.projects.models import Project, StateChange, StepRecord
from ballast.projects.rules import STATISTICS_ENTRY, Change, Dates, facts_of, facts_of_whole

from .among import among

_LEAVING = (Change.EXITED, Change.MERGED, Change.SPLIT)


def facts(
    projects: Iterable[Project],
    on: date,
    plan_year: int,
    records: Mapping[int, Mapping[str, Dates]] | None = None,
) -> dict[int, Facts]:
    """The facts of projects by id, for the lists of a plan year, as known on a day.

    A bundle's come from its parts. ``records``: the projects' ``step_dates``, where they are at
    hand. At most three queries, however many projects.
    """
    asked = {project.pk: project for project in projects}
    lifecycle = codelists.lifecycle(on=on)
    wholes = {pk for pk, one in asked.items() if lifecycle.templates[one.template].from_children}
    kin = _kin() if wholes else {}
    everyone = asked | {part.pk: part for parts in kin.values() for part in parts}
    at_hand = records or {}
    unread = everyone.keys() - asked.keys() if records is not None else everyone
    records = {**at_hand, **step_dates(unread)} if unread else at_hand
    left = _left(everyone, on)
    found: dict[int, Facts] = {}

    def of(project: Project) -> Facts:
        if project.pk not in found:
            template = lifecycle.templates[project.template]
            own = facts_of(
                template,
                _told(project, records.get(project.pk, {})),
                on=on,
                plan_year=plan_year,
                investor=project.is_investor_project,
                tags=project.tags,
                exited=project.pk in left,
            )
            found[project.pk] = own  # also what a ring of parts would find
            if template.from_children:
                parts = [of(part) for part in kin.get(project.pk, ())]
                found[project.pk] = facts_of_whole(own, parts, lifecycle)
        return found[project.pk]

    return {pk: of(project) for pk, project in asked.items()}


def _told(project: Project, records: Mapping[str, Dates]) -> Mapping[str, Dates]:
    """The records, and with them the day of entry into statistics, which the register keeps."""
    known, day = records.get(STATISTICS_ENTRY), project.statistics_entry_on
    told = replace(known, actual_on=day) if known else Dates(actual_on=day)
    return {**records, STATISTICS_ENTRY: told}


def dates_of(records: Iterable[StepRecord]) -> dict[str, Dates]:
    """What is recorded of one project's steps, by their codes."""
    return {
        row.code: Dates(
            planned_on=row.planned_on,
            forecast_on=row.forecast_on,
            actual_on=row.actual_on,
            is_not_applicable=row.is_not_applicable,
            reason=row.reason,
        )
        for row in records
    }


def recorded(projects: Collection[int]) -> dict[tuple[int, str], dict[str, date | None]]:
    """The days recorded of projects' steps, by project and code, under their fields' names."""
    names = ("planned_on", "forecast_on", "actual_on")
    rows = StepRecord.objects.filter(project__in=projects)
    return {
        (pk, code): dict(zip(names, days, strict=True))
        for pk, code, *days in rows.values_list("project_id", "code", *names)
    }


def step_dates(projects: Collection[int]) -> dict[int, dict[str, Dates]]:
    """What is recorded of projects' steps, by their codes; without the reasons."""
    rows = StepRecord.objects.filter(project__in=among(projects)).values_list(
        "project_id", "code", "planned_on", "forecast_on", "actual_on", "is_not_applicable"
    )
    found: dict[int, dict[str, Dates]] = {}
    for pk, code, planned, forecast, actual, left_out in rows:
        found.setdefault(pk, {})[code] = Dates(
            planned_on=planned, forecast_on=forecast, actual_on=actual, is_not_applicable=left_out
        )
    return found


def _left(projects: Collection[int], on: date) -> set[int]:
    """The projects that had left the list by a day and were not back."""
    rows = StateChange.objects.filter(
        project__in=among(projects), happened_on__lte=on, change__in=[*_LEAVING, Change.REINSTATED]
    ).order_by("happened_on", "pk")
    last = dict(rows.values_list("project_id", "change"))
    return {pk for pk, change in last.items() if change != Change.REINSTATED}


def _kin() -> dict[int, list[Project]]:
    """The parts of every project that has any."""
    found: dict[int, list[Project]] = {}
    for part in Project.objects.exclude(parent=None).order_by("number"):
        found.setdefault(part.parent_id or 0, []).append(part)
    return found


def records_entry(on: date) -> bool:
    """The city has recorded by ``on`` that a project was entered into statistics."""
    return Project.objects.filter(statistics_entry_on__lte=on).exists()
