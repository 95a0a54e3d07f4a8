"""An explanation in words for a terminal."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ballast.dispatch.alerts.messages import (
    FAMILIES,
    VALUES,
    because,
    in_one_sentence,
    name_of,
    place_of,
    shown,
    where_filed,
    why,
)
from ballast.dispatch.alerts.rules import Family
from ballast.dispatch.alerts.selectors import Explanation, Verdict
from ballast.platform.ui.templatetags.figures import period as in_words
from ballast.platform.ui.templatetags.ui import LAMPS


def lines(told: Explanation) -> Iterator[str]:
    """The sentence first; below it each family with its values, then the other rulebooks."""
    verdict = told.verdict
    yield f"{told.project.number} {told.project.name} · {in_words(told.lock.code)}"
    yield f"{_lamp(verdict)}  {in_one_sentence(verdict, told.period)}"
    if told.evaluation is None:
        yield _("Not decided yet: this is what it would be by today's figures.")
    yield name_of(verdict.rulebook) + f" ({verdict.rulebook.key})"
    for family, one in verdict.families.items():
        yield f"  {FAMILIES[family]}  {LAMPS[one.colour]}  {why(verdict, family, told.period)}"
        yield from _below(told, family)
    yield _("By other rulebooks:")
    for other in told.others:
        yield f"  {name_of(other.rulebook)}  {_lamp(other)}  {in_one_sentence(other, told.period)}"


def _lamp(verdict: Verdict) -> str:
    lamp = str(LAMPS[verdict.own.colour])
    return f"{lamp} · {FAMILIES[verdict.deciding]}" if verdict.deciding else lamp


def _below(told: Explanation, family: Family) -> Iterator[str]:
    for name, value in told.values(family).items():
        origin = told.origin(family, name)
        where = where_filed(told, family, name)
        cell = place_of(origin) if origin else ""
        yield f"      {VALUES[family, name]}  {shown(value)}  {where}  {cell}".rstrip()
    if row := told.exemptions.get(family):
        yield f"      {row.proof} {row.paper}".rstrip()
    if now := told.changed.get(family):
        said = because(told.verdict.rulebook, family, now.row, now.values, told.period)
        yield "      " + _("Figures have changed since; today it would be: ") + said
