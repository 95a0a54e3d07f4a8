"""Storing the lamps of units as a whole, as part of an evaluation."""

from ballast.dispatch.alerts import selectors
from ballast.dispatch.alerts.models import Rulebook, UnitLamp
from ballast.dispatch.alerts.selectors import Grounds
from ballast.platform.audit.services import Change

_TABLE = "alerts_unitlamp"
_FIELDS = ["colour", "row", "values", "rulebook", "running"]


def judge_units(found: Grounds, book: Rulebook) -> list[Change]:
    """Put the units' lamps in place of those of before; what turned, for the journal."""
    period = found.period
    rule = selectors.rulebook(book.text).unit
    known = {lamp.unit_id: lamp for lamp in UnitLamp.objects.filter(period=period.code)}
    decided = list(selectors.decided_units(rule, found)) if rule else []
    for lamp in decided:
        lamp.rulebook = book
    stored = UnitLamp.objects.bulk_create(
        decided, update_conflicts=True, unique_fields=["unit", "period"], update_fields=_FIELDS
    )
    gone = known.keys() - {lamp.unit_id for lamp in stored}
    changes = [_gone(known[unit]) for unit in sorted(gone)]
    UnitLamp.objects.filter(pk__in=[known[unit].pk for unit in gone]).delete()
    return changes + [
        Change(_TABLE, lamp.pk, {"colour": (was and was.colour, lamp.colour)})
        for lamp in stored
        if (was := known.get(lamp.unit_id)) is None or was.colour != lamp.colour
    ]


def _gone(lamp: UnitLamp) -> Change:
    return Change(_TABLE, lamp.pk, {"colour": (lamp.colour, None)})
