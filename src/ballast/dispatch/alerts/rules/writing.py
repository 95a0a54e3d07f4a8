"""From a rulebook as it is told (TOML's tables) to its text, and from one version to the next."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from .rulebook import Family

_VERSION = re.compile(r"""^(version\s*=\s*)("(?:[^"\\]|\\.)*"|'[^']*')""", re.MULTILINE)
_TABLE = re.compile(r"^\s*\[", re.MULTILINE)
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def written(told: Mapping[str, Any]) -> str:
    """A text that reads back as what is told, in the order of the families."""
    tables = {name: value for name, value in told.items() if isinstance(value, Mapping)}
    order = ["open", *Family]
    names = sorted(tables, key=lambda name: order.index(name) if name in order else len(order))
    heads = [f"{_key(name)} = {_value(told[name])}" for name in told if name not in tables]
    parts = ["\n".join(heads), *(_table(name, tables[name]) for name in names)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(name: str, table: Mapping[str, Any]) -> str:
    lines = [f"{_key(key)} = {_rows(value)}" for key, value in table.items()]
    return "\n".join([f"[{_key(name)}]", *lines])


def _rows(value: Any) -> str:
    """A list of tables has a line for each of them."""
    if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        return "[\n" + "".join(f"  {_value(one)},\n" for one in value) + "]"
    return _value(value)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return _text(value) if isinstance(value, str) else repr(value)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(value: str) -> str:
    # JSON's escapes are TOML's, but for one sign that JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def next_version(code: str, version: str, taken: Collection[str]) -> str:
    """The version, or the first after it that no rulebook of this code has: 2025.1 → 2025.2.

    ``taken``: keys of rulebooks that are published or that lamps rest on.
    """
    while f"{code}-{version}" in taken:
        version = _following(version)
    return version


def _following(version: str) -> str:
    head, last = re.fullmatch(r"(.*?)(\d*)", version, re.DOTALL).groups()  # type: ignore[union-attr]
    return f"{head}{int(last) + 1}" if last else f"{version}.2"


def with_version(text: str, version: str) -> str:
    """The same text as another version; its comments stay."""
    found = _TABLE.search(text)
    head = text[: found.start()] if found else text
    return _VERSION.sub(lambda met: f"{met[1]}{_text(version)}", head, count=1) + text[len(head) :]


def line_of(text: str, place: str) -> int | None:
    """In which line of a text a place such as ``progress.rows[2].colour`` stands, from 1."""
    lines = text.splitlines()
    name, _, rest = place.partition(".")
    start = next((n for n, line in enumerate(lines) if line.strip() == f"[{name}]"), None)
    if start is None:
        return next((n + 1 for n, line in enumerate(lines) if _says(line, name)), None)
    end = next((n for n in range(start + 1, len(lines)) if lines[n].startswith("[")), len(lines))
    key, _, row = rest.partition("[")
    at = next((n for n in range(start, end) if _says(lines[n], key.partition(".")[0])), start)
    if row:
        rows = [n for n in range(at, end) if re.search(r"\{\s*\w+\s*=", lines[n])]
        number = int(row.partition("]")[0])
        at = rows[number - 1] if number <= len(rows) else at
    return at + 1


def _says(line: str, key: str) -> bool:
    return bool(key) and re.match(rf"\s*{re.escape(key)}\s*=", line) is not None
