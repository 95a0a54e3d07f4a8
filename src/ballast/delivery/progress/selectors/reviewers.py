"""Which units stand in a project's review chain, and where an actor sits in it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from ballast.delivery.progress.models import Filing, ReviewStep
from ballast.delivery.progress.rules.chain import DEFAULT, REVIEWERS, Seat, Step
from ballast.delivery.progress.rules.codes import Level
from ballast.platform.codelists.selectors import in_force
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import WHOLE_CITY, Role, UnitKind
from ballast.projects.rules.kinds import Party

if TYPE_CHECKING:
    from ballast.platform.audit.services import Actor
    from ballast.platform.identity.models import User

_AREAS = frozenset({UnitKind.GOVERNMENT, UnitKind.FUNCTIONAL_AREA})


def chain(on: date) -> tuple[Step, ...]:
    """The city's chain on a day; the usual one until the office has written its own."""
    rows = ReviewStep.objects.filter(in_force(on)).order_by("order", "level")
    return tuple(Step(row.order, Level(row.level)) for row in rows) or DEFAULT


def seat_of(by: "Actor", on: date) -> Seat:
    """For which steps an actor decides on a day. A job, and the system, sit for the office."""
    if by.kind != "person":
        return Seat(is_office=True)
    known = identity.person(by)
    return seat_taken(known, on) if known else Seat()


def seat_taken(viewer: "User", on: date) -> Seat:
    """For which steps a person decides on a day, by their roles and units."""
    held = identity.units_by_role(viewer, on)
    units = {level: held.get(role, frozenset()) for level, role in REVIEWERS.items()}
    return Seat(units, is_office=Role.PROJECT_OFFICE in held)


def answers_for(viewer: "User", on: date) -> frozenset[int]:
    """The units a person speaks for: theirs and those below, never by a city-wide role."""
    held = identity.units_by_role(viewer, on)
    return frozenset().union(*(held[role] for role in held if role not in WHOLE_CITY))


def reviewers(filings: Collection[int], on: date) -> dict[int, dict[Level, int]]:
    """For each filing the unit of each level that has one, in four queries for any number."""
    tree = _Tree.of(on)
    rows = Filing.objects.filter(pk__in=filings).order_by("pk")
    held = rows.filter(
        Q(project__responsibilities__valid_until__isnull=True)
        | Q(project__responsibilities__valid_until__gt=on),
        project__responsibilities__valid_from__lte=on,
        project__responsibilities__unit__isnull=False,
        project__responsibilities__party__in=[Party.OWNER, Party.LEAD_DEPARTMENT],
    ).order_by("-project__responsibilities__pk")
    parties = {  # the first named, where a project has several lead departments
        (filing, party): unit
        for filing, party, unit in held.values_list(
            "pk", "project__responsibilities__party", "project__responsibilities__unit_id"
        )
    }
    projects = rows.values_list(
        "pk",
        "project__responsible_unit_id",
        "project__functional_area_id",
        "project__region_code",
    )
    return {
        pk: tree.reviewers(
            owner=parties.get((pk, Party.OWNER)),
            lead=parties.get((pk, Party.LEAD_DEPARTMENT)),
            responsible=responsible,
            area=area,
            region=region,
        )
        for pk, responsible, area, region in projects
    }


@dataclass(frozen=True, slots=True)
class _Tree:
    """The unit tree of a day, to climb in."""

    kinds: Mapping[int, UnitKind]
    regions: Mapping[int, str]
    parents: Mapping[int, int]
    districts: Mapping[str, int]  # by region

    @classmethod
    def of(cls, on: date) -> "_Tree":
        rows = identity.units(on)
        return cls(
            kinds={row.pk: UnitKind(row.kind) for row in rows},
            regions={row.pk: row.region_code for row in rows},
            parents=identity.parents(on),
            districts={
                row.region_code: row.pk
                for row in reversed(rows)
                if row.kind == UnitKind.GOVERNMENT and row.region_code
            },
        )

    def reviewers(
        self,
        *,
        owner: int | None,
        lead: int | None,
        responsible: int | None,
        area: int | None,
        region: str,
    ) -> dict[Level, int]:
        """The parent company of the owner; the district by duty, else by place; the department."""
        above_owner = self.parents.get(owner) if owner else None
        found = {
            Level.GROUP: self._climb(above_owner, self._is_company)
            or self._climb(responsible, self._is_company),
            Level.DISTRICT: self._climb(responsible, self._is_district)
            or self._climb(area, self._is_district)
            or self._climb(self.districts.get(region), self._is_district),
            Level.DEPARTMENT: lead or self._climb(responsible, self._is_department),
        }
        return {level: unit for level, unit in found.items() if unit}

    def _climb(self, unit: int | None, fits: Callable[[int], bool]) -> int | None:
        """The unit itself or the nearest above it that fits."""
        while unit is not None and not fits(unit):
            unit = self.parents.get(unit)
        return unit

    def _is_company(self, unit: int) -> bool:
        return self.kinds.get(unit) is UnitKind.STATE_COMPANY

    def _is_department(self, unit: int) -> bool:
        return self.kinds.get(unit) is UnitKind.DEPARTMENT

    def _is_district(self, unit: int) -> bool:
        """A district or an area; not the city itself, whose region (GB/T 2260) ends in 00."""
        return self.kinds.get(unit) in _AREAS and not self.regions.get(unit, "").endswith("00")
