"""The invented city's year up to October, by the real services, each act on its day.

A list of steps. Each is one transaction with the stamp that says it is done: a run that was cut
off is taken up at the step it was in, and no step is ever done twice.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, partial
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from ballast.delivery.ledgers import services as ledgers
from ballast.delivery.ledgers.rules import PLAN
from ballast.delivery.ledgers.services import Workbook
from ballast.delivery.plans import services as plans
from ballast.delivery.plans.rules import AdjustmentKind, Item
from ballast.delivery.plans.services import Paper, WindowDraft
from ballast.delivery.progress import services as progress
from ballast.dispatch.alerts import services as alerts
from ballast.kernel.periods import Period
from ballast.kernel.workdays import Calendar
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity.models import Unit
from ballast.projects import services as register
from ballast.projects.services import Draft

from . import dispatching, months, october, papers, weeks
from .bars import Bar
from .books import layouts, plan_books
from .days import PERIODS, at, course, on
from .describing import describe, numbers, tell_steps
from .generator import city
from .generator.told import ADJUSTED_FROM, YEAR, Body, City, Work
from .generator.units import AREAS, BODIES, NAME
from .loop.fates import fates
from .loop.living import Loop
from .models import Stamp
from .months import Month, People
from .rulebook import own_rules
from .slips import sent, slipping, wrong_figures

RANKED = (*AREAS, *BODIES)
DESCRIBED = on(1, 19)
ISSUED, ADJUSTED = f"示政办发〔{YEAR}〕6号", f"示政办发〔{YEAR}〕29号"
WAN = Decimal(10_000)
LOOP_ENDS, ONE_DAY = date(YEAR, 10, 31), timedelta(days=1)
Outcome = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the year, its words, and what does it; what came of it is kept."""

    key: str
    words: str
    act: Callable[[Bar], Outcome]


def carry_out(stamp: Stamp, step: Step, bar: Bar) -> Outcome:
    """Do a step and mark it done, in one transaction."""
    with transaction.atomic():
        outcome = dict(step.act(bar))
        stamp.done = {**stamp.done, step.key: outcome}
        stamp.save(update_fields=["done"])
    return outcome


def steps(stamp: Stamp, folder: Path) -> list[Step]:
    """The year's steps in order; ``folder`` takes the workbooks."""
    lived = PERIODS[-stamp.months :]
    year = _Year(lambda: city(stamp.projects, stamp.seed), folder, lived, stamp)
    return [
        Step("plan", _("The year's plan"), year.plan),
        *(step for period in lived for step in _month(period, year)),
        Step("papers", _("September's papers"), year.draft_papers),
        Step("weeks", _("October by weeks"), year.live_weeks),
        Step("october", _("October, half-way"), year.live_october),
        Step("dispatch", _("Instructions and sweeps"), year.dispatch),
    ]


def _month(period: Period, year: "_Year") -> Iterator[Step]:
    name = f"{YEAR}-{period.last:02}"
    if period == max(year.lived[0], Period.month(YEAR, ADJUSTED_FROM)):
        yield Step("adjusted", _("The plan adjusted in July"), year.adjust)
    for key, words, act in (
        ("filed", _("%(month)s: ledgers"), year.file),
        ("reviewed", _("%(month)s: reviews"), year.review),
        ("closed", _("%(month)s: lamps, closing"), year.close),
        ("loop", _("%(month)s: checks and matters"), year.live_loop),
    ):
        yield Step(f"{name} {key}", words % {"month": name}, partial(act, period))


class _Year:
    """What the steps share: the city, its people, where its workbooks lie."""

    def __init__(
        self, made: Callable[[], City], folder: Path, lived: Sequence[Period], stamp: Stamp
    ) -> None:
        self._made, self.folder, self.lived, self._stamp = made, folder, lived, stamp
        self._months: dict[str, Month] = {}

    @cached_property
    def city(self) -> City:
        return self._made()

    @cached_property
    def people(self) -> People:
        return People.known()

    @cached_property
    def _calendar(self) -> Calendar:
        return codelists.calendar()

    @cached_property
    def _by_unit(self) -> dict[Body, list[Work]]:
        units = {unit: [w for w in self.city.works if w.unit == unit] for unit in RANKED}
        return {unit: works for unit, works in units.items() if works}

    def month(self, period: Period) -> Month:
        """A period with what each unit sends for it."""
        if period.code not in self._months:
            works, seed = self.city.works, self.city.seed
            drawn = layouts({unit.code: len(own) for unit, own in self._by_unit.items()})
            wrong = wrong_figures(works, period, seed=seed, is_last=period == PERIODS[-1])
            slips = slipping(list(self._by_unit), period, seed=seed)
            self._months[period.code] = Month(
                period=period,
                course=course(period, self._calendar),
                sent=[
                    sent(
                        unit,
                        own,
                        drawn[unit.code],
                        period,
                        seed=seed,
                        has_slip=unit in slips,
                        wrong=wrong,
                    )
                    for unit, own in self._by_unit.items()
                ],
                folder=self.folder / f"{YEAR}-{period.last:02}",
            )
        return self._months[period.code]

    def plan(self, bar: Bar) -> Outcome:
        """The plan comes in from its workbooks, is described, and is issued."""
        office, works = self.people.office, self.city.works
        books = plan_books(NAME, works)
        (self.folder / str(YEAR)).mkdir(parents=True, exist_ok=True)
        for sector, content in bar.over(books, len(books)):
            path = self.folder / str(YEAR) / f"{sector}-1.xlsx"
            path.write_bytes(content)
            book = Workbook(content=content, filename=path.name, kind=PLAN, subject=str(YEAR))
            ledgers.bring_in(by=office, at=on(1, 18), workbook=book)
        describe(works, by=office, at=DESCRIBED)
        self._reserve()
        day = date(YEAR, 2, 10)
        plans.issue(by=office, at=at(day, 10), year=YEAR, on=day, paper=ISSUED)
        papers.begin(office)
        alerts.publish(by=office, at=on(2, 13), text=own_rules(), valid_from=date(YEAR, 1, 1))
        return {"projects": len(works), "books": len(books)}

    def _reserve(self) -> None:
        """What stands ready outside the plan."""
        units = dict(Unit.objects.values_list("code", "pk"))
        drafts = [
            Draft(
                name=work.name,
                content=work.content,
                owner_name=work.owner,
                responsible_unit_id=units[work.unit.code],
                address=work.address,
                total_investment_yuan=work.total * WAN,
                sector="/".join(work.path),
                template=work.template,
            )
            for work in self.city.reserve
        ]
        if drafts:
            register.register(by=self.people.office, at=on(1, 20), drafts=drafts)

    def adjust(self, bar: Bar) -> Outcome:
        """年中调整: the amounts of some projects, from July on."""
        del bar
        moved = [work for work in self.city.works if work.adjusted is not None]
        if not moved:
            return {"adjusted": 0}
        office, ids = self.people.office, numbers()
        window = WindowDraft(
            name="年中调整", first_day=date(YEAR, 7, 1), last_day=date(YEAR, 7, 20)
        )
        plans.open_windows(by=office, at=on(7, 1), year=YEAR, windows=[window])
        items = [
            Item(
                project_id=ids[work.name],
                kind=AdjustmentKind.AMOUNT_CHANGED,
                planned_yuan=(work.adjusted or 0) * WAN,
                reason=work.why,
            )
            for work in moved
        ]
        paper = Paper(
            reason="按上半年进展调整年度计划", valid_from=date(YEAR, 7, 1), number=ADJUSTED
        )
        plans.adjust(by=office, at=on(7, 14), year=YEAR, paper=paper, items=items)
        return {"adjusted": len(items)}

    def file(self, period: Period, bar: Bar) -> Outcome:
        """What was built by the month's end is told, then the ledgers come in."""
        month = self.month(period)
        place = self.lived.index(period)
        tell_steps(
            self.city.works,
            by=self.people.office,
            at=month.course.steps_told,
            since=self.lived[place - 1].last_day if place else DESCRIBED.date(),
            until=period.last_day,
        )
        return months.file(month, self.people, bar)

    def review(self, period: Period, bar: Bar) -> Outcome:
        return months.review(self.month(period), self.people, bar)

    def close(self, period: Period, bar: Bar) -> Outcome:
        del bar
        if period == PERIODS[-1]:
            october.note_province(self.people.office)
        return months.close(self.month(period), self.people)

    def live_loop(self, period: Period, bar: Bar) -> Outcome:
        """From the day a month's warnings are issued to the next month's, or to October's end."""
        loop = self._loop
        first = course(period, self._calendar).judged.date()
        following = Period.month(YEAR, period.last + 1)
        last = LOOP_ENDS
        if period != self.lived[-1]:
            last = course(following, self._calendar).judged.date() - ONE_DAY
        days = [first + ONE_DAY * past for past in range((last - first).days + 1)]
        before = len(loop.become)
        for _day in bar.over(loop.live(period, days), len(days)):
            pass
        self._stamp.matters = {str(place): pk for place, pk in loop.become.items()}
        self._stamp.save(update_fields=["matters"])
        return {"matters": len(loop.become) - before}

    @cached_property
    def _loop(self) -> Loop:
        months_lived = [period.last for period in self.lived]
        stamp = self._stamp
        return Loop(
            city=self.city,
            fates=fates(stamp.projects, stamp.seed, months_lived, self._calendar),
            people=self.people,
            calendar=self._calendar,
            become={int(place): pk for place, pk in stamp.matters.items()},
        )

    def draft_papers(self, bar: Bar) -> Outcome:
        del bar
        return papers.draft(self.people.office)

    def dispatch(self, bar: Bar) -> Outcome:
        del bar
        return dispatching.live_autumn(self.city, self.people)

    def live_weeks(self, bar: Bar) -> Outcome:
        del bar
        return weeks.live_weeks(self.city, self.people)

    def live_october(self, bar: Bar) -> Outcome:
        del bar
        october.live_october(self.city)
        progress.place(at=on(10, 31, 16), year=YEAR)
        return {}
