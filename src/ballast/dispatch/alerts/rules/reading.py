"""From the text of a rulebook to its rules; everything that is wrong with it is said at once."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ballast.delivery.plans.rules import PlanClass
from ballast.kernel.errors import Faulty
from ballast.platform.identity.rules import Series

from .rulebook import (
    COMPARISONS,
    GAPS,
    MONEY,
    PROMPTS,
    Colour,
    Family,
    Measure,
    Row,
    Rule,
    Rulebook,
    UnitRule,
    When,
)

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
# What a sentence may name, by what the rule measures.
WORDS = {
    "money": frozenset({"rate", "time", "points", "ratio"}),
    "gap": frozenset({"planned", "done", "days", "months"}),
    "filing": frozenset[str](),
}
LONGEST_KEY = 60
_KEY = ("code", "version")
_NAME = re.compile(r"[\w.-]+")  # it stands in an address
_LARGEST = 10**13  # a total investment in yuan
_FINEST = 6  # places of a threshold
_LONGEST_RUN = 120  # periods
_HEAD = ("code", "version", "zh", "en", "source")
_RULE = {
    "measure",
    "months",
    "classes",
    "needs_ground",
    "least_total_yuan",
    "prompt",
    "done",
    "rows",
}
UNIT = "unit"  # the table of the rule for units
_UNIT_RULE = {"measure", "months", "series", "rows"}
_ROW = {"code", "colour", "zh", "en", "is_open", "running", *COMPARISONS}
_MONTHS = range(1, 13)
_FITS: Mapping[str, Callable[[Any], bool]] = {
    "months": lambda told: isinstance(told, list) and all(one in _MONTHS for one in told),
    "classes": lambda told: isinstance(told, list) and all(one in [*PlanClass] for one in told),
    "needs_ground": lambda told: isinstance(told, bool),
    "least_total_yuan": lambda told: _is_number(told) and told >= 0,
    "prompt": lambda told: told in PROMPTS,
    "series": lambda told: isinstance(told, list) and all(one in [*Series] for one in told),
}
_CODE = re.compile(r"[a-z][a-z0-9_]{0,15}")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong, and where: ``progress.rows[2].colour``."""

    code: str
    place: str

    @property
    def params(self) -> dict[str, str]:
        return {"place": self.place}


class RulebookRefused(Faulty):
    """The text is no rulebook; ``faults`` says all that is wrong."""

    code = "rulebook_refused"


def read(text: str) -> Rulebook:
    """The rulebook a TOML text tells. Raises ``RulebookRefused`` with every fault."""
    try:
        told = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as broken:
        raise RulebookRefused([Wrong("rulebook_not_toml", str(broken))]) from broken
    if faults := list(_faults(told)):
        raise RulebookRefused(faults)
    return Rulebook(
        **{name: told[name] for name in _HEAD},
        rules={family: _rule(family, told[family]) for family in Family if family in told},
        open=told.get("open", {}),
        unit=_unit_rule(told[UNIT]) if UNIT in told else None,
    )


def _unit_rule(told: Mapping[str, Any]) -> UnitRule:
    return UnitRule(_rule(Family.PROGRESS, told), frozenset(told.get("series", ())))


def _rule(family: Family, told: Mapping[str, Any]) -> Rule:
    least = told.get("least_total_yuan")
    return Rule(
        family=family,
        measure=Measure(told["measure"]),
        rows=tuple(_row(row) for row in told["rows"]),
        classes=frozenset(told.get("classes", ())),
        needs_ground=told.get("needs_ground", False),
        least_total_yuan=None if least is None else Decimal(str(least)),
        months=frozenset(told.get("months", ())),
        done=_row(told["done"]) if "done" in told else None,
        prompt=told.get("prompt", ""),
    )


def _row(told: Mapping[str, Any]) -> Row:
    how = next((one for one in COMPARISONS if one in told), None)
    when = how and When(how, Decimal(str(told[how])), told.get("running", 1))
    return Row(
        told["code"],
        Colour(told["colour"]),
        when or None,
        told["zh"],
        told["en"],
        told.get("is_open", False),
    )


def _faults(told: Mapping[str, Any]) -> Iterator[Wrong]:
    yield from _head_faults(told)
    families = {family.value for family in Family}
    for name in sorted(told.keys() - {*_HEAD, "open", UNIT, *families}):
        yield Wrong("rulebook_unknown", name)
    for family in Family:
        if family in told:
            yield from _rule_faults(family, told[family], _RULE)
    if UNIT in told:
        yield from _rule_faults(UNIT, told[UNIT], _UNIT_RULE)
    if Family.FILING not in told:
        yield Wrong("rulebook_rule_missing", Family.FILING.value)


def _head_faults(told: Mapping[str, Any]) -> Iterator[Wrong]:
    for name in _HEAD:
        if not isinstance(told.get(name), str) or not told[name].strip():
            yield Wrong("rulebook_text_missing", name)
        elif name in _KEY and not _NAME.fullmatch(told[name]):
            yield Wrong("rulebook_value_unfit", name)
    if len(f"{told.get('code')}-{told.get('version')}") > LONGEST_KEY:
        yield Wrong("rulebook_value_unfit", "version")
    if not isinstance(told.get("open", {}), dict):
        yield Wrong("rulebook_not_a_table", "open")


def _rule_faults(family: str, told: Any, known: Set[str]) -> Iterator[Wrong]:
    if not isinstance(told, dict):
        yield Wrong("rulebook_not_a_table", family)
        return
    for name in sorted(told.keys() - known):
        yield Wrong("rulebook_unknown", f"{family}.{name}")
    yield from _scope_faults(family, told)
    kind = _kind(family)
    if "done" in told:
        yield from _row_faults(told["done"], f"{family}.done", kind, is_last=True)
    elif kind == "gap":
        yield Wrong("rulebook_row_missing", f"{family}.done")
    rows = told.get("rows")
    if not isinstance(rows, list) or not rows:
        yield Wrong("rulebook_row_missing", f"{family}.rows")
        return
    for place, row in enumerate(rows, 1):
        yield from _row_faults(row, f"{family}.rows[{place}]", kind, is_last=place == len(rows))
    codes = [str(row.get("code")) for row in [*rows, told.get("done")] if isinstance(row, dict)]
    if len(set(codes)) < len(codes):
        yield Wrong("rulebook_row_twice", f"{family}.rows")


def _scope_faults(family: str, told: Mapping[str, Any]) -> Iterator[Wrong]:
    if told.get("measure") not in fitting(family):
        yield Wrong("rulebook_measure_unfit", f"{family}.measure")
    for name, fit in _FITS.items():
        if name in told and not fit(told[name]):
            yield Wrong("rulebook_value_unfit", f"{family}.{name}")


def _row_faults(row: Any, place: str, kind: str, *, is_last: bool) -> Iterator[Wrong]:
    if not isinstance(row, dict):
        yield Wrong("rulebook_not_a_table", place)
        return
    for name in sorted(row.keys() - _ROW):
        yield Wrong("rulebook_unknown", f"{place}.{name}")
    if not isinstance(row.get("code"), str) or not _CODE.fullmatch(row["code"]):
        yield Wrong("rulebook_code_unfit", f"{place}.code")
    if row.get("colour") not in [*Colour]:
        yield Wrong("rulebook_colour_unknown", f"{place}.colour")
    compared = [how for how in COMPARISONS if how in row]
    if len(compared) != (0 if is_last else 1):
        yield Wrong("rulebook_threshold_unfit", place)
    if not all(_is_number(row[how]) for how in compared) or not _is_count(row.get("running", 1)):
        yield Wrong("rulebook_threshold_unfit", place)
    yield from _wording_faults(row, place, kind)


def _wording_faults(row: Mapping[str, Any], place: str, kind: str) -> Iterator[Wrong]:
    said = {name: row.get(name) for name in ("zh", "en")}
    for name, text in said.items():
        if not isinstance(text, str) or not text.strip():
            yield Wrong("rulebook_text_missing", f"{place}.{name}")
        elif not _is_told(text, WORDS[kind]):
            yield Wrong("rulebook_placeholder_unknown", f"{place}.{name}")
    named = [set(_PLACEHOLDER.findall(text)) for text in said.values() if isinstance(text, str)]
    if len(named) == 2 and named[0] != named[1]:
        yield Wrong("rulebook_placeholders_differ", place)


def _is_number(told: Any) -> bool:
    """A number that can be multiplied out with a city's amounts."""
    if not isinstance(told, int | float) or isinstance(told, bool):
        return False
    if not -_LARGEST <= told <= _LARGEST:  # nor is what is no number at all
        return False
    return int(Decimal(str(told)).normalize().as_tuple().exponent) >= -_FINEST


def _is_count(told: Any) -> bool:
    return isinstance(told, int) and not isinstance(told, bool) and 0 < told <= _LONGEST_RUN


def _is_told(text: str, names: frozenset[str]) -> bool:
    """All its placeholders are known, and no other per cent sign stands single."""
    rest = _PLACEHOLDER.sub("", text).replace("%%", "")
    return set(_PLACEHOLDER.findall(text)) <= names and "%" not in rest


def fitting(family: str) -> list[Measure]:
    """What a family may be measured by."""
    kind = _kind(family)
    fits = {"gap": {Measure.DAYS, Measure.MONTHS}, "filing": {Measure.FILED}, "money": MONEY}
    return [measure for measure in Measure if measure in fits[kind]]


def may_be_named(family: str) -> list[str]:
    """The figures that a sentence of a family may name."""
    return sorted(WORDS[_kind(family)])


def _kind(family: str) -> str:
    if family == Family.FILING:
        return "filing"
    return "gap" if family in GAPS else "money"
