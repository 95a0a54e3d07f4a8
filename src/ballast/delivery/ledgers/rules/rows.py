"""What one row of a ledger says of one project."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ballast.platform.sheets.reading import Fault


FINISH = "finish"  # in a ledger: the finishing mark of the project's template


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One project as a workbook tells it; what it does not speak of is not in the mappings.

    ``project`` holds fields of the register, ``plan`` those of the year's line, ``filing`` those
    of the month, ``months`` yuan by month, ``steps`` ``{code: {"planned_on" | "actual_on":
    Dated}}``, where the code ``finish`` stands for the finishing mark of the project's template;
    ``kept`` is what is shown with the row and written nowhere. Money in yuan, unless
    ``currency`` is another. ``cells`` says where each field stood (``sheet!cell``), a step's
    under ``code.field``; ``faults`` and ``doubts`` are those of this row alone.
    """

    sheet: str
    line: int
    number: str = ""  # Ballast's own
    codes: tuple[str, ...] = ()  # 投资项目统一代码
    name: str
    name_key: str
    owner: str = ""
    unit: str = ""
    sector: str = ""
    sector_cell: str = ""
    project: Mapping[str, object] = field(default_factory=dict)
    plan: Mapping[str, object] = field(default_factory=dict)
    filing: Mapping[str, object] = field(default_factory=dict)
    months: Mapping[int, Decimal] = field(default_factory=dict)
    steps: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    kept: Mapping[str, object] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    faults: "tuple[Fault, ...]" = ()
    doubts: "tuple[Fault, ...]" = ()
    currency: str = "CNY"
