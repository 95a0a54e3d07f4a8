"""What the papers about issues rest on, for many issues at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from ballast.delivery.progress import selectors as progress
from ballast.dispatch.coordination.models import Issue, IssueStep, Task
from ballast.dispatch.coordination.rules import Rest
from ballast.dispatch.coordination.rules.issues import Act
from ballast.dispatch.coordination.rules.papers import LETTERS, LoopPaper, subject_of
from ballast.kernel.periods import Period
from ballast.platform.analytics import selectors as analytics
from ballast.platform.analytics.indicators import Value
from ballast.platform.documents import selectors as papers
from ballast.platform.documents.rules import IN_FORCE, UNSIGNED, State
from ballast.platform.periods import selectors as periods
from ballast.projects import selectors as projects
from ballast.projects.rules import Party, Stop

from .lamps import lamps_of
from .limits import Clocks, clocks
from .matters import issues, projects_of

if TYPE_CHECKING:
    from ballast.delivery.progress.models import MonthFigure
    from ballast.platform.documents.models import Paper
    from ballast.platform.identity.models import Unit, User
    from ballast.projects.models import Project, Responsibility

OfIssue = TypeVar("OfIssue", IssueStep, Task)
RATES = ("completion_rate", "lead_points")
_HELD = (Party.SPONSOR, Party.PROJECT_OFFICER)


@dataclass(frozen=True, slots=True)
class Stage:
    """An issue at one level: since when, until when, and with whom it lay there last."""

    level: int
    since: date
    due_on: date
    lead: "Unit"

    @property
    def lead_id(self) -> int:
        return self.lead.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One issue with all that its papers may say, as of a day and in the figures of a period.

    ``projects`` has the main one first; ``values`` are their indicators taken together, empty
    where none of them is in the plan; ``sent`` the papers about it that went out, the last last;
    ``lamp`` that of the main project as issued, "" before.
    """

    issue: Issue
    on: date
    period: Period
    seal: str
    clocks: Clocks
    steps: Sequence[IssueStep]
    tasks: Sequence[Task]
    assisting: "Sequence[Unit]"
    projects: "Sequence[Project]"
    figures: "Sequence[MonthFigure]"
    values: Mapping[str, Value]
    codes: Sequence[str]
    stops: Sequence[Stop]
    held: "Sequence[Responsibility]"
    sent: "Sequence[Paper]"
    lamp: str

    @property
    def rests(self) -> Sequence[Rest]:
        return self.clocks.rests.get(self.issue.pk, ())

    @property
    def subject(self) -> str:
        return subject_of(self.issue.number, self.issue.reopened)

    @property
    def stages(self) -> list[Stage]:
        """The levels it has been through since it was last raised or reopened."""
        found: list[Stage] = []
        for step in self.steps:
            if step.act == Act.REOPEN:
                found = []
            since = step.on
            if found and found[-1].level == step.level:
                since = found.pop().since
            found.append(Stage(step.level, since, step.due_on, step.lead))
        return found

    @property
    def ran_out(self) -> Stage | None:
        """The last of its levels at which the limit went by."""
        return next((one for one in reversed(self.stages) if one.due_on < self.on), None)

    @property
    def main(self) -> "Project | None":
        return self.projects[0] if self.projects else None


def figures_period(on: date) -> str:
    """The period whose figures a paper of a day is in: the last closed one, else the last ended."""
    ended = periods.periods().filter(last_day__lt=on)
    last = ended.filter(state="closed").first() or ended.first()
    return last.code if last else f"{on:%Y-%m}"


def matters(viewer: "User", on: date, period: Period, numbers: Collection[str]) -> list[Matter]:
    """These issues as far as a person sees them, in the order asked for."""
    seen = issues(viewer, on).filter(number__in=set(numbers)).select_related("lead", "raiser")
    rows = {one.number: one for one in seen.select_related("holder_person")}
    found = [rows[number] for number in dict.fromkeys(numbers) if number in rows]
    ids = [one.pk for one in found]
    held_up = _projects(viewer, on, ids)
    its = {one.pk: one for listed in held_up.values() for one in listed}
    figures = {
        one.project_id: one
        for one in progress.figures(period.code, projects.visible_to(viewer, on))
        .filter(project__in=its)
        .exclude(planned_yuan=None)
    }
    day = min(on, period.last_day)
    stops = projects.tracks(list(its.values()), day)
    codes = projects.codes_of(list(its.values()), day)
    held = projects.holders(list(its), on, _HELD)
    known_lamps = lamps_of([listed[0].pk for listed in held_up.values() if listed], period.code)
    steps, tasks, units = _steps(ids), _tasks(ids), _assisting(ids)
    seal, known = periods.seal_of(period.code), clocks(ids)
    listed_figures = {
        one.number: [figures[p.pk] for p in held_up[one.pk] if p.pk in figures] for one in found
    }
    values = _values(listed_figures, period)

    def matter(one: Issue) -> Matter:
        listed = held_up[one.pk]
        main = listed[0].pk if listed else 0
        return Matter(
            issue=one,
            on=on,
            period=period,
            seal=seal,
            clocks=known,
            steps=steps[one.pk],
            tasks=tasks[one.pk],
            assisting=units[one.pk],
            projects=listed,
            figures=listed_figures[one.number],
            values=values.get(one.number, {}),
            codes=codes.get(main, ()),
            stops=stops.get(main, ()),
            held=held.get(main, ()),
            sent=[step.paper for step in steps[one.pk] if step.paper],
            lamp=known_lamps.get(main, ""),
        )

    return [matter(one) for one in found]


def reminded(ids: Collection[int]) -> set[int]:
    """The issues about which a 提示函 or 督办函 was sent since they were last opened."""
    rows = IssueStep.objects.filter(issue__in=ids, paper__kind__in=LETTERS).values_list(
        "issue_id", "issue__number", "issue__reopened", "paper__subject"
    )
    return {pk for pk, number, reopened, subject in rows if subject == subject_of(number, reopened)}


def governed(ids: Collection[int], kinds: Collection[str]) -> set[int]:
    """The issues that lie, or lay, with a unit of these kinds, or in which one assists."""
    steps = IssueStep.objects.filter(issue__in=ids, lead__kind__in=kinds)
    helped = Issue.objects.filter(pk__in=ids, assisting__kind__in=kinds)
    return {*steps.values_list("issue_id", flat=True), *helped.values_list("pk", flat=True)}


def with_tasks(ids: Collection[int]) -> set[int]:
    """The issues of which something is asked of somebody."""
    return set(Task.objects.filter(issue__in=ids).values_list("issue_id", flat=True))


def noted(paper_ids: Collection[int]) -> set[int]:
    """Those of these papers that stand in the history of their issue already."""
    rows = IssueStep.objects.filter(paper__in=paper_ids)
    return {pk for pk in rows.values_list("paper_id", flat=True) if pk}


def drafted(kind: str, period: str, subjects: Collection[str]) -> set[str]:
    """Of which of these there is a paper of the kind and period, drafted or in force."""
    rows = papers.papers_about([kind], subjects).filter(
        period=period, state__in=sorted(UNSIGNED | IN_FORCE)
    )
    return set(rows.values_list("subject", flat=True))


def in_hand(kind: str, subjects: Collection[str]) -> set[str]:
    """Of which of these a paper of the kind, of whatever period, is being made or in force."""
    rows = papers.papers_about([kind], subjects).filter(state__in=sorted(UNSIGNED | IN_FORCE))
    return set(rows.values_list("subject", flat=True))


def papers_of_issue(viewer: "User", on: date, issue: Issue) -> "list[Paper]":
    """The papers about an issue that a person may see, the latest first."""
    subjects = [subject_of(issue.number, n) for n in range(issue.reopened + 1)]
    about = papers.papers_about([one.value for one in LoopPaper], subjects)
    seen = papers.visible_to(viewer, on).filter(pk__in=about.values("pk"))
    return list(seen.exclude(state=State.DISCARDED).order_by("-pk"))


def _projects(viewer: "User", on: date, ids: Sequence[int]) -> "Mapping[int, list[Project]]":
    """The projects of issues that a person may see, the main one first."""
    told = projects_of(ids)
    wanted = {project for own in told.values() for project in own}
    seen = projects.visible_to(viewer, on).select_related("responsible_unit")
    rows = {one.pk: one for one in seen.filter(pk__in=wanted)}
    return {issue: [rows[pk] for pk in told.get(issue, ()) if pk in rows] for issue in ids}


def _values(
    figures: "Mapping[str, Sequence[MonthFigure]]", period: Period
) -> Mapping[str, Mapping[str, Value]]:
    """The rates of each issue's projects taken together, as every other place asks for them."""
    rows = [
        {
            "project_id": one.project_id,
            "number": number,
            "unit": number,
            "is_first": True,
            "is_inside": False,
            "planned_yuan": one.planned_yuan,
            "completed_yuan": one.completed_yuan,
        }
        for number, own in figures.items()
        for one in own
    ]
    if not rows:
        return {}
    groups = analytics.values(analytics.frame(rows), period, codes=RATES, by="unit")
    return {group.key: group.values for group in groups}


def _steps(ids: Sequence[int]) -> Mapping[int, list[IssueStep]]:
    rows = IssueStep.objects.filter(issue__in=ids).select_related("lead", "paper")
    return _by_issue(rows.order_by("pk"))


def _tasks(ids: Sequence[int]) -> Mapping[int, list[Task]]:
    rows = Task.objects.filter(issue__in=ids).select_related("unit", "person")
    return _by_issue(rows.order_by("pk"))


def _assisting(ids: Sequence[int]) -> "Mapping[int, list[Unit]]":
    rows = Issue.assisting.through.objects.filter(issue_id__in=ids).select_related("unit")
    found: dict[int, list[Unit]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.issue_id].append(row.unit)
    return found


def _by_issue(rows: Iterable[OfIssue]) -> dict[int, list[OfIssue]]:
    found: dict[int, list[OfIssue]] = defaultdict(list)
    for row in rows:
        found[row.issue_id].append(row)
    return found
