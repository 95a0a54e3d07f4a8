"""Issues for tests, raised through the services, in a small city of four units."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from ballast.dispatch.coordination.rules.issues import Cause
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import IssueMove, NewIssue, NewTask
from ballast.platform.codelists.services import DeclaredDay, declare_workdays
from ballast.platform.files.services import Upload
from ballast.platform.identity.models import Role, UnitKind
from ballast.platform.identity.services import actor_of
from ballast.projects.models import Responsibility
from ballast.projects.rules import Party
from tests.identity.factories import ACTOR, NOW, SINCE, make_unit, make_user
from tests.projects.factories import make_project

MONDAY = NOW  # 2024-06-03; Monday the 10th is the Dragon Boat holiday


def on(day: str) -> datetime:
    """Half past nine of a day."""
    year, month, number = map(int, day.split("-"))
    return NOW.replace(year=year, month=month, day=number)


@dataclass
class Town:
    """A district that leads, a company that raises, a department that leads higher up."""

    units: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    project: Any = None

    def by(self, name: str):
        return actor_of(self.people[name])


def make_town(code: str = "") -> Town:
    city = make_unit(code=f"{code}CITY")
    town = Town(units={"city": city})
    kinds = {
        "district": (UnitKind.GOVERNMENT, Role.DISTRICT),
        "company": (UnitKind.STATE_COMPANY, Role.STATE_COMPANY),
        "department": (UnitKind.DEPARTMENT, Role.DEPARTMENT),
        "other": (UnitKind.DEPARTMENT, Role.DEPARTMENT),
    }
    for name, (kind, role) in kinds.items():
        unit = make_unit(code=f"{code}{name.upper()}", kind=kind, under=city)
        town.units[name] = unit
        town.people[name] = make_user(role=role, unit=unit, name=name)
    town.people["office"] = make_user(role=Role.PROJECT_OFFICE, unit=city, name="重点办")
    town.project = make_project(unit=town.units["district"])
    for party, name in ((Party.LEAD_DEPARTMENT, "department"), (Party.TASK_FORCE, "company")):
        unit, project = town.units[name], town.project
        Responsibility.objects.create(project=project, party=party, unit=unit, valid_from=SINCE)
    days = [DeclaredDay(day=date(2024, 6, 10), is_workday=False, name_zh="端午", source="国办")]
    declare_workdays(by=ACTOR, at=NOW, days=days)
    return town


def draft(town: Town, **said):
    usual = {
        "title": "高压线未迁改",
        "words": "占压主厂房基坑。",
        "cause": Cause.PIPELINES,
        "lead_id": town.units["district"].pk,
        "raiser_id": town.units["company"].pk,
        "project_ids": [town.project.pk],
    }
    return NewIssue(**{**usual, **said})


def draft_task(town: Town, issue, **said):
    usual = {
        "issue_id": issue.pk,
        "words": "完成迁改施工图审查",
        "outcome": "审查意见",
        "unit_id": town.units["other"].pk,
        "due_on": MONDAY.date() + timedelta(days=7),
    }
    return NewTask(**{**usual, **said})


def make_issue(town: Town, *, by=ACTOR, at=MONDAY, **said):
    return services.raise_issues(by=by, at=at, issues=[draft(town, **said)])[0]


def move(issue, words="已核实。", seen=None):
    return [IssueMove(issue_id=issue.pk, words=words, seen=seen)]


def photo(name="现场.png"):
    out = BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    out.seek(0)
    return Upload(name, out)


def make_solved(town: Town, *, at=MONDAY, **said):
    """An issue that its lead tells solved on a day."""
    issue = make_issue(town, at=at, **said)
    lead = town.by("district")
    services.accept(by=lead, at=at, moves=move(issue))
    services.report_solved(by=lead, at=at, moves=move(issue), uploads={issue.pk: [photo()]})
    issue.refresh_from_db()
    return issue


def days_later(at: datetime, count: int) -> datetime:
    return at + timedelta(days=count)
