"""A month's filings: what rows would file, and filing it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from ballast.delivery.ledgers.rules import Standing
from ballast.delivery.plans import selectors as planned
from ballast.delivery.progress import services as progress
from ballast.delivery.progress.rules import AMOUNTS, Kind
from ballast.platform.audit.services import Actor, Change
from ballast.projects import services as register

from .finding import City
from .judged import Judged
from .steps import Steps

if TYPE_CHECKING:
    from ballast.projects.models import Project

_REACHED = "actual_on"
_WORDS = ("visible_progress", "problems")
_FILED = (*AMOUNTS, "visible_percent", *_WORDS)
# What a month's ledger repeats of register and plan; told otherwise it is shown, never written.
_REPEATED = ("total_investment_yuan", "owner_name", "planned_yuan", "plan_class")


@dataclass
class FilingSide:
    """Rows held against what was filed; ``judge`` writes nothing."""

    by: Actor
    at: datetime
    subject: str
    city: City
    judged: Sequence[Judged]
    source: int
    on_behalf: bool = False
    _laid: progress.Laid | None = None
    _meant: dict[int, Judged] = field(default_factory=dict)
    _registered: "dict[int, Project]" = field(default_factory=dict)
    _steps: Steps = field(default_factory=Steps)

    @property
    def on(self) -> date:
        return localdate(self.at)

    def judge(self) -> None:
        """Check what rows would file, and against what register and plan know.

        Raises ``PeriodNotOpened`` and ``PeriodClosed``.
        """
        for one in self.judged:
            if one.project and one.standing is not Standing.FOREIGN:
                self._meant.setdefault(one.project.pk, one)
        self._registered = register.reached(by=self.by, at=self.at, project_ids=self._meant)
        heard = list(self._meant.values())
        self._steps = Steps.of(heard, self._registered, source=self.source, on=self.on)
        self._laid = progress.lay_out(
            by=self.by,
            at=self.at,
            reports=[self._report(pk, one) for pk, one in self._meant.items()],
            on_behalf=self.on_behalf,
        )
        for pk, one in self._meant.items():
            self._tell(one, pk, self._laid)
        self._hear_what_is_repeated()

    def write(self, chosen: Sequence[Judged]) -> list[Change]:
        """File these rows; the larger use case journals the changes.

        Those held back stay as drafts with their faults, where there is something to keep.
        """
        if self._laid is None:
            return []
        ids = {one.project_id for one in chosen}
        left = {pk for pk, one in self._meant.items() if one.left_out}
        done = progress.put(
            by=self.by, at=self.at, laid=self._laid, project_ids=ids, draft_ids=left
        )
        return [*done.changes]

    def _report(self, project_id: int, one: Judged) -> progress.Report:
        filing = one.row.filing
        said: dict[str, Any] = {name: value for name, value in filing.items() if name in _FILED}
        return progress.Report(
            project_id=project_id,
            period=self.subject,
            kind=Kind(str(filing["kind"])) if "kind" in filing else None,
            node_dates={
                code: {_REACHED: new.isoformat()} for code, (_, new) in self._reached(one).items()
            },
            origins=one.origins(said, self.source),
            **said,
        )

    def _reached(self, one: Judged) -> dict[str, tuple[date | None, date]]:
        """The steps that are told to be done and were not known to be: old and new day."""
        changes = self._steps.changes(one)
        return {
            name.removesuffix(f".{_REACHED}"): pair
            for name, pair in changes.items()
            if name.endswith(f".{_REACHED}")
        }

    def _tell(self, one: Judged, pk: int, laid: progress.Laid) -> None:
        for found in laid.faults.get(pk, ()):
            one.blame(found.code, _field(found.field), **found.params)
        for found in laid.doubts.get(pk, ()):
            one.doubt(found.code, _field(found.field), **found.params)
        one.changes = dict(laid.changes.get(pk, {}))
        if one.changes.pop("node_dates", None):
            one.changes |= {f"{code}.{_REACHED}": p for code, p in self._reached(one).items()}
        if one.is_held_back:
            return
        if pk in laid.new:
            one.standing = Standing.NEW
        elif one.changes:
            one.standing = Standing.CHANGED

    def _hear_what_is_repeated(self) -> None:
        lines = planned.lines_of(int(self.subject[:4]), self._meant)
        for pk, one in self._meant.items():
            told = {**one.row.project, **one.row.plan}
            for name in _REPEATED:
                new = told.get(name)
                known = getattr(self._registered[pk], name, None) or getattr(
                    lines.get(pk), name, None
                )
                if new not in (None, "") and known not in (None, "") and new != known:
                    one.doubt("told_otherwise", name, known=known)


def _field(place: str) -> str:
    """The field of a ledger in which a filing's fault lies: a node's day by its step."""
    step = place.removeprefix("node_dates.")
    return place if step == place else f"{step}.{_REACHED}"
