"""A rulebook as a form: its fields are named by the places that faults name.

``progress.rows[2].colour`` is the name of a field, the place of a fault, and where the text says
it; so one reader checks the form and the text, and nothing typed is lost on the way.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict

from ballast.delivery.plans.messages import PLAN_CLASSES
from ballast.dispatch.alerts.messages import FAMILIES
from ballast.dispatch.alerts.messages.rulebooks import (
    COMPARED,
    MEASURES,
    PROMPTED,
    colour_name,
)
from ballast.dispatch.alerts.rules import (
    COMPARISONS,
    GAPS,
    UNIT,
    Colour,
    Family,
    Measure,
    fitting,
    written,
)

HEAD = ("code", "version", "zh", "en", "source")
WHOLE = "whole"  # a fault of a row as such
_WAN = 10_000  # yuan; a form asks for 万元
_MONTHS = range(1, 13)
# What a rule and a row say where they say nothing, and what a fault of theirs may be about.
_RULE = {"classes": (), "months": (), "needs_ground": False, "prompt": ""}
_ROW = {"is_open": False, "running": 1}
_ABOUT_RULE = ("measure", "least_total_yuan", "rows")
_ABOUT_ROW = ("code", "colour", "threshold", "zh", "en", WHOLE)
_BLANK = {"code": "", "colour": "yellow", "below": "", "zh": "", "en": ""}
Told = dict[str, Any]
Faults = Mapping[str, Sequence[str]]  # words by place
Choices = Sequence[tuple[str, str]]


def told_of(post: QueryDict) -> Told:
    """What the form says, in the shape of a text that says the same; numbers where they are."""
    told: Told = {name: post.get(name, "").strip() for name in HEAD}
    left_open = {language: _lines(post.get(f"open.{language}", "")) for language in ("zh", "en")}
    if any(left_open.values()):
        told["open"] = left_open
    for family in _families(post):
        told[family] = _rule(post, family)
    if of_units := post.get(UNIT, "").strip():
        told[UNIT] = _table(of_units)
    return told


def _table(text: str) -> Told | str:
    """What the form keeps as text; what is no table is a fault, and not forgotten."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return text


def of_units(told: Told) -> str:
    """The rule for units as the form shows it: as text, without its name."""
    rule = told.get(UNIT, "")
    return rule if isinstance(rule, str) else written({UNIT: rule}).partition("\n")[2].strip()


def _families(post: QueryDict) -> list[Family]:
    return [family for family in Family if family.value in post.getlist("family")]


def _rule(post: QueryDict, family: Family) -> Told:
    rule: Told = {"measure": post.get(f"{family}.measure", "")}
    if months := post.getlist(f"{family}.months"):
        rule["months"] = [_number(month) for month in months]
    if classes := post.getlist(f"{family}.classes"):
        rule["classes"] = classes
    if f"{family}.needs_ground" in post:
        rule["needs_ground"] = True
    if least := post.get(f"{family}.least_total_yuan", "").strip():
        rule["least_total_yuan"] = _number(least, times=_WAN)
    if prompt := post.get(f"{family}.prompt"):
        rule["prompt"] = prompt
    if family in GAPS:
        rule["done"] = _row(post, f"{family}.done")
    count = _number(post.get(f"{family}.rows", "0"))
    rows = range(1, count + 1) if isinstance(count, int) and count <= len(post) else ()
    rule["rows"] = [_row(post, f"{family}.rows[{place}]") for place in rows]
    return rule


def _row(post: QueryDict, place: str) -> Told:
    said = {
        name: post.get(f"{place}.{name}", "").replace("\r\n", "\n").strip()
        for name in ("code", "colour", "how", "threshold", "running", "zh", "en")
    }
    row: Told = {"code": said["code"], "colour": said["colour"]}
    if said["how"] in COMPARISONS:
        row[said["how"]] = _number(said["threshold"])
    elif said["threshold"]:
        row["threshold"] = said["threshold"]  # without a comparison: a fault, not forgotten
    if said["running"] not in {"", "1"}:
        row["running"] = _number(said["running"])
    if f"{place}.is_open" in post:
        row["is_open"] = True
    return row | {"zh": said["zh"], "en": said["en"]}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _number(text: str, times: int = 1) -> int | float | str:
    """A number, if it is one; else what was typed."""
    try:
        value = Decimal(text.replace("−", "-").strip()) * times
    except InvalidOperation:
        return text
    if not value.is_finite():
        return text
    return int(value) if value == value.to_integral_value() else float(value)


def acted(told: Told, act: str, usual: Mapping[str, Told]) -> None:
    """Carry out ``add:progress``, ``remove:progress:2``, ``up:progress:2``, ``drop:entry``.

    ``family:entry`` brings a family in as it is ``usual``. What cannot be meant is left undone.
    """
    what, _, about = act.partition(":")
    name, _, place = about.partition(":")
    if what == "family" and name in usual:
        told.setdefault(name, usual[name])
    if name not in told or name not in {*Family}:
        return
    rows, at = told[name]["rows"], int(place) - 1 if place.isdecimal() else -1
    if what == "drop":
        del told[name]
    elif what == "add":
        rows.insert(max(0, len(rows) - 1), dict(_BLANK))
    elif what == "remove" and 0 <= at < len(rows):
        del rows[at]
    elif what == "up" and 0 < at < len(rows):
        rows[at - 1], rows[at] = rows[at], rows[at - 1]


@dataclass(frozen=True, slots=True)
class RowFields:
    """A row as it stands in the form."""

    place: str
    said: Told
    how: str
    threshold: str
    faults: Faults  # by field, and of the WHOLE
    number: int = 0  # 0: what is done


@dataclass(frozen=True, slots=True)
class RuleFields:
    """A family's rule as it stands in the form."""

    family: Family
    said: Told
    least_wan: str
    measures: Choices
    rows: Sequence[RowFields]
    faults: Faults
    months: Sequence[int] = field(default=_MONTHS)

    @property
    def name(self) -> str:
        return str(FAMILIES[self.family])

    @property
    def count(self) -> int:
        return sum(row.number > 0 for row in self.rows)


def fields_of(told: Told, faults: Faults) -> list[RuleFields]:
    """The families of a rulebook as fields; ``faults``: words by place."""
    return [_fields(family, told[family], faults) for family in Family if family in told]


def _fields(family: Family, rule: Told, faults: Faults) -> RuleFields:
    rows = [] if "done" not in rule else [_row_fields(f"{family}.done", rule["done"], faults, 0)]
    rows += [
        _row_fields(f"{family}.rows[{number}]", row, faults, number)
        for number, row in enumerate(rule["rows"], 1)
    ]
    return RuleFields(
        family=family,
        said=_RULE | rule,
        least_wan=_wan(rule.get("least_total_yuan", "")),
        measures=[(one, str(MEASURES[Measure(one)])) for one in fitting(family)],
        rows=rows,
        faults=dict.fromkeys(_ABOUT_RULE, ()) | dict(_under(str(family), faults)),
    )


def _row_fields(place: str, row: Told, faults: Faults, number: int) -> RowFields:
    how = next((one for one in COMPARISONS if one in row), "")
    threshold = str(row.get(how or "threshold", ""))
    wrong = dict.fromkeys(_ABOUT_ROW, ()) | dict(_under(place, faults))
    return RowFields(place, _ROW | row, how, threshold, wrong, number)


def _under(place: str, faults: Faults) -> Iterator[tuple[str, Sequence[str]]]:
    """The faults of a place by the one word that follows it."""
    for where, words in faults.items():
        rest = where.removeprefix(f"{place}.")
        if where == place:
            yield WHOLE, words
        elif rest != where and "." not in rest:
            yield rest, words


def _wan(yuan: Any) -> str:
    if isinstance(yuan, int | float) and not isinstance(yuan, bool):
        return f"{(Decimal(str(yuan)) / _WAN).normalize():f}"
    return str(yuan)


def choices() -> Mapping[str, Choices]:
    """What may be chosen in every rule and row."""
    return {
        "classes": [(one, str(words)) for one, words in PLAN_CLASSES.items()],
        "prompts": [(one, str(PROMPTED[one])) for one in PROMPTED],
        "comparisons": [(one, str(COMPARED[one])) for one in COMPARED],
        "colours": [(one.value, colour_name(one)) for one in Colour],
    }
