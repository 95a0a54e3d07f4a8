"""What a period froze when it was closed, and whether it still stands as it was frozen."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet

from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress.rules import MonthLine
from ballast.delivery.progress.rules.trail import Lead
from ballast.delivery.progress.selectors.told import Told, told
from ballast.kernel.periods import Period
from ballast.oversight.reporting.models import FrozenFigure, FrozenPeriod, FrozenTrail
from ballast.oversight.reporting.rules import (
    FILED,
    FROZEN,
    PLANNED,
    SHOWN,
    Difference,
    FrozenFault,
    FrozenKind,
    NoSnapshot,
    Trail,
    differences,
    digest,
    trail_digest,
)
from ballast.platform.audit import selectors as audit
from ballast.platform.audit.services import Actor
from ballast.platform.identity import selectors as identity
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State
from ballast.projects import selectors as projects

from . import snapshots

if TYPE_CHECKING:
    from ballast.platform.audit.models import Entry
    from ballast.platform.identity.models import User

_EVERYTHING = Actor("system", None, "closing")  # a period is closed for the whole city
_REGISTER = (
    *("pk", "number", "name", "responsible_unit__code", "responsible_unit__name"),
    *("region_code", "sector", "tier", "state", "total_investment_yuan"),
)

Row = dict[str, Any]


def frozen_periods() -> QuerySet[FrozenPeriod]:
    """Every closing of a period, the latest period first, the latest revision of it first."""
    return FrozenPeriod.objects.order_by("-period", "-revision")


def frozen(period: str, revision: int | None = None) -> QuerySet[FrozenFigure]:
    """The rows of a closed revision in the order of their numbers; of the last one if not said."""
    rows = FrozenFigure.objects.filter(period=period).order_by("number")
    if revision is None:
        newest = frozen_periods().filter(period=period).values("revision")[:1]
        return rows.filter(revision=newest)
    return rows.filter(revision=revision)


def frozen_seen(viewer: "User", on: date, period: str, revision: int) -> QuerySet[FrozenFigure]:
    """Of those rows the ones whose projects a person may see on a day."""
    return frozen(period, revision).filter(project__in=projects.visible_to(viewer, on))


def revisions_differ(period: str, before: int, after: int) -> list[Difference]:
    """How one revision's rows differ from another's, by project."""
    return list(differences(_rows(period, before), _rows(period, after)))


def facts(period: Period, revision: int) -> list[Row]:
    """What the register, the plan and the filings tell of a period, as closing freezes it."""
    counted = progress.counted(period.code, revision)
    tellings = told([pk for line in counted.values() if (pk := line.counted.filing_id)])
    shares = _shares(list(counted), period)
    register = projects.within_reach(_EVERYTHING, period.last_day).filter(pk__in=counted)
    rows = []
    for pk, *said in register.order_by("number").values_list(*_REGISTER):
        number, name, unit_code, unit_name, region, sector, tier, state, total = said
        line = counted[pk]
        rows.append(
            {
                "project_id": pk,
                "number": number,
                "name": name,
                "unit_code": unit_code or "",
                "unit_name": unit_name or "",
                "region_code": region,
                "sector": sector,
                "tier": tier,
                "state": state,
                "shares": shares.get(pk, {}),
                "total_investment_yuan": total,
                "plan_class": line.plan_class,
                "original_yuan": line.original_yuan,
                "planned_yuan": line.planned_yuan,
                "standing": line.standing.value,
                **_filed(line, period.code, tellings),
            }
        )
    return rows


def _filed(line: MonthLine, period: str, tellings: dict[int, Told]) -> Row:
    """The fields that come from the filing which counts; of a carried one only its figures."""
    counted = line.counted
    own = counted.filed_for == period and counted.filing_id is not None
    said = tellings.get(counted.filing_id) if own and counted.filing_id else None
    return {
        "month_yuan": counted.month_yuan,
        "completed_yuan": counted.completed_yuan,
        "since_start_yuan": counted.since_start_yuan,
        "base_yuan": said.base_yuan if said else None,
        "caught_up_yuan": said.caught_up_yuan if said else None,
        "correction_yuan": said.correction_yuan if said else None,
        "filed_for": counted.filed_for,
        "kind": counted.kind,
        "is_late": said.is_late if said else False,
        "filing_id": counted.filing_id,
        "visible_progress": said.visible_progress if said else "",
    }


def _shares(project_ids: list[int], period: Period) -> dict[int, dict[str, str]]:
    """The shares of divided projects at the period's end, by unit code."""
    shares = projects.shares(project_ids, period.last_day)
    codes = identity.codes_of({unit for parts in shares.values() for unit in parts})
    return {
        project: {codes[unit]: str(share) for unit, share in parts.items()}
        for project, parts in shares.items()
    }


def verify_frozen() -> list[FrozenFault]:
    """Whether every closed revision still is what the journal says was frozen.

    Reads one revision at a time. The journal itself is proved by ``audit.selectors.verify``.
    """
    found = [FrozenFault(FrozenKind.MOVE, *place) for place in periods.astray()]
    kept = {(one.period, one.revision): one for one in frozen_periods()}
    closed = periods.periods().filter(state=State.CLOSED.value)
    standing = set(closed.values_list("code", "revision"))
    for move in periods.moves().filter(state=State.CLOSED.value):
        closing = kept.pop((move.period_id, move.revision), None)
        if closing is None:
            found.append(FrozenFault(FrozenKind.MISSING, move.period_id, move.revision))
        else:
            stands = (closing.period, closing.revision) in standing
            found += _of(closing, stands=stands)
    found += [FrozenFault(FrozenKind.MISSING, *place) for place in sorted(kept)]
    return found


def without_trail() -> list[tuple[str, int]]:
    """The closed revisions, of earlier versions, that froze figures alone: period and revision."""
    led = audit.entries().filter(payload__has_key="trail").values("pk")
    closed = frozen_periods().exclude(entry_id__in=led).order_by("period", "revision")
    return list(closed.values_list("period", "revision"))


def _of(closing: FrozenPeriod, *, stands: bool) -> list[FrozenFault]:
    """What is wrong with one closing; of one that ``stands``, no later reopening explains it."""
    period, revision = closing.period, closing.revision
    rows = {row["number"]: row for row in _rows(period, revision)}
    found = []
    trail = _trail(period, revision)
    entry = audit.entries().filter(pk=closing.entry_id).first()
    sealed = entry is not None and _is_sealed(closing, rows.values(), trail, entry)
    if entry is None or not (sealed and _is_kept(closing, entry)):
        found.append(FrozenFault(FrozenKind.CHANGED, period, revision))
    now = {row["number"]: row for row in facts(Period.from_code(period), revision)}
    other = _otherwise(rows, now, (*PLANNED, *FILED) if stands else FILED, whole=stands)
    if stands:
        shown = {row["number"]: row for row in _shown(period)}
        other |= _otherwise(rows, shown, SHOWN, whole=True)
    found += [FrozenFault(FrozenKind.FILING, period, revision, number) for number in sorted(other)]
    if entry and "trail" in entry.payload:  # earlier versions froze none
        found += _astray(period, revision, trail, stands=stands)
    return found


def _astray(period: str, revision: int, trail: Trail, *, stands: bool) -> Iterator[FrozenFault]:
    """What of the trail is now another; the window may be after a reopening."""
    now = progress.trail(period, revision)
    for lead, place in sorted(trail.keys() | now.keys()):
        if lead == Lead.WINDOW and not stands:
            continue
        if trail.get((lead, place)) != now.get((lead, place)):
            number = "" if lead == Lead.WINDOW else place
            yield FrozenFault(FrozenKind(lead), period, revision, number)


def _is_sealed(closing: FrozenPeriod, rows: Collection[Row], trail: Trail, entry: "Entry") -> bool:
    """Whether the journal tells the same of a closing, of its rows and of their trail."""
    told = entry.payload.get("digest", ""), entry.at, entry.actor_label, entry.cause
    kept = closing.digest, closing.closed_at, closing.closed_by, closing.carry_reason
    sealed = digest(closing.period, closing.revision, rows)
    led = trail_digest(trail) if trail or "trail" in entry.payload else ""
    return (
        (*told, entry.payload.get("trail", "")) == (*kept, led)
        and sealed == closing.digest
        and len(rows) == closing.rows
    )


def _is_kept(closing: FrozenPeriod, entry: "Entry") -> bool:
    """Whether its snapshot is the one of the journal's digest; earlier versions took none."""
    told: str = entry.payload.get("snapshot", "")
    try:
        return told == snapshots.kept(closing.period, closing.revision).digest
    except NoSnapshot:
        return not told


def _otherwise(
    rows: Mapping[str, Row], now: Mapping[str, Row], fields: Sequence[str], *, whole: bool
) -> set[str]:
    """The numbers of which ``now`` says otherwise than was frozen; ``whole``: or nothing at all."""
    found = {
        number
        for number in rows.keys() & now.keys()
        if any(rows[number][field] != now[number][field] for field in fields)
    }
    return found | (rows.keys() ^ now.keys()) if whole else found


def _shown(period: str) -> Iterator[Row]:
    """The figures of a period that every screen reads, named as they were frozen."""
    everything = projects.within_reach(_EVERYTHING, Period.from_code(period).last_day)
    stored = progress.figures(period, everything)
    names = {"number": F("project__number"), "standing": F("state")}
    yield from stored.values(*(set(SHOWN) - {"standing"}), **names).iterator()


def _rows(period: str, revision: int) -> Iterator[Row]:
    yield from frozen(period, revision).values(*FROZEN).iterator()


def _trail(period: str, revision: int) -> Trail:
    kept = FrozenTrail.objects.filter(period=period, revision=revision)
    return {(lead, place): one for lead, place, one in kept.values_list("lead", "place", "digest")}
