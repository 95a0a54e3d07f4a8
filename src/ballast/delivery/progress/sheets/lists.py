"""One list of the city as a workbook, with its own measures."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from ballast.delivery.progress.messages import MEASURE_NAMES
from ballast.delivery.progress.selectors.lists import Placed
from ballast.kernel import money
from ballast.platform.sheets.writing import MONEY, Column, Value, workbook


def city_list(title: str, notes: str, rows: Iterable[tuple[str, Placed]]) -> bytes:
    """A row a project and place, with the name of the place; amounts in 万元."""
    columns = [
        Column(_("Place on the list")),
        Column(_("Number")),
        Column(_("Project name"), width=44),
        Column(_("Responsible unit"), width=20),
        *(
            Column(_("%(measure)s (10k yuan)") % {"measure": words}, MONEY, 18)
            for words in MEASURE_NAMES.values()
        ),
        Column(_("Output filed for")),
    ]
    return workbook(title, notes, columns, (_values(words, one) for words, one in rows))


def _values(words: str, one: Placed) -> Sequence[Value]:
    project, asked = one.project, dict(one.measures)
    unit = project.responsible_unit
    amounts = (asked.get(code) for code in MEASURE_NAMES)
    return [
        words,
        project.number,
        project.name,
        unit.short_name if unit else None,
        *(None if yuan is None else money.in_unit(yuan, money.Unit.WAN) for yuan in amounts),
        one.measured.output_for if "output" in asked else "",
    ]
