"""Where each value that lamps rest on was filed: by whom, when, in which cell of which workbook."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from ballast.delivery.ledgers import selectors as ledgers
from ballast.delivery.ledgers.selectors import Brought
from ballast.delivery.plans import selectors as plans
from ballast.delivery.plans.selectors import PlannedBy
from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress.selectors import MonthBehind
from ballast.dispatch.alerts.rules import GAPS, Family
from ballast.kernel.periods import Period
from ballast.platform.audit import selectors as audit
from ballast.projects import selectors as projects
from ballast.projects.selectors import Held

from .deciding import Decided

if TYPE_CHECKING:
    from ballast.delivery.progress.models import Filing
    from ballast.platform.audit.models import ChangedRow
    from ballast.projects.models import Project

_MOST = 2000  # changes of a project's days that are looked at
_FINISH = "finish"  # in a ledger: the finishing mark of the project's template


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where one value was filed; what is not known is blank.

    ``filing``: it came with a month's filing. ``planned``: it is an amount of the year's plan.
    ``cell`` is ``sheet!B5`` of the import's workbook.
    """

    by: str = ""
    on_behalf_of: str = ""
    at: datetime | None = None
    filing: "Filing | None" = None
    planned: PlannedBy | None = None
    brought: Brought | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was due and filed for the period, and the origin of each value by family and name."""

    month: MonthBehind
    origins: Mapping[tuple[Family, str], Origin]


def origins(
    project: "Project", period: Period, families: Mapping[Family, Decided], by: datetime
) -> Found:
    """As known at a moment: what was filed later is no origin. A fixed number of queries."""
    month = progress.month_behind(project.pk, period)
    held = projects.days_held(project, period.last_day)
    around = _Around(
        month=month,
        by=by,
        told=_told(held.values()),
        brought=ledgers.brought(
            {project.pk, *(one.project_id for own in held.values() for one in own)}
        ),
    )
    found: dict[tuple[Family, str], Origin | None] = {}
    for family, one in families.items():
        if one.row == "exempt":
            continue
        values = one.values
        if "completed_yuan" in values:
            found[family, "completed_yuan"] = around.completed(Decimal(values["completed_yuan"]))
        if "planned_yuan" in values:
            amount = Decimal(values["planned_yuan"])
            line = plans.planned_by(project.pk, period.year, period.last_day, amount)
            found[family, "planned_yuan"] = around.planned(line)
        if "is_filed" in values:
            found[family, "is_filed"] = around.of_filing(month.handed_in(by))
        facts = dict(zip(("planned", "done"), GAPS.get(family, ()), strict=False))
        for name, fact in {**facts, "started_on": "started_on"}.items():
            if name in values:
                found[family, name] = around.day(held[fact], date.fromisoformat(values[name]))
    return Found(month, {key: origin for key, origin in found.items() if origin})


def _told(held: Iterable[Sequence[Held]]) -> list["ChangedRow"]:
    """What the journal says of the records that hold days, the newest first."""
    return audit.about({(one.table, one.row) for own in held for one in own}, most=_MOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """All that is known around the values, read once."""

    month: MonthBehind
    by: datetime
    told: Sequence["ChangedRow"]
    brought: Sequence[Brought]

    def completed(self, yuan: Decimal) -> Origin | None:
        return self.of_filing(self.month.of_figure(yuan, self.by))

    def of_filing(self, filing: "Filing | None") -> Origin | None:
        if filing is None:
            return None
        origin = Origin(
            by=filing.filed_by, at=filing.submitted_at or filing.filed_at, filing=filing
        )
        said = filing.provenance
        return self._from(origin, said.get("completed_yuan") or said.get("month_yuan"))

    def planned(self, behind: PlannedBy | None) -> Origin | None:
        if behind is None:
            return None
        adjustment = behind.line.adjustment
        if adjustment:
            return Origin(by=adjustment.recorded_by, at=adjustment.recorded_at, planned=behind)
        origin = self._from(Origin(planned=behind), behind.line.provenance.get("planned_yuan"))
        if origin.brought:
            return replace(origin, by=origin.brought.by, at=origin.brought.at)
        if behind.year:
            return replace(origin, by=behind.year.issued_by, at=behind.year.issued_at)
        return origin

    def day(self, held: Sequence[Held], day: date) -> Origin | None:
        """Who wrote a day last: the journal knows, also where another stands there by now."""
        for one in held:
            if change := self._change(one, day):
                return self._of_change(one, day, change)
        return Origin() if any(one.day == day for one in held) else None

    def _change(self, held: Held, day: date) -> "ChangedRow | None":
        for row in self.told:
            of_it = (row.table, row.row_id) == (held.table, held.row)
            if of_it and row.entry.at <= self.by and held.name in row.fields:
                return row if row.fields[held.name][1] == day.isoformat() else None
        return None

    def _of_change(self, held: Held, day: date, change: "ChangedRow") -> Origin:
        entry = change.entry
        names = (f"{held.step}.{held.name}", f"{_FINISH}.{held.name}", held.name)
        filing = self.month.of_day(held.step, held.name, day, self.by)
        if filing and filing.decided_at == entry.at:
            sources = {source for source, _ in filing.provenance.values()}
            at = filing.submitted_at or filing.filed_at
            origin = Origin(by=filing.filed_by, at=at, filing=filing)
            its = [one for one in self.brought if one.source_id in sources]
        else:
            origin = Origin(by=entry.actor_label, on_behalf_of=entry.on_behalf_of, at=entry.at)
            its = [one for one in self.brought if one.entry == entry.pk]
        for one in its:
            if one.project_id == held.project_id and (cell := one.cell(*names)):
                return replace(origin, brought=one, cell=cell)
        return origin

    def _from(self, origin: Origin, said: Sequence[object] | None) -> Origin:
        """With the workbook and cell that a field remembers."""
        if not said:
            return origin
        source, cell = said
        its = [one for one in self.brought if one.source_id == source]
        best = next((one for one in its if cell in one.cells.values()), its[0] if its else None)
        return replace(origin, brought=best, cell=str(cell))
