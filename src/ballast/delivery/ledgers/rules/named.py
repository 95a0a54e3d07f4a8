"""What a ledger's rows say, and which of them contradict each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


class Named(Protocol):
    """Anything that stands for a project by name, owner and category."""

    @property
    def name_key(self) -> str: ...
    @property
    def owner_name(self) -> str: ...
    @property
    def sector(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A project as a plan workbook tells it; ``cells`` says where each field stood.

    ``monthly_yuan``: its twelve months, None where a cell is blank; empty where all are.
    """

    name: str
    name_key: str
    content: str
    sector: str
    total_investment_yuan: Decimal | None
    planned_yuan: Decimal | None
    monthly_yuan: Sequence[Decimal | None] = ()
    plan_class: str
    goal: str
    owner_name: str
    unit_name: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """A project's month as a workbook tells it."""

    number: str
    name: str
    name_key: str
    owner_name: str
    sector: str
    month_yuan: Decimal | None
    completed_yuan: Decimal | None
    visible_progress: str
    problems: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A later row with the name of an earlier one; ``same`` when nothing tells them apart."""

    first: int
    later: int
    same: bool


def repeats(rows: Sequence[Named]) -> Iterator[Repeat]:
    """Rows that share a name. Another owner or another category makes them two projects."""
    seen: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        earlier = seen.setdefault(row.name_key, [])
        if earlier:
            twin = next((p for p in earlier if _marks(rows[p]) == _marks(row)), None)
            yield Repeat(earlier[0] if twin is None else twin, place, twin is not None)
        earlier.append(place)


def _marks(row: Named) -> tuple[str, str]:
    return row.owner_name, row.sector


def pick(row: Named, known: Sequence[Named], *, alone: bool) -> int | None:
    """Which of the registered projects with the row's name it means; None when it is none.

    ``alone``: no other row has the name, so a single project is meant even if its owner changed;
    so it is when the row says nothing but the name.
    Raises ``LookupError`` when several fit.
    """
    if len(known) == 1 and (alone or not any(_marks(row))):
        return 0
    for fits in (
        lambda p: _marks(p) == _marks(row),
        lambda p: bool(row.owner_name) and p.owner_name == row.owner_name,
        lambda p: not row.owner_name and bool(row.sector) and p.sector == row.sector,
    ):
        found = [place for place, project in enumerate(known) if fits(project)]
        if len(found) == 1:
            return found[0]
        if found:
            raise LookupError(row.name_key)
    if known and alone:
        raise LookupError(row.name_key)
    return None
