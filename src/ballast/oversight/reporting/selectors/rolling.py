"""滚动清单: the lists of a scheme in a month, what they hold, and who came and went since the last.

Everything is taken over the month's stored table (``frames``, ``stood``): of a closed month as it
was frozen, its places as well where they were kept.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from ballast.delivery.progress.selectors import lists
from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.coordination.selectors.about_projects import waiting_at
from ballast.kernel.periods import Period
from ballast.platform.analytics import extracts, frames
from ballast.platform.analytics.expressions import Column, Sum, Term
from ballast.platform.identity import selectors as identity
from ballast.platform.periods import selectors as periods
from ballast.projects import selectors as projects

from .frames import frame_of
from .months import month_before
from .stood import AT, FROZEN, OWN, columns

if TYPE_CHECKING:
    from ballast.platform.codelists.rules import Member, Scheme
    from ballast.platform.identity.models import User
    from ballast.projects.models import Project

_SUMS = ("total_yuan", "planned_yuan", "month_yuan", "completed_yuan")
_TERMS: Sequence[Term] = [Sum(Column(name)) for name in _SUMS]
_WHOSE = ("project_id", "number")


@dataclass(frozen=True, slots=True)
class Moved:
    """A project that came onto a list or left it, and the lists it came from or went to."""

    project: "Project"
    others: "Sequence[Member]"


@dataclass(frozen=True, slots=True)
class Known:
    """An own measure in yuan, and of how many projects of the list it is known."""

    yuan: Decimal
    projects: int


@dataclass(frozen=True, slots=True)
class RollingList:
    """One list in a month.

    Amounts in yuan: in all, the year's plan, done in the month, done since January. ``came`` and
    ``went`` name the first of so many. ``lamps``: red and yellow. ``held_up``: projects with open
    issues now, ``overdue`` those with an overdue one.
    """

    member: "Member"
    count: int
    total: Decimal
    planned: Decimal
    month: Decimal
    completed: Decimal
    measures: Mapping[str, Known]
    came: Sequence[Moved]
    came_count: int
    went: Sequence[Moved]
    went_count: int
    lamps: Mapping[str, int]
    held_up: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Rolling:
    """A scheme in a month; ``before`` None where no month was opened before it.

    ``nowhere`` stand on none of its lists. ``is_closed``: the amounts are those frozen;
    ``is_frozen``: the places as well.
    """

    scheme: "Scheme"
    period: Period
    before: Period | None
    lists: Sequence[RollingList]
    counted: int
    nowhere: int
    is_closed: bool
    is_frozen: bool
    told_at: datetime | None


def rolling(
    viewer: "User",
    on: date,
    scheme: "Scheme",
    period: Period,
    *,
    with_lamps: bool,
    names: int | None = None,
) -> Rolling:
    """The lists of a scheme in a month, of the projects a viewer sees on a day.

    Across New Year with the lists of the year before, as its last month had them. ``names``: so
    many at most are named of those that came to a list, and of those that left it.
    """
    seen = _seen(viewer, on)
    codes = [code for code in lists.AMOUNTS if code in scheme.measures]
    now, told_at = _table(period, scheme, seen, codes)
    before = month_before(period)
    then = _table(before, scheme, seen)[0] if before else None
    moves = _Moves.of(scheme, now, then, names)
    lamps = alerts.warning_lamps(period.code) if with_lamps else []
    colours = pl.DataFrame(lamps, {"project_id": pl.Int64(), "colour": pl.String()}, orient="row")
    waiting = [(pk, one.overdue > 0) for pk, one in waiting_at(viewer, on, None).items()]
    waits = pl.DataFrame(waiting, {"project_id": pl.Int64(), "is_late": pl.Boolean()}, orient="row")
    whole = now.join(colours, on="project_id", how="left").join(waits, on="project_id", how="left")
    return Rolling(
        scheme=scheme,
        period=period,
        before=before,
        lists=[_list_of(member, whole, moves) for member in scheme.members],
        counted=len(now),
        nowhere=now.filter(pl.col("at") == "").height,
        is_closed=bool(periods.seal_of(period.code)),
        is_frozen=bool(now[FROZEN].all()) and not now.is_empty(),
        told_at=told_at,
    )


def stood_on(scheme: str, member: str, period: Period) -> list[int]:
    """The projects that stood on a list at the end of a month, whoever may see them."""
    found = _told(period, scheme)[0]
    return found.filter(_on(member))["project_id"].to_list()


def _seen(viewer: "User", on: date) -> list[int] | None:
    """The projects a person sees; None for all."""
    scope = identity.scope_of(viewer, on)
    if scope.everything and scope.may("project.view"):
        return None
    return list(projects.visible_to(viewer, on).values_list("pk", flat=True))


def _table(
    period: Period, scheme: "Scheme", seen: list[int] | None, codes: Collection[str] = ()
) -> tuple[pl.DataFrame, datetime | None]:
    """A row for each counted project that is seen: its sums, places (``at``) and own measures."""
    table, told_at = _told(period, scheme.code, codes)
    return table if seen is None else table.filter(pl.col("project_id").is_in(seen)), told_at


def _told(
    period: Period, scheme: str, codes: Collection[str] = ()
) -> tuple[pl.DataFrame, datetime | None]:
    """A part of a listed whole is left aside: its sums are there."""
    frame = frame_of(period)
    counted = frame.facts.filter(~nw.col("is_inside"))
    given = extracts.known(period)
    added: pl.DataFrame = frames.sums(counted, _TERMS, given, "project_id").collect().to_native()
    added.columns = ["project_id", *_SUMS]
    whole: pl.DataFrame = frame.facts.collect().to_native()
    first = whole.filter("is_first")
    if AT + scheme not in first.columns:  # no table is stored, or the list is younger than it
        stood = columns(period, frame.revision, first["project_id"].to_list(), codes)
        first = first.select(_WHOSE).join(stood, on="project_id")
    own = [name for name in first.columns if name.startswith(OWN)]
    places = first.select(*_WHOSE, pl.col(AT + scheme).fill_null("").alias("at"), FROZEN, *own)
    return added.join(places, on="project_id"), frame.told_at


def _on(member: str, places: str = "at") -> pl.Expr:
    return pl.col(places).str.split(",").list.contains(member)


def _list_of(member: "Member", whole: pl.DataFrame, moves: "_Moves") -> RollingList:
    here = whole.filter(_on(member.code))
    sums = here.select(pl.col(name).sum() for name in _SUMS).row(0)
    total, planned, month, completed = (Decimal(one or 0) for one in sums)
    came, went = moves.came.get(member.code, _NOBODY), moves.went.get(member.code, _NOBODY)
    return RollingList(
        member=member,
        count=here.height,
        total=total,
        planned=planned,
        month=month,
        completed=completed,
        measures={code: _own(here[OWN + code]) for code in member.measure if _is_amount(code)},
        came=came.named,
        came_count=came.count,
        went=went.named,
        went_count=went.count,
        lamps=dict(here.drop_nulls("colour").group_by("colour").len().iter_rows()),
        held_up=here["is_late"].count(),
        overdue=int(here["is_late"].sum() or 0),
    )


def _own(told: pl.Series) -> Known:
    return Known(Decimal(told.sum() or 0), told.count())


def _is_amount(code: str) -> bool:
    """Whether it is measured of a single project; rates are of the whole city, elsewhere."""
    return code in lists.AMOUNTS


@dataclass(frozen=True, slots=True)
class _Some:
    """So many projects, and the first of them by name."""

    count: int
    named: Sequence[Moved]


_NOBODY = _Some(0, [])


@dataclass(frozen=True, slots=True)
class _Moves:
    """Who came and went, by list."""

    came: Mapping[str, _Some]
    went: Mapping[str, _Some]

    @classmethod
    def of(
        cls, scheme: "Scheme", now: pl.DataFrame, then: pl.DataFrame | None, names: int | None
    ) -> "_Moves":
        """None of either where no month was before, or where nothing was counted in it."""
        if then is None or then.is_empty():
            return cls({}, {})
        was = then.select(*_WHOSE, pl.col("at").alias("was"))
        both = now.select(*_WHOSE, "at").join(was, on=[*_WHOSE], how="full", coalesce=True)
        moved = both.with_columns(pl.col("at", "was").fill_null(""))
        moved = moved.filter(pl.col("at") != pl.col("was")).sort("number")
        codes = [member.code for member in scheme.members]
        came = {code: moved.filter(_on(code) & ~_on(code, "was")) for code in codes}
        went = {code: moved.filter(~_on(code) & _on(code, "was")) for code in codes}
        kept = [one.head(names) if names else one for one in (*came.values(), *went.values())]
        known = projects.named({pk for one in kept for pk in one["project_id"]})
        told = _Naming(scheme, known, names)
        return cls(
            {code: told.some(rows, "was") for code, rows in came.items()},
            {code: told.some(rows, "at") for code, rows in went.items()},
        )


@dataclass(frozen=True, slots=True)
class _Naming:
    """Puts names to projects and to the lists they came from or went to."""

    scheme: "Scheme"
    known: "Mapping[int, Project]"
    names: int | None

    def some(self, rows: pl.DataFrame, others: str) -> _Some:
        first = rows.head(self.names) if self.names else rows
        return _Some(rows.height, list(self._moved(first.select("project_id", others).rows())))

    def _moved(self, rows: Iterable[tuple[Any, ...]]) -> Iterable[Moved]:
        for pk, told in rows:
            yield Moved(self.known[pk], self._members(told.split(",")))

    def _members(self, codes: Collection[str]) -> "list[Member]":
        return [member for member in self.scheme.members if member.code in codes]
