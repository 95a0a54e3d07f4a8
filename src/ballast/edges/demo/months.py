"""One period of the invented year, by the people of its units: filed, read, returned, closed."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ballast.delivery.ledgers import services as ledgers
from ballast.delivery.ledgers.rules import FILING
from ballast.delivery.ledgers.services import LedgerRefused, Workbook
from ballast.delivery.progress import services as progress
from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.rules import Level, State
from ballast.delivery.progress.selectors import desk
from ballast.delivery.progress.selectors.desk import Choice, Pile
from ballast.delivery.progress.selectors.prefill import report_of
from ballast.dispatch.alerts import services as alerts
from ballast.dispatch.alerts.models import ProjectLamp, WarningStep
from ballast.dispatch.alerts.rules import PROJECT, Colour
from ballast.kernel.periods import Period
from ballast.oversight.reporting import services as reporting
from ballast.platform.audit.services import Actor
from ballast.platform.identity.models import User
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import actor_of
from ballast.platform.sheets.reading import Book, open_workbook

from .bars import Bar
from .days import Course
from .settling import staff
from .slips import Sent

Opened = tuple[bytes, Book]  # a workbook, and what it holds
REASON = "本月完成额重复计入累计，请核对后重报。"
EXPLAINED = "经核对属实，以本次填报为准。"
# Who reads before the office, in this order, and at which level.
_LEVELS = {
    Role.STATE_COMPANY: Level.GROUP,
    Role.DISTRICT: Level.DISTRICT,
    Role.DEPARTMENT: Level.DEPARTMENT,
}


@dataclass(frozen=True, slots=True)
class People:
    """Who does what in the city."""

    office: Actor
    files: Mapping[str, Actor]  # by the unit's code
    reads: Sequence[tuple[Role, str, Actor]]  # the unit's code

    @classmethod
    def known(cls) -> "People":
        users = {user.username: actor_of(user) for user in User.objects.all()}
        members = staff()
        return cls(
            office=users["office"],
            files={
                one.unit.code: users[one.username]
                for one in members
                if one.role is Role.PROJECT_OFFICER
            },
            reads=[
                (role, one.unit.code, users[one.username])
                for role in _LEVELS
                for one in members
                if one.role is role
            ],
        )


@dataclass(frozen=True, slots=True)
class Month:
    """A period, its days, and what each unit sends for it."""

    period: Period
    course: Course
    sent: Sequence[Sent]
    folder: Path


def file(month: Month, people: People, bar: Bar) -> dict[str, int]:
    """Every unit sends its ledger; what is refused is mended and sent again."""
    days, code = month.course, month.period.code
    progress.open_periods(by=people.office, at=days.opens, periods=[month.period])
    refused = 0
    with ThreadPoolExecutor(1) as ahead:  # the next are opened while one is written
        ready = ahead.map(_prepared, month.sent)
        for one, books in bar.over(zip(month.sent, ready, strict=True), len(month.sent)):
            refused += _send(one, books, month, people)
    _explain(code, people, days.mended)
    return {"ledgers": len(month.sent), "refused": refused}


def _prepared(one: Sent) -> Sequence[Opened]:
    """The workbooks that a unit sends up to the first that is taken, each with what it holds."""
    return [_opened(one, number) for number in range(1, one.refused + 2)]


def _opened(one: Sent, number: int) -> Opened:
    content = one.layout(one.ledgers[number - 1])
    return content, open_workbook(content)


def _send(one: Sent, books: Sequence[Opened], month: Month, people: People) -> int:
    """The unit's ledgers up to the first that is taken; how many were refused."""
    days, by = month.course, people.files[one.unit.code]
    for number in range(1, one.refused + 1):
        try:
            _bring(one, number, books[number - 1], month, by=by, at=days.filed)
        except LedgerRefused:
            continue
        raise AssertionError(f"{one.unit.short_name} {month.period}: a slip was not seen")
    number = one.refused + 1
    when = days.mended if one.refused else days.filed
    _bring(one, number, books[number - 1], month, by=by, at=when)
    return one.refused


def _bring(
    one: Sent, number: int, opened: Opened, month: Month, *, by: Actor, at: datetime
) -> None:
    content, book = opened
    path = month.folder / f"{one.unit.code}-{number}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    workbook = Workbook(
        content=content, filename=path.name, kind=FILING, subject=month.period.code, book=book
    )
    ledgers.bring_in(by=by, at=at, workbook=workbook)


def _explain(code: str, people: People, at: datetime) -> None:
    """What the importer left as drafts wants a word from who files."""
    drafts = Filing.objects.filter(period=code, state=State.DRAFT).order_by("pk")
    by_filer: dict[int | None, list[Filing]] = {}
    for filing in drafts.prefetch_related("corrections"):
        by_filer.setdefault(filing.filed_by_id, []).append(filing)
    actors = {actor.id: actor for actor in people.files.values()}
    for filer, filings in by_filer.items():
        _hand_in(filings, by=actors[filer], at=at)


def _hand_in(filings: Iterable[Filing], *, by: Actor, at: datetime) -> None:
    reports = []
    for filing in filings:
        report = report_of(filing)
        words = {doubt["code"]: EXPLAINED for doubt in filing.doubts}
        reports.append(replace(report, words={**words, **report.words}))
    saved = progress.save(by=by, at=at, reports=reports)
    progress.submit(by=by, at=at, filing_ids=[row.pk for row in saved])


def review(month: Month, people: People, bar: Bar) -> dict[str, int]:
    """Units read, the office returns what is wrong, it is filed again, and all is accepted."""
    days, code = month.course, month.period.code
    _read(code, bar.over(people.reads, len(people.reads)), days.returned)
    returned = _return(month, people)
    if returned:
        _read(code, people.reads, days.accepted)
    _accept(people.office, code, days.accepted)
    return {"returned": returned}


def _read(code: str, readers: Iterable[tuple[Role, str, Actor]], at: datetime) -> None:
    """Who reads accepts what waits at their steps; those at whose nothing waits have none."""
    for role, unit, by in readers:
        waiting = desk.at_turn().filter(period=code, unit__code=unit, level=_LEVELS[role])
        if waiting.exists():
            _accept(by, code, at)


def readers_of(filing_id: int, people: People) -> list[Actor]:
    """Whose turn it is with a filing, the office apart."""
    steps = set(desk.at_turn().filter(filing=filing_id).values_list("level", "unit__code"))
    return [by for role, unit, by in people.reads if (_LEVELS[role], unit) in steps]


def _accept(by: Actor, code: str, at: datetime) -> None:
    reached = desk.of_actor(by, at.date(), code)
    filings = desk.chosen(reached, Choice(Pile.MINE)).values_list("pk", flat=True)
    if ids := list(filings):
        progress.accept(by=by, at=at, filing_ids=ids)


def _return(month: Month, people: People) -> int:
    days, code = month.course, month.period.code
    wrong = [one for one in month.sent if one.wrong]
    names = [name for one in wrong for name in one.wrong]
    filings = Filing.objects.filter(
        period=code, project__name__in=names, state=State.SUBMITTED
    ).values_list("pk", flat=True)
    if not names:
        return 0
    progress.send_back(by=people.office, at=days.returned, filing_ids=list(filings), reason=REASON)
    for one in wrong:
        by = people.files[one.unit.code]
        last = len(one.ledgers)
        _bring(one, last, _opened(one, last), month, by=by, at=days.filed_again)
    _explain(code, people, days.filed_again)
    return len(names)


def close(month: Month, people: People) -> dict[str, int]:
    """Lamps are decided, red drafts judged, warnings issued, the month is closed."""
    days, office, code = month.course, people.office, month.period.code
    reporting.begin_closing(by=office, at=days.closing, period=month.period)
    reds = WarningStep.objects.filter(period=code, colour=Colour.RED)
    alerts.confirm(by=office, at=days.judged, ids=list(reds.values_list("pk", flat=True)))
    alerts.issue(by=office, at=days.judged, period=month.period)
    reporting.close(by=office, at=days.closed, period=month.period)
    lamps = ProjectLamp.objects.filter(period=code, family=PROJECT)
    return {
        "red": lamps.filter(colour=Colour.RED).count(),
        "yellow": lamps.filter(colour=Colour.YELLOW).count(),
    }
