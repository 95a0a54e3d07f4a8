"""`ballast validate FOLDER`: the reader on real ledgers, where they are present.

What is expected of a set is written here, apart from what its workbook declares: a reader that
lost a row and believed a wrong total would agree with itself.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from ballast.platform.sheets.reading import WorkbookRefused
from ballast.platform.ui import words

from . import lists, portfolio
from .results import Result

# Name, file below the folder, how it is read.
SETS: tuple[tuple[str, str, Callable[[Path], Result]], ...] = (
    (
        "guilin",
        "cn/guilin_2022_plan.xlsx",
        partial(lists.plan, year=2022, expected=lists.Expected(rows=241, counts=43, sums=15)),
    ),
    (
        "ningxia",
        "cn/ningxia_2020_key_project_names.csv",
        partial(lists.names, year=2020, rows=210),
    ),
    *(
        (
            f"gmpp_{about['name']}",
            f"gmpp/gmpp_{about['name']}.csv",
            partial(portfolio.release, about=about),
        )
        for about in portfolio.RELEASES
    ),
)


def run(arguments: list[str]) -> int:
    """One line per set; 1 when one falls short or is not there."""
    if len(arguments) != 1:
        print(_("ballast validate FOLDER: the folder that holds the real ledgers"))
        return 2
    folder = Path(arguments[0])
    if not folder.is_dir():
        print(_("there is no folder %(folder)s") % {"folder": folder})
        return 1
    held = [_holds(name, folder / file, reader) for name, file, reader in SETS]  # say all
    return 0 if all(held) else 1


def _holds(name: str, path: Path, reader: Callable[[Path], Result]) -> bool:
    if not path.is_file():
        print(f"{name} absent: there is no {path}")
        return False
    try:
        result = reader(path)
    except WorkbookRefused as refusal:
        print(f"{name} unreadable: {words.say(refusal)}")
        return False
    print(f"{name} {result.line}")
    if not result.holds:
        for fault in result.faults:
            print(f"  {fault.cell} {words.say(fault)}")
    return result.holds
