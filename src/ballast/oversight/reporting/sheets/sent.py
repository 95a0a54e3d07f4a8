"""How what went up differs from a closed month, as a workbook."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from ballast.kernel import money
from ballast.oversight.reporting.messages import FIELD_NAMES
from ballast.oversight.reporting.rules import SENT, Pair, SentDifference
from ballast.platform.sheets.writing import MONEY, Column, Value, workbook


def difference_list(title: str, notes: str, found: SentDifference) -> bytes:
    """The sums over all projects, then each project that differs; amounts in 万元."""
    unit = _("10,000 yuan")
    columns = [
        Column(_("Number")),
        Column(_("Project name"), width=44),
        *(
            Column(f"{FIELD_NAMES[name]} {which} ({unit})", MONEY)
            for name in SENT
            for which in (_("as sent"), _("as closed"), _("difference"))
        ),
    ]
    return workbook(title, notes, columns, _rows(found))


def _rows(found: SentDifference) -> Iterator[Sequence[Value]]:
    yield [None, _("All projects"), *_values(found.sums)]
    for line in found.lines:
        yield [line.number, line.name, *_values(line.figures)]


def _values(pairs: Mapping[str, Pair]) -> Iterator[Value]:
    for name in SENT:
        pair = pairs[name]
        for yuan in (pair.sent, pair.now, pair.difference):
            yield None if yuan is None else money.in_unit(yuan, money.Unit.WAN)
