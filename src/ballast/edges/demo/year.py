"""The invented city's year up to September, by the real services, each on the day it would be.

The plan comes in and is issued; August is filed, accepted, its red lamps judged, and closed;
September is filed and stands open, and October beside it. What is done already is found and
left as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ballast.delivery.ledgers import services as ledgers
from ballast.delivery.ledgers.rules import FILING, PLAN
from ballast.delivery.ledgers.services import Brought, Workbook
from ballast.delivery.plans import services as plans
from ballast.delivery.plans.models import PlanYear
from ballast.delivery.progress import services as progress
from ballast.dispatch.alerts import services as alerts
from ballast.dispatch.alerts.models import WarningStep
from ballast.dispatch.alerts.rules import Colour
from ballast.kernel.periods import Period
from ballast.oversight.reporting import services as reporting
from ballast.platform.audit.services import Actor
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity.models import User
from ballast.platform.periods.models import PeriodLock
from ballast.platform.periods.rules import State
from ballast.projects import services as register
from ballast.projects.models import Project
from ballast.projects.rules import Holder, Party
from ballast.projects.services import Appointment, Edit, StepDraft

from . import workbooks
from .answering import answering
from .city import KINDS, PEOPLE
from .days import AUGUST, SEPTEMBER, on
from .lives import life, template_of
from .october import live_october
from .works import YEAR, Work, in_august

LAID = {kind.path for kind in KINDS if kind.laid}
PAPER = f"示政办发〔{YEAR}〕6号"


@dataclass(frozen=True, slots=True)
class Year:
    """What came in; no month where somebody has begun to close it since."""

    plan: Brought
    month: Brought | None


def live(*, by: Actor, city: Sequence[Work], folder: Path) -> Year:
    """Carry the year through; the workbooks are kept in ``folder`` for who wants to open them."""
    content = _kept(folder / "plan.xlsx", workbooks.plan(city))
    plan = ledgers.bring_in(
        by=by,
        at=on(1, 18),
        workbook=Workbook(content=content, filename="plan.xlsx", kind=PLAN, subject=str(YEAR)),
    )
    if not PlanYear.objects.filter(year=YEAR, issued_on__isnull=False).exists():
        _describe(by, city)
        plans.issue(by=by, at=on(2, 10), year=YEAR, on=date(YEAR, 2, 10), paper=PAPER)
    if not PeriodLock.objects.filter(code=AUGUST.code).exists():
        _august(by, city, folder)
    if not PeriodLock.objects.filter(code=SEPTEMBER.code).exists():
        progress.open_periods(by=by, at=on(9, 20), periods=[SEPTEMBER])
        _steps(by, city, on(10, 9))
    takes_filings = PeriodLock.objects.filter(code=SEPTEMBER.code, state=State.OPEN).exists()
    month = _month(by, city, SEPTEMBER, on(10, 10), folder) if takes_filings else None
    live_october(ids=_ids())
    return Year(plan, month)


def _august(by: Actor, city: Sequence[Work], folder: Path) -> None:
    progress.open_periods(by=by, at=on(8, 21), periods=[AUGUST])
    _month(by, [in_august(work) for work in city], AUGUST, on(9, 6), folder)
    reporting.begin_closing(by=by, at=on(9, 8), period=AUGUST)
    reds = WarningStep.objects.filter(period=AUGUST.code, colour=Colour.RED)
    alerts.confirm(by=by, at=on(9, 8), ids=list(reds.values_list("pk", flat=True)))
    reporting.close(by=by, at=on(9, 11), period=AUGUST)


def _month(by: Actor, city: Sequence[Work], period: Period, at: datetime, folder: Path) -> Brought:
    filename = f"month-{period}.xlsx"
    content = _kept(folder / filename, workbooks.month(city, period))
    workbook = Workbook(content=content, filename=filename, kind=FILING, subject=period.code)
    return ledgers.bring_in(by=by, at=at, workbook=workbook, accept=True)


def _kept(path: Path, content: bytes) -> bytes:
    path.write_bytes(content)
    return content


def _describe(by: Actor, city: Sequence[Work]) -> None:
    """What the plan's workbook does not say: kind, people, and the days of the nodes."""
    at, ids = on(1, 19), _ids()
    edits = [Edit(project_id=ids[work.name], said={"template": _template(work)}) for work in city]
    register.edit(by=by, at=at, edits=edits)
    _steps(by, city, at)
    register.assign(
        by=by,
        at=at,
        appointments=[
            Appointment(
                project_id=ids[work.name],
                party=one.party,
                holder=Holder(body=one.body, person=one.person, post=one.post),
                since=at.date(),
            )
            for work in city
            for one in answering(work, has_contract=work.plan_class in ("续建", "竣工投产"))
        ]
        + _officer_of(city, ids, at.date()),
    )


def _officer_of(city: Sequence[Work], ids: dict[str, int], since: date) -> list[Appointment]:
    """The demo's project officer stands for the projects of the district they are posted to."""
    username, name, unit, _ = next(one for one in PEOPLE if one[3] == "PROJECT_OFFICER")
    officer = Holder(person=name, user_id=User.objects.get(username=username).pk)
    return [
        Appointment(
            project_id=ids[work.name], party=Party.PROJECT_OFFICER, holder=officer, since=since
        )
        for work in city
        if work.unit == unit
    ]


def _steps(by: Actor, city: Sequence[Work], at: datetime) -> None:
    lifecycle, ids = codelists.lifecycle(on=at.date()), _ids()
    register.record_steps(
        by=by,
        at=at,
        drafts=[
            StepDraft(
                project_id=ids[work.name],
                code=one.code,
                planned_on=one.planned_on,
                actual_on=one.actual_on,
            )
            for work in city
            for one in life(work, lifecycle.templates[_template(work)], on=at.date())
        ],
    )


def _template(work: Work) -> str:
    return template_of(work, laid=work.path in LAID)


def _ids() -> dict[str, int]:
    return dict(Project.objects.values_list("name", "pk"))
