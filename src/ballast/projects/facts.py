"""What the register tells of the projects of a period."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from ballast.kernel.periods import Period
from ballast.platform.analytics.extracts import Part
from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import Template
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import SERIES, UnitKind

from .models import Project
from .rules import Dates, Party, size_band
from .selectors import FINISH, MARKS, among, counting, facts, holders, step_dates

_ASKED = (
    *("number", "parent_id", "region_code", "tier", "sector", "owner_name", "state", "template"),
    *("total_investment_yuan", "statistics_entry_on", "is_investor_project", "tags"),
)


def register(period: Period, listed: Collection[int]) -> Mapping[int, Mapping[str, object]]:
    """Whose a project is, how large, and when each mark was to be and was reached."""
    on = period.last_day
    projects = list(Project.objects.filter(pk__in=among(listed)).only(*_ASKED))
    records = step_dates(listed)
    reached = facts(projects, on, period.year, records)
    templates = codelists.lifecycle(on=on).templates
    sponsors = holders(listed, on, [Party.SPONSOR])
    inside = set(listed)
    found = {}
    for project in projects:
        pk, template = project.pk, templates[project.template]
        days = reached[pk].reached
        planned = {**reached[pk].planned, **_planned(template, records.get(pk, {}))}
        found[pk] = {
            "number": project.number,
            "is_inside": project.parent_id in inside,
            "region": project.region_code,
            "tier": project.tier,
            "sector": project.sector.partition("/")[0],
            "owner": project.owner_name,
            "size_band": size_band(project.total_investment_yuan) or "",
            "sponsor": next((one.person for one in sponsors.get(pk, ())), ""),
            "state": project.state,
            "total_yuan": project.total_investment_yuan,
            "entered_on": project.statistics_entry_on,
            **_days([*MARKS.items(), (template.finish, FINISH)], planned, days),
        }
    return found


def parts(period: Period, listed: Collection[int]) -> Mapping[int, list[Part]]:
    """For which accounting units each project counts, its own first."""
    on = period.last_day
    answering = Project.objects.filter(pk__in=listed).values_list("pk", "responsible_unit_id")
    counted = counting(dict(answering), on)
    units = {
        unit.pk: (unit.code, SERIES.get(UnitKind(unit.kind), "")) for unit in identity.units(on)
    }
    return {
        pk: [Part(*units[unit], its.shares.get(unit, Decimal(0))) for unit in its.units]
        for pk, its in counted.items()
    }


def _days(
    marks: Iterable[tuple[str, tuple[str, str]]],
    planned: Mapping[str, date],
    reached: Mapping[str, date],
) -> dict[str, object]:
    return {
        name: days.get(mark)
        for mark, names in marks
        for name, days in zip(names, (planned, reached), strict=True)
    }


def _planned(template: Template, records: Mapping[str, Dates]) -> dict[str, date]:
    """When marks were planned, whether they have come meanwhile or not."""

    def day(code: str) -> date | None:
        return records[code].planned_on if code in records else None

    planned = {}
    for mark, node in template.node_of_mark.items():
        own = day(mark)
        days = [own] if own else [day(step) for step in node.marks[mark]]
        known = [one for one in days if one]
        if known and len(known) == len(days):
            planned[mark] = max(known)
    return planned
