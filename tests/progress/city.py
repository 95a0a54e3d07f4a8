"""The least city with a review chain: an office, a group, two districts, a department, an owner."""

from dataclasses import dataclass
from datetime import date

from ballast.delivery.progress.services.reviewing import begin
from ballast.platform.identity.models import Role, Unit, UnitKind, User
from ballast.platform.identity.services import actor_of
from ballast.projects.models import Responsibility
from tests.identity.factories import make_unit, make_user
from tests.progress.factories import AT, make_filing, make_line
from tests.projects.factories import make_project

LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True)
class City:
    north: Unit
    south: Unit
    bureau: Unit
    group: Unit
    owner: Unit  # stands under the group
    office_user: User
    north_user: User
    south_user: User
    bureau_user: User
    group_user: User
    owner_user: User

    @property
    def office_by(self):
        return actor_of(self.office_user)

    @property
    def north_by(self):
        return actor_of(self.north_user)

    @property
    def south_by(self):
        return actor_of(self.south_user)

    @property
    def bureau_by(self):
        return actor_of(self.bureau_user)

    @property
    def group_by(self):
        return actor_of(self.group_user)

    @property
    def owner_by(self):
        return actor_of(self.owner_user)


def make_city():
    city = make_unit(code="CITY", name="示例市", region_code="990100")
    north = make_unit(code="NORTH", name="城北区", region_code="990102", under=city)
    south = make_unit(code="SOUTH", name="城南区", region_code="990103", under=city)
    bureau = make_unit(code="BUREAU", name="交通局", kind=UnitKind.DEPARTMENT, under=city)
    group = make_unit(code="GROUP", name="城投集团", kind=UnitKind.STATE_COMPANY, under=city)
    owner = make_unit(code="OWNER", name="路桥公司", kind=UnitKind.OWNER, under=group)
    office = make_unit(code="OFFICE", name="重点办", kind=UnitKind.DEPARTMENT, under=city)
    people = {
        "office_user": (Role.PROJECT_OFFICE, office),
        "north_user": (Role.DISTRICT, north),
        "south_user": (Role.DISTRICT, south),
        "bureau_user": (Role.DEPARTMENT, bureau),
        "group_user": (Role.STATE_COMPANY, group),
        "owner_user": (Role.OWNER, owner),
    }
    users = {
        name: make_user(username=name.removesuffix("_user"), role=role, unit=unit)
        for name, (role, unit) in people.items()
    }
    return City(north, south, bureau, group, owner, **users)


def answers_for(project, party, unit):
    """That a unit holds a part in a project, since long ago."""
    return Responsibility.objects.create(
        project=project, party=party, unit=unit, body=unit.name, valid_from=LONG_AGO
    )


def make_submitted(city, *, count=1, unit=None, lead=True, owner=False, **said):
    """Filings of September, just submitted: for the district, then the bureau beside it."""
    found = []
    for _ in range(count):
        project = make_project(unit=unit or city.north)
        make_line(project)
        if lead:
            answers_for(project, "LEAD_DEPARTMENT", city.bureau)
        if owner:
            Responsibility.objects.filter(project=project, party="OWNER").delete()
            answers_for(project, "OWNER", city.owner)
        found.append(make_filing(project, state="SUBMITTED", **said))
    begin(found, by=city.owner_by, at=AT)
    return found
