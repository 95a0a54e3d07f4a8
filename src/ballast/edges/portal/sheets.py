"""The list as a workbook, for who goes on counting in one."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from ballast.platform.sheets import writing
from ballast.platform.sheets.writing import Column
from ballast.platform.ui.templatetags.ui import LAMPS

from .columns import BY_CODE
from .lines import Line


def workbook(title: str, notes: str, codes: Sequence[str], lines: Iterable[Line]) -> bytes:
    """One sheet with the columns that the page shows: title, notes, heads, a row for each line."""
    outs = [out for code in codes for out in BY_CODE[code].out]
    heads = [Column(_("Lamp"), width=10), Column(_("Project name"), width=44)]
    return writing.workbook(
        title,
        notes,
        [*heads, *(out.column for out in outs)],
        (
            [str(LAMPS[line.colour]), line.project.name, *(out.value(line) for out in outs)]
            for line in lines
        ),
    )
