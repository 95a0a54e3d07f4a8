"""Why an import is not written, or not taken back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ballast.kernel.errors import Faulty, Refused
from ballast.platform.sheets.reading import Fault

if TYPE_CHECKING:
    from .bringing import Brought


class LedgerRefused(Faulty):
    """The workbook has faults; nothing was written. ``brought`` is what it would have done."""

    code = "ledger_refused"

    def __init__(self, faults: Sequence[Fault], brought: "Brought | None" = None) -> None:
        super().__init__(faults)
        self.brought = brought


class ImportUnknown(Refused):
    """There is no such import, or it is not one this person may see: both say the same."""

    code = "import_unknown"


class ImportDecided(Refused):
    """The import has gone on meanwhile: what was asked cannot be done with it any more."""

    code = "import_decided"


class CurrencyForeign(Refused):
    """The amounts are not in yuan: such a workbook is looked at, never written."""

    code = "import_currency"


class UndoRefused(Faulty):
    """Something later touched what the import wrote; ``faults`` name each project."""

    code = "undo_refused"
