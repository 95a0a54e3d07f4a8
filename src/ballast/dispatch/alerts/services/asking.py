"""排查 is asked for as a month is issued, and taken back with the issue."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from ballast.dispatch.alerts.models import Check, ProjectLamp, WarningStep
from ballast.dispatch.alerts.rules import (
    ENDING,
    ISSUED_AS,
    OPEN,
    STANDING,
    UNANSWERED,
    CheckState,
    after_issue,
)
from ballast.dispatch.alerts.selectors import checks
from ballast.platform.audit.services import Change
from ballast.platform.codelists import selectors as codelists

TABLE = "alerts_check"


def ask(period: str, at: datetime) -> list[Change]:
    """Ask the responsible units about every warning that stands in a period; what changed.

    What is open of earlier periods is settled by what this one says. Of a project that nobody
    answers for nobody is asked.
    """
    spoken, standing = _issued(period)
    known = list(
        Check.objects.filter(
            Q(period=period) | Q(state__in=OPEN, warning__in=spoken, period__lt=period)
        )
        .select_for_update()
        .order_by("pk")
    )
    silent = _unrated(period, known)
    anew: list[Check] = []
    moved: list[tuple[Check, str]] = []
    for one in known:
        before = one.state
        is_own = one.period == period
        if one.pk in silent and one.warning_id not in standing:
            continue
        after = after_issue(
            CheckState(before), is_standing=one.warning_id in standing, is_of_period=is_own
        )
        if after is not None and after != before:
            moved.append((one, before))
            one.state = after
            anew += [one] if after is CheckState.ASKED else []
    asked = {one.warning_id for one in known if one.period == period}
    made = [
        Check(warning_id=warning, period=period, unit_id=unit)
        for warning, unit in standing.items()
        if warning not in asked
    ]
    _date([*made, *anew], at)
    for one in anew:
        _forget(one, standing)
    Check.objects.bulk_create(made)
    Check.objects.bulk_update([one for one, _ in moved], _FIELDS)
    return [
        *(Change(TABLE, one.pk, {"check": (None, one.state)}) for one in made),
        *(Change(TABLE, one.pk, {"check": (before, one.state)}) for one, before in moved),
    ]


_FIELDS = (
    "state",
    "unit",
    "asked_on",
    "due_on",
    "mend_by",
    "is_true",
    "cause",
    "words",
    "asks",
    "answered_at",
    "answered_on",
    "answered_by",
    "climbed_on",
    "reminded_times",
)


def recall(periods: Collection[str]) -> list[Change]:
    """Ask no more about these periods, whose issue is taken back; what was answered stays."""
    rows = Check.objects.filter(period__in=periods, state__in=UNANSWERED)
    changes = [
        Change(TABLE, pk, {"check": (state, CheckState.WITHDRAWN)})
        for pk, state in rows.order_by("pk").values_list("pk", "state")
    ]
    rows.update(state=CheckState.WITHDRAWN)
    return changes


def _issued(period: str) -> tuple[set[int], dict[int, int]]:
    """Of which warnings a period says something; whom those that stand are asked of."""
    rows = (
        WarningStep.objects.filter(period=period, state__in=ISSUED_AS)
        .order_by("pk")
        .values_list("warning", "warning__project__responsible_unit", "state")
    )
    spoken = {warning for warning, _, _ in rows}
    standing = {warning: unit for warning, unit, state in rows if unit and state in STANDING}
    return spoken, standing


def _unrated(period: str, known: Collection[Check]) -> set[int]:
    """Of the checks of figures said to be wrong, those whose lamp was not judged again yet."""
    waiting = {one.warning_id: one.pk for one in known if one.state == CheckState.CORRECTING}
    if not waiting:
        return set()
    rows = Check.objects.filter(pk__in=waiting.values())
    by_lamp = {
        (project, family): waiting[warning]
        for project, family, warning in rows.values_list(
            "warning__project", "warning__family", "warning"
        )
    }
    lamps = ProjectLamp.objects.filter(
        period=period, project__in={project for project, _ in by_lamp}
    ).exclude(colour__in=ENDING)
    keys = lamps.values_list("project", "family")
    return {by_lamp[key] for key in keys if key in by_lamp}


def _date(rows: Collection[Check], at: datetime) -> None:
    if not rows:
        return
    on = localdate(at)
    limits, calendar = checks.limits_on(on), codelists.calendar()
    due, mend = calendar.add(on, limits.answer_within), calendar.add(on, limits.mend_within)
    for one in rows:
        one.asked_on, one.due_on, one.mend_by = on, due, mend


def _forget(one: Check, standing: Mapping[int, int]) -> None:
    """Asked anew: what was said before is told by the journal."""
    one.unit_id = standing[one.warning_id]
    one.is_true, one.answered_at, one.answered_on, one.climbed_on = None, None, None, None
    one.cause = one.words = one.asks = one.answered_by = ""
    one.reminded_times = 0
