"""The city's people live the loop, day by day: each act by who would do it, on its day.

What befalls a matter is known before (``fates``); whether its clock ran out, who leads it then,
and what relapsed is not: that is asked of the records every day.
"""

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ballast.dispatch.alerts import services as alerts
from ballast.dispatch.alerts.models import Check
from ballast.dispatch.alerts.rules import CheckState
from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules import (
    OPEN,
    Cause,
    IssueState,
    Severity,
    Source,
)
from ballast.dispatch.coordination.rules.papers import LoopPaper
from ballast.dispatch.coordination.services import issues
from ballast.dispatch.coordination.services.issues import NewIssue
from ballast.edges.demo.days import at
from ballast.edges.demo.generator.told import LAST, City, Work
from ballast.edges.demo.generator.units import LAGGING
from ballast.edges.demo.months import People
from ballast.kernel.periods import Period
from ballast.kernel.workdays import Calendar
from ballast.platform.audit.services import Actor
from ballast.platform.identity.models import Unit
from ballast.projects.models import Project

from . import said
from .assembling import Meetings
from .deeds import DEEDS, solve
from .fates import Deed, Fate
from .paperwork import Paperwork
from .passing import Passing
from .said import moves

ONE_DAY = timedelta(days=1)
WRONG = 3  # figures a month that a unit says are wrong
BEHIND = 0.1  # of the year: from there on a project is warned of
HOURS = {
    Deed.SEND_BACK: 10,
    Deed.RAISE_AGAIN: 11,
    Deed.ACCEPT: 12,
    Deed.TAKE_IN_HAND: 13,
    Deed.PAUSE: 14,
    Deed.SIGN: 15,
    Deed.CONFIRM: 16,
    Deed.REFUSE: 16,
    Deed.SOLVE: 17,
}


@dataclass
class Loop:
    """The loop of a city, and which matter each fate became: by the place of the fate."""

    city: City
    fates: Sequence[Fate]
    people: People
    calendar: Calendar
    become: dict[int, int] = field(default_factory=dict)  # the issue's id

    def __post_init__(self) -> None:
        self.units = dict(Unit.objects.values_list("code", "pk"))
        self.readers = {code: by for _, code, by in self.people.reads}
        self.works = {work.name: work for work in self.city.works}
        self.ids = dict(Project.objects.values_list("name", "pk"))
        self.lagging = [unit for unit in LAGGING if unit.code in self.readers]
        self._meetings, self._paperwork = Meetings(self), Paperwork(self)
        self._others = (self._meetings, self._paperwork, Passing(self))
        self._silent: set[int] = set()  # checks that nobody answers
        self.relapsing = {self.ids[work.name] for work in self.city.works if _relapses(work)}

    def live(self, period: Period, days: Sequence[date]) -> Iterator[date]:
        """What follows the warnings of a period, day by day; each day as it is over."""
        for day in days:
            issues.run_clocks(at=at(day, 8))
            if day == days[0]:
                alerts.reopen_relapsed(at=at(day, 10), period=period.code)
            self._answer(period, day, days[0])
            self._climb(day)
            self._raise(period, day)
            self._act(day)
            self._settle_again(day)
            for other in self._others:
                other.live(day)
            yield day

    def write(self, kind: LoopPaper, rows: Sequence[Issue], when: datetime) -> None:
        self._paperwork.write(kind, rows, when.date())

    # Checks

    def _answer(self, period: Period, day: date, first: date) -> None:
        """Units answer what they are asked: on the first working day after, or on the second."""
        place = self.calendar.between(first, day)
        if not (self.calendar.is_workday(day) and place in (1, 2)):
            return
        open_ones = list(
            Check.objects.filter(period=period.code, state=CheckState.ASKED)
            .exclude(pk__in=self._silent)
            .select_related("warning__project", "unit")
            .order_by("pk")
        )
        wanted = [
            place
            for place, one in enumerate(self.fates)
            if one.source is Source.WARNING and one.raised == day and not one.is_climbed
        ]
        asked = self._bound(open_ones, wanted, period, day)
        if place == 1:
            self._leave(open_ones, asked, period)
        open_ones = [one for one in open_ones if one.pk not in self._silent]
        wrong = self._wrong(open_ones, asked, period) if place == 1 else set()
        by_unit: dict[str, list[Check]] = defaultdict(list)
        for number, one in enumerate(open_ones):
            if one.pk in asked or one.pk in wrong or place == 2 or number % 2:
                by_unit[one.unit.code].append(one)
        for code, rows in by_unit.items():
            answers = [
                alerts.CheckAnswer(check_id=one.pk, is_true=False, words=said.MISCOUNTED)
                if one.pk in wrong
                else self._said(one, asked.get(one.pk), period, day)
                for one in rows
            ]
            alerts.answer_checks(by=self.readers[code], at=at(day, 11), answers=answers)
        self._keep(asked)

    def _leave(self, checks: Sequence[Check], asked: Collection[int], period: Period) -> None:
        """Choose the checks that nobody will answer: of projects that have no matter yet."""
        count = sum(one.is_climbed and one.row.month == period.last for one in self.fates)
        free = self._untouched(checks, asked)
        chosen = list(dict.fromkeys(one.warning.project_id for one in reversed(free)))[:count]
        self._silent = {one.pk for one in checks if one.warning.project_id in chosen}

    def _wrong(self, checks: Sequence[Check], asked: Collection[int], period: Period) -> set[int]:
        """The checks whose unit says that the figure is wrong, in the last two months."""
        if period.last < LAST - 1:
            return set()
        return {one.pk for one in self._untouched(checks, asked)[:WRONG]}

    def _untouched(self, checks: Sequence[Check], asked: Collection[int]) -> list[Check]:
        busy, known = self._taken()
        held = {one.warning.project_id for one in checks if one.pk in asked}
        kept = (
            busy | known | held | self.relapsing | {self.ids.get(name, 0) for name in self._named()}
        )
        return [one for one in checks if one.warning.project_id not in kept]

    def _climb(self, day: date) -> None:
        """The clock of checks runs where somebody was silent: their matters are the fates'."""
        places = [
            place for place, one in enumerate(self.fates) if one.is_climbed and one.raised == day
        ]
        if not places:
            return
        alerts.run_check_clocks(at=at(day, 8))
        tied = Check.objects.filter(pk__in=self._silent, issue__isnull=False)
        made = sorted(set(tied.values_list("issue", flat=True)))
        self.become |= dict(zip(places, made, strict=True))

    def _bound(
        self, checks: Sequence[Check], wanted: Sequence[int], period: Period, day: date
    ) -> dict[int, int]:
        """Which fate a check becomes, by its id: one whose ledger tells of the cause, if any."""
        busy, known = self._taken()
        dice = random.Random(f"{self.city.seed} {day}")  # noqa: S311  invented matters
        free: dict[int, Check] = {}
        for one in checks:
            if one.warning.project_id not in busy:
                free.setdefault(one.warning.project_id, one)
        for name in self._named() - {self.fates[place].about for place in wanted}:
            free.pop(self.ids.get(name, 0), None)
        found = {}
        for place in wanted:
            fate = self.fates[place]
            fitting = [pk for pk, one in free.items() if self._fits(one, fate.cause, period)]
            named = [pk for pk in free if pk == self.ids.get(fate.about)]
            back = [pk for pk in free if pk in self.relapsing and not fate.row.is_open]
            pk = dice.choice(named or back or fitting or sorted(free.keys() - known) or list(free))
            found[free.pop(pk).pk] = place
        return found

    def _taken(self) -> tuple[set[int], set[int]]:
        """The projects that have an open matter, and those that ever had one."""
        held = Issue.projects.through.objects
        known = set(held.values_list("project_id", flat=True))
        busy = held.filter(issue__state__in=OPEN).values_list("project_id", flat=True)
        return set(busy), known

    def _named(self) -> set[str]:
        return {one.about for one in self.fates if one.about}

    def _fits(self, check: Check, cause: Cause, period: Period) -> bool:
        work = self.works.get(check.warning.project.name)
        told = said.trouble(work, period.last) if work else None
        return told is not None and told[0] is cause

    def _said(
        self, check: Check, place: int | None, period: Period, day: date
    ) -> alerts.CheckAnswer:
        work = self.works[check.warning.project.name]
        told = said.trouble(work, period.last)
        if place is None:
            cause, words = told or (Cause.CONTRACTOR, said.UNTROUBLED)
            return alerts.CheckAnswer(
                check_id=check.pk, is_true=True, cause=cause, words=f"{words}。{said.SETTLED}"
            )
        cause = self.fates[place].cause
        dice = random.Random(f"{self.city.seed} {day} {work.name}")  # noqa: S311
        words = said.words(dice, work, cause, period.last)
        return alerts.CheckAnswer(
            check_id=check.pk,
            is_true=True,
            cause=cause,
            words=f"{words}。",
            asks=f"{words}，{said.ASKS[cause]}",
        )

    def _keep(self, asked: Mapping[int, int]) -> None:
        tied = dict(Check.objects.filter(pk__in=asked).values_list("pk", "issue"))
        self.become |= {place: tied[pk] for pk, place in asked.items()}

    # Matters that do not come out of checks

    def _raise(self, period: Period, day: date) -> None:
        places = [
            place
            for place, one in enumerate(self.fates)
            if one.source is not Source.WARNING
            and one.raised == day
            and place not in self._meetings.raises(day)
        ]
        if not places:
            return
        works = self._works(places, period, day)
        new = [
            self._new(self.fates[p], work, period, day)
            for p, work in zip(places, works, strict=True)
        ]
        rows = issues.raise_issues(by=self.people.office, at=at(day, 9), issues=new)
        self.become |= {place: row.pk for place, row in zip(places, rows, strict=True)}

    def _works(self, places: Sequence[int], period: Period, day: date) -> list[Work]:
        """Projects that have no matter yet, such as tell of that cause before others."""
        _busy, known = self._taken()
        dice = random.Random(f"{self.city.seed} {day} raised")  # noqa: S311  invented matters
        named = self._named()
        free = [
            work
            for work in self.city.works
            if self.ids[work.name] not in known
            and work.name not in named
            and not work.days.finished
        ]
        dice.shuffle(free)
        found = []
        for place in places:
            fate = self.fates[place]
            if fate.about in self.works:
                found.append(self.works[fate.about])
                continue
            fitting = (
                work
                for work in free
                if (told := said.trouble(work, period.last)) and told[0] is fate.cause
            )
            work = next(fitting, free[0])
            free.remove(work)
            found.append(work)
        return found

    def _new(self, fate: Fate, work: Work, period: Period, day: date) -> NewIssue:
        dice = random.Random(f"{self.city.seed} {day} {work.name}")  # noqa: S311
        words = said.words(dice, work, fate.cause, period.last)
        return NewIssue(
            title=f"{work.name}：{words}",
            words=f"{words}，{said.ASKS[fate.cause]}。",
            cause=fate.cause,
            severity=Severity.MAJOR if work.tier == "省重点" else Severity.ORDINARY,
            source=fate.source,
            lead_id=self.units[work.unit.code],
            assisting_ids=[self.units[code] for code in said.ASSISTING.get(fate.cause, ())],
            project_ids=[self.ids[work.name]],
        )

    # What is done to them

    def _act(self, day: date) -> None:
        today: dict[Deed, list[int]] = defaultdict(list)
        for place, fate in enumerate(self.fates):
            for when, deed in fate.deeds:
                if when == day and place in self.become:
                    today[deed].append(place)
        for deed in Deed:
            if places := today.get(deed):
                rows = self._rows(places)
                DEEDS[deed](self, rows, at(day, HOURS[deed]))

    def _rows(self, places: Collection[int]) -> list[tuple[Fate, Issue]]:
        known = Issue.objects.select_related("lead").in_bulk(self.become[one] for one in places)
        return [(self.fates[place], known[self.become[place]]) for place in places]

    def _settle_again(self, day: date) -> None:
        """What was opened again is solved within days, and confirmed the day after."""
        again = Issue.objects.filter(reopened__gt=0).select_related("lead")
        for row in again.filter(state=IssueState.SOLVED):
            if row.waiting_since and row.waiting_since < day and self.calendar.is_workday(day):
                issues.confirm(by=self.people.office, at=at(day, 16), moves=moves([row]))
        due = [
            row
            for row in again.filter(state=IssueState.IN_HAND)
            if self.calendar.between(row.level_since, day) >= 3 and self.calendar.is_workday(day)
        ]
        for by, rows in self.by_lead(due):
            solve(by, at(day, 17), rows)

    def by_lead(self, rows: Iterable[Issue]) -> Iterator[tuple[Actor, list[Issue]]]:
        """Who acts for the unit that leads; the office, where nobody of it is there."""
        groups: dict[str, list[Issue]] = defaultdict(list)
        for row in rows:
            groups[row.lead.code].append(row)
        for code, own in groups.items():
            yield self.readers.get(code, self.people.office), own


def _relapses(work: Work) -> bool:
    """Whether it is in time in August and behind again in September."""
    august, september = work.months.get(LAST - 1), work.months.get(LAST)
    if august is None or september is None or work.days.finished:
        return False
    planned = work.planned_in(LAST)
    in_time = august.completed / planned > (LAST - 1) / 12 - BEHIND
    return in_time and september.completed / planned <= LAST / 12 - BEHIND
