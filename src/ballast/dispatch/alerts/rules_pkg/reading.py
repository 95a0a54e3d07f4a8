"""From the text of a rulebook to its rules; everything that is wrong with it is said at once."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ballast.kernel.errors import Refused

from .rulebook import COMPARISONS, GAPS, MONEY, Colour, Family, Measure, Row, Rule, Rulebook, When

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
# What a sentence may name, by what the rule measures.
WORDS = {
    "money": frozenset({"rate", "time", "points", "ratio"}),
    "gap": frozenset({"planned", "done", "days", "months"}),
    "filing": frozenset[str](),
}
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
_ROW = {"code", "colour", "zh", "en", "is_open", "running", *COMPARISONS}
_CODE = re.compile(r"[a-z][a-z0-9_]{0,15}")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong, and where: ``progress.rows[2].colour``."""

    code: str
    place: str


class RulebookRefused(Refused):
    """The text is no rulebook; ``faults`` says all that is wrong."""

    code = "rulebook_refused"

    def __init__(self, faults: list[Wrong]) -> None:
        super().__init__(count=len(faults))
        self.faults = tuple(faults)


def read(text: str) -> Rulebook:
    """The rulebook a TOML text tells. Raises ``RulebookRefused`` with every fault."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise RulebookRefused([Wrong("not_toml", str(broken))]) from broken
    if faults := list(_faults(told)):
        raise RulebookRefused(faults)
    return Rulebook(
        **{name: told[name] for name in _HEAD},
        rules={family: _rule(family, told[family]) for family in Family if family in told},
        open=told.get("open", {}),
    )


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
    for name in _HEAD:
        if not isinstance(told.get(name), str) or not told[name].strip():
            yield Wrong("text_missing", name)
    families = {family.value for family in Family}
    for name in sorted(told.keys() - {*_HEAD, "open", *families}):
        yield Wrong("unknown", name)
    for family in Family:
        if family in told:
            yield from _rule_faults(family, told[family])
    if Family.FILING not in told:
        yield Wrong("rule_missing", Family.FILING.value)


def _rule_faults(family: Family, told: Any) -> Iterator[Wrong]:
    if not isinstance(told, dict):
        yield Wrong("not_a_table", family.value)
        return
    for name in sorted(told.keys() - _RULE):
        yield Wrong("unknown", f"{family}.{name}")
    kind = _kind(family)
    fits = {"gap": {"days", "months"}, "filing": {"filed"}, "money": set(MONEY)}[kind]
    if told.get("measure") not in fits:
        yield Wrong("measure_unfit", f"{family}.measure")
    if kind == "gap" and "done" not in told:
        yield Wrong("row_missing", f"{family}.done")
    if "done" in told:
        yield from _row_faults(told["done"], f"{family}.done", kind, is_last=True)
    rows = told.get("rows")
    if not isinstance(rows, list) or not rows:
        yield Wrong("row_missing", f"{family}.rows")
        return
    for place, row in enumerate(rows):
        is_last = place == len(rows) - 1
        yield from _row_faults(row, f"{family}.rows[{place + 1}]", kind, is_last=is_last)
    codes = [row.get("code") for row in [*rows, told.get("done", {})] if isinstance(row, dict)]
    if len(set(codes)) < len(codes):
        yield Wrong("row_twice", f"{family}.rows")


def _row_faults(row: Any, place: str, kind: str, *, is_last: bool) -> Iterator[Wrong]:
    if not isinstance(row, dict):
        yield Wrong("not_a_table", place)
        return
    for name in sorted(row.keys() - _ROW):
        yield Wrong("unknown", f"{place}.{name}")
    if not isinstance(row.get("code"), str) or not _CODE.fullmatch(row["code"]):
        yield Wrong("code_unfit", f"{place}.code")
    if row.get("colour") not in {colour.value for colour in Colour}:
        yield Wrong("colour_unknown", f"{place}.colour")
    compared = [how for how in COMPARISONS if how in row]
    if len(compared) != (0 if is_last else 1):
        yield Wrong("threshold_unfit", place)
    if any(isinstance(row[how], bool) or not isinstance(row[how], int | float) for how in compared):
        yield Wrong("threshold_unfit", place)
    yield from _wording_faults(row, place, kind)


def _wording_faults(row: Mapping[str, Any], place: str, kind: str) -> Iterator[Wrong]:
    said = {name: row.get(name) for name in ("zh", "en")}
    for name, text in said.items():
        if not isinstance(text, str) or not text.strip():
            yield Wrong("text_missing", f"{place}.{name}")
        elif not set(_PLACEHOLDER.findall(text)) <= WORDS[kind] or "%" in _PLACEHOLDER.sub("", text).replace("%%", ""):
            yield Wrong("placeholder_unknown", f"{place}.{name}")
    named = [set(_PLACEHOLDER.findall(text)) for text in said.values() if isinstance(text, str)]
    if len(named) == 2 and named[0] != named[1]:
        yield Wrong("placeholders_differ", place)


def _kind(family: Family) -> str:
    if family is Family.FILING:
        return "filing"
    return "gap" if family in GAPS else "money"
