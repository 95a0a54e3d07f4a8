"""A row on its way through an import: what it means, what is wrong with it, what it would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ballast.delivery.ledgers.rules import Known, LedgerRow, Near, Standing, Wanted
from ballast.platform.sheets.reading import NAME, Fault
from ballast.projects.rules import Draft

# Standings of rows that are not written, however the import is committed.
HELD_BACK = frozenset({Standing.FAULTY, Standing.NEAR, Standing.FOREIGN, Standing.MISSING})
_NOTHING_SAID = Draft()


@dataclass(slots=True)
class Judged:
    """One row with everything found; ``faults`` keep it out, ``doubts`` do not."""

    row: LedgerRow
    wanted: Wanted
    project: Known | None = None
    standing: Standing = Standing.UNCHANGED
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    near: Sequence[Near] = ()
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    draft: Draft = _NOTHING_SAID
    left_out: bool = False

    @property
    def project_id(self) -> int:
        if self.project is None:
            raise ValueError(self.row.name)
        return self.project.pk

    @property
    def is_held_back(self) -> bool:
        return self.standing in HELD_BACK

    def cell(self, name: str) -> str:
        """Where a field stood; what did not stand anywhere is told at the name."""
        cells = self.row.cells
        return cells.get(name) or cells.get(NAME) or f"{self.row.sheet}!A{self.row.line}"

    def blame(self, code: str, name: str = NAME, /, **params: object) -> None:
        """A fault at a field's cell."""
        self.faults.append(Fault(code, self.cell(name), params))
        if self.standing not in HELD_BACK:
            self.standing = Standing.FAULTY

    def doubt(self, code: str, name: str = NAME, /, **params: object) -> None:
        self.doubts.append(Fault(code, self.cell(name), params))

    def origins(self, names: Mapping[str, object], source: int) -> dict[str, tuple[int, str]]:
        """From which cell each of these fields came."""
        cells = self.row.cells
        return {name: (source, cells[name]) for name in names if name in cells}
