"""The papers of the invented city's September: some on their way, all of them as files."""

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path

from ballast.dispatch.alerts.documents import KIND as NOTICE
from ballast.oversight.reporting.documents import BULLETIN, LEADER_BRIEF
from ballast.platform.audit.services import Actor
from ballast.platform.documents import kinds
from ballast.platform.documents import selectors as documents
from ballast.platform.documents import services as papers
from ballast.platform.documents.kinds import Query
from ballast.platform.documents.models import Paper, Passage
from ballast.platform.identity.models import User
from ballast.platform.identity.services import actor_of

from . import days
from .days import SEPTEMBER, on
from .generator.told import YEAR
from .generator.units import NAME, PEOPLE

SERIES = "示重点办"
LETTERHEAD = {
    "issuer": f"{NAME}重点项目建设领导小组办公室",
    "mandate": "经市政府同意",
    "series": SERIES,
    "addressees": "各区（市）县人民政府，高新区、临空经济区、科学城管委会，"
    "市重点项目建设领导小组各成员单位，有关市属国有企业",
    "copied_to": "市委办公厅、市人大常委会办公厅、市政协办公厅，市政府督查室",
    "disclosure": "不予公开",
    "is_internal": True,
    "copies": 60,
    "contact": "×××，电话：××××××××",
}
# The numbers that were given before Ballast came: by the series and the word in them.
GIVEN = {(SERIES, ""): 26, (SERIES, NOTICE.numbered or ""): 45, ("", LEADER_BRIEF.name): 8}


def begin(office: Actor) -> None:
    """Whose name and series papers bear, and up to which number they were given before."""
    at = on(2, 14)
    papers.keep_letterhead(by=office, at=at, valid_from=at.date(), said=LETTERHEAD)
    for (series, word), last in GIVEN.items():
        papers.begin_numbers(by=office, at=at, series=series, word=word, year=YEAR, last=last)


def draft(office: Actor) -> dict[str, int]:
    """The office drafts September's papers; the bulletin awaits signature.

    The notices to one district are signed and sent, and the first of them has been received.
    """
    at, viewer = on(10, 12, 14), drafter()
    drafted = [
        paper
        for kind in kinds.kinds()
        for paper in papers.draft(
            by=office, at=at, viewer=viewer, kind=kind.code, period=SEPTEMBER.code
        )
    ]
    bulletin = [one.pk for one in drafted if one.kind == BULLETIN.code]
    check(office, on(10, 12, 16), bulletin)
    district, unit = next((name, unit) for name, _, unit, role in PEOPLE if role == "DISTRICT")
    notices = Paper.objects.filter(kind=NOTICE.code, receipts__unit__code=unit.code)
    ids = sorted(notices.values_list("pk", flat=True))
    if ids:
        _put_out(office, date(YEAR, 10, 12), ids)
        reader = actor_of(User.objects.get(username=district))
        papers.receive(by=reader, at=on(10, 13, 9), ids=ids[:1])
    return {"papers": len(drafted), "sent": len(ids)}


def drafter() -> User:
    """As whom the office drafts."""
    return User.objects.get(username="office")


def put_out(office: Actor, day: date, drafted: Collection[Paper]) -> None:
    """Drafts are answered for, signed and sent within a day."""
    if drafted:
        _put_out(office, day, [one.pk for one in drafted])


def _put_out(office: Actor, day: date, ids: Collection[int]) -> None:
    check(office, days.at(day, 15), ids)
    for act, hour in ((papers.sign, 16), (papers.seal, 17), (papers.send, 18)):
        act(by=office, at=days.at(day, hour), ids=ids)


def check(office: Actor, at: datetime, ids: Collection[int]) -> None:
    """Somebody answers for what was drafted, and hands it on for signature."""
    for pk in ids:
        texts = dict(Passage.objects.filter(paper=pk).values_list("name", "text"))
        papers.word(by=office, at=at, pk=pk, texts=texts, taken=texts.keys())
    papers.submit(by=office, at=at, ids=ids)
    papers.check(by=office, at=at, ids=ids)


def write(folder: Path, viewer: User, day: date) -> int:
    """Every paper of September as a Word file, many of a kind in a folder of theirs; how many.

    Beside them the cards of the projects that are given notice.
    """
    sheets = list(documents.of_month(viewer, day, SEPTEMBER.code))
    warned = [one.subject for one in sheets if one.kind is NOTICE]
    card = kinds.kind("project_card")
    asked = Query(period=SEPTEMBER.code, subjects=warned, viewer=viewer, on=day)
    sheets += documents.drafts(card, card.compose(asked), day)
    for sheet in sheets:
        place = folder / sheet.kind.name if sheet.subject else folder
        place.mkdir(parents=True, exist_ok=True)
        path = place / sheet.name
        if path.exists():  # two projects of one name
            path = path.with_stem(f"{path.stem}_{sheet.subject}")
        path.write_bytes(sheet.content)
        for name, text in sheet.texts.items():
            path.with_name(f"{path.stem}_{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    return len(sheets)
