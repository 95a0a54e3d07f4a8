"""Telling those whom a filing or its window concerns. ``docs/rules/notices.md``."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from ballast.delivery.progress.models import Duty, Filing, MonthFigure, Review, Window
from ballast.delivery.progress.rules import Answer, Standing, State, Verdict
from ballast.platform.identity import selectors as identity
from ballast.platform.notices.services import Telling, tell_all
from ballast.platform.periods.rules import State as Lock
from ballast.projects import selectors as projects

_FILES = "filing.enter"
_READS = "filing.view"  # a unit is pressed, whoever of it files
_NAMED = 3  # projects named in one notice
_NEAR = timedelta(days=3)  # the deadline, when who has not filed is told once a day


def tell_returned(*, filing_ids: Collection[int], at: datetime) -> int:
    """Tell who filed that it came back, and why; where that was nobody, the unit's people."""
    filings = Filing.objects.filter(pk__in=filing_ids, state=State.RETURNED)
    rows = list(filings.select_related("project").order_by("pk"))
    reasons = dict(
        Review.objects.filter(filing__in=rows, verdict=Verdict.RETURNED)
        .order_by("order")
        .values_list("filing_id", "reason")
    )
    units = {row.unit_id for row in rows if row.unit_id and not row.filed_by_id}
    people = identity.people_in(units, _FILES, timezone.localdate(at))
    return tell_all(
        [
            Telling(
                kind="filing_returned",
                to=[row.filed_by_id] if row.filed_by_id else people.get(row.unit_id or 0, ()),
                params={
                    "project": row.project.name,
                    "period": row.period,
                    "reason": reasons.get(row.pk, ""),
                },
                link=reverse("progress:filing", args=[row.period, row.project.number]),
                about=str(row.pk),
            )
            for row in rows
        ],
        at=at,
    )


def tell_entered_for(*, filing_ids: Collection[int], at: datetime) -> int:
    """Tell the units for which the office filed how many of theirs wait for their word."""
    asked = Filing.objects.filter(pk__in=filing_ids, unit__isnull=False)
    pairs = set(asked.values_list("period", "unit_id"))
    waiting = (
        Filing.objects.filter(
            period__in={period for period, _ in pairs},
            unit__in={unit for _, unit in pairs},
            state=State.ACCEPTED,
            answer=Answer.WAITING,
        )
        .order_by("period", "unit")
        .values_list("period", "unit_id", "unit__short_name")
        .annotate(count=Count("pk"))
    )
    units = [unit for _, unit in pairs if unit]
    people = identity.people_in(units, "filing.answer", timezone.localdate(at))
    return tell_all(
        [
            Telling(
                kind="filing_entered_for",
                to=people.get(unit or 0, ()),
                params={"period": period, "unit": name or "", "count": str(count)},
                link=f"{reverse('progress:filings')}?period={period}",
                about=f"{period} {unit}",
            )
            for period, unit, name, count in waiting
            if (period, unit) in pairs
        ],
        at=at,
    )


def tell_reminded(
    *, period: str, project_ids: Collection[int], by: str, about: str, at: datetime
) -> int:
    """Tell the people of unit and owner that they are pressed; each once, with all of theirs."""
    duties = Duty.objects.filter(period=period, project__in=project_ids)
    names = dict(duties.order_by("project__sort_key").values_list("project", "project__name"))
    window = Window.objects.filter(period=period).first()
    day = window.shuts_on.isoformat() if window else ""
    of_person: dict[int, list[str]] = defaultdict(list)
    people = projects.people_of(list(names), _READS, timezone.localdate(at))
    for project, name in names.items():
        for person in people.get(project, ()):
            of_person[person].append(name)
    return tell_all(
        [
            Telling(
                kind="filing_reminder",
                to=[person],
                params={
                    "period": period,
                    "day": day,
                    "by": by,
                    "count": str(len(own)),
                    "projects": _listed(own),
                },
                link=f"{reverse('progress:filings')}?period={period}",
                about=about,
            )
            for person, own in of_person.items()
        ],
        at=at,
    )


def _listed(names: list[str]) -> str:
    return "、".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])


def tell_of_windows(*, at: datetime) -> int:
    """By today's date: that a period may be filed now, and whose deadline is near."""
    on = timezone.localdate(at)
    running = Window.objects.filter(
        period__state=Lock.OPEN.value, opens_on__lte=on, shuts_on__gte=on
    )
    tellings = [
        telling
        for window in running.order_by("period")
        for telling in _of_window(window, on, is_near=window.shuts_on - on <= _NEAR)
    ]
    return tell_all(tellings, at=at)


def _of_window(window: Window, on: date, *, is_near: bool) -> list[Telling]:
    code, link = window.period_id, f"{reverse('progress:filings')}?period={window.period_id}"
    owed = _owed_by_person(code, on)
    params = {"period": code, "day": window.shuts_on.isoformat()}
    found = [
        Telling(kind="month_opened", to=list(owed), params=params, link=link, about=code),
    ]
    by_count: dict[int, list[int]] = defaultdict(list)
    for person, count in owed.items():
        by_count[count].append(person)
    if is_near:
        found += [
            Telling(
                kind="window_shuts",
                to=people,
                params=params | {"count": str(count)},
                link=link,
                about=code,
            )
            for count, people in by_count.items()
        ]
    return found


def _owed_by_person(period: str, on: date) -> Counter[int]:
    """How many duties of a period each person who files has not handed in."""
    done = MonthFigure.objects.filter(
        period=period, state__in=[Standing.SUBMITTED, Standing.ACCEPTED, Standing.NOT_DUE]
    )
    duties = Duty.objects.filter(period=period).exclude(project__in=done.values("project"))
    ids = list(duties.order_by("project").values_list("project", flat=True))
    people = projects.people_of(ids, _FILES, on)
    return Counter(person for told in people.values() for person in told)
