"""A month on its way: begun to close, judged, issued, closed; and one issued warning."""

from ballast.dispatch.alerts.models import Evaluation, ProjectWarning, Rulebook, WarningStep
from ballast.dispatch.alerts.selectors import PRESETS, shipped
from ballast.dispatch.alerts.services import evaluate, issue
from ballast.kernel.periods import Period
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State
from ballast.projects.models import Project

from .factories import AT, BY, SEPTEMBER, confirm_drafts, file


def begin(period=SEPTEMBER):
    periods.move(by=BY, at=AT, period=Period.from_code(period), to=State.CLOSING)
    evaluate(by=BY, at=AT, period=period)


def refile(completed, *names, period=SEPTEMBER):
    """The closing is called off, these projects file anew, and it begins again."""
    month = Period.from_code(period)
    periods.move(by=BY, at=AT, period=month, to=State.OPEN)
    for project in Project.objects.filter(name__in=names):
        file(project, completed, period)
    periods.move(by=BY, at=AT, period=month, to=State.CLOSING)


def judge_and_issue(period=SEPTEMBER):
    begin(period)
    confirm_drafts(period)
    return issue(by=BY, at=AT, period=Period.from_code(period))


def close_issued(period=SEPTEMBER):
    judge_and_issue(period)
    periods.move(by=BY, at=AT, period=Period.from_code(period), to=State.CLOSED)


def steps(period=SEPTEMBER):
    """Name of the project, family, colour and state of each warning."""
    rows = WarningStep.objects.filter(period=period).order_by("warning__project__name", "pk")
    return list(rows.values_list("warning__project__name", "warning__family", "colour", "state"))


def pks(*names, period=SEPTEMBER):
    rows = WarningStep.objects.filter(period=period)
    if names:
        rows = rows.filter(warning__project__name__in=names)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def is_issued(period=SEPTEMBER):
    return Evaluation.objects.get(period=period).issued_at is not None


def make_issued(project, period=SEPTEMBER):
    """A red warning of a project that was issued."""
    rulebook = Rulebook.objects.create(key="tests", text=shipped(PRESETS[0]))
    Evaluation.objects.create(period=period, evaluated_at=AT, rulebook=rulebook, issued_at=AT)
    return WarningStep.objects.create(
        warning=ProjectWarning.objects.create(project=project, family="progress"),
        period=period,
        state="issued",
        prompt="promotion",
        colour="red",
    )
