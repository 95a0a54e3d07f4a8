"""Reads the versions of lifecycle and schemes that are shipped as files beside the code."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from .rules import Lifecycle, Member, Named, Node, Scheme, Step, Template
from .rules.schemes import TESTS, GapRule

DATA = Path(__file__).parent / "data"


@cache
def lifecycles() -> tuple[Lifecycle, ...]:
    """Every version, oldest first."""
    return tuple(sorted(map(_lifecycle, _files("lifecycle")), key=lambda one: one.valid_from))


@cache
def schemes() -> tuple[tuple[Scheme, ...], ...]:
    """Every version of all schemes, oldest first."""
    tables = sorted(_files("schemes"), key=lambda table: table["valid_from"])
    return tuple(tuple(_schemes(table)) for table in tables)


def _files(folder: str) -> list[dict[str, Any]]:
    return [
        tomllib.loads(path.read_text("utf-8")) for path in sorted((DATA / folder).glob("*.toml"))
    ]


def _lifecycle(table: Mapping[str, Any]) -> Lifecycle:
    nodes = tuple(_node(number, row) for number, row in enumerate(table["node"], start=1))
    templates = [_template(row, nodes) for row in table["template"]]
    return Lifecycle(
        version=table["version"],
        valid_from=table["valid_from"],
        stages=tuple(Named(**row) for row in table["stage"]),
        nodes=nodes,
        templates={template.code: template for template in templates},
    )


def _node(number: int, row: Mapping[str, Any]) -> Node:
    made = {
        "after": tuple(row["after"]),
        "steps": _steps(row["steps"]),
        "marks": _marks(row["marks"]),
        "investor_marks": _marks(row.get("investor_marks", {})),
    }
    return Node(**{**row, **made, "number": number})


def _template(row: Mapping[str, Any], nodes: tuple[Node, ...]) -> Template:
    left_out = frozenset(row.get("not_applicable", ()))
    return Template(
        code=row["code"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        finish=row["finish"],
        from_children=row.get("from_children", False),
        not_applicable=left_out,
        nodes=tuple(
            _tailored(node, row, left_out, {one.code: one.after for one in nodes})
            for node in nodes
            if node.code not in left_out
        ),
    )


def _tailored(
    node: Node,
    row: Mapping[str, Any],
    left_out: frozenset[str],
    order: Mapping[str, tuple[str, ...]],
) -> Node:
    """The node as one kind of project has it: its names, steps and order."""
    name = row.get("names", {}).get(node.code, {"zh": node.name_zh, "en": node.name_en})
    steps = _steps(row.get("steps", {}).get(node.code, ())) or node.steps
    marks = {mark: tuple(row.get("marks", {}).get(mark, made)) for mark, made in node.marks.items()}
    after = row.get("after", {}).get(node.code, node.after)
    return replace(
        node,
        name_zh=name["zh"],
        name_en=name["en"],
        after=tuple(dict.fromkeys(_before(after, left_out, order))),
        steps=tuple(step for step in steps if step.code not in left_out),
        marks={mark: made for mark, made in marks.items() if mark not in left_out},
    )


def _before(
    after: Iterable[str], left_out: frozenset[str], order: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """What a node waits for; in place of a node left out, what that one waits for."""
    for code in after:
        if code in left_out:
            yield from _before(order[code], left_out, order)
        else:
            yield code


def _steps(rows: Any) -> tuple[Step, ...]:
    return tuple(Step(**row) for row in rows)


def _marks(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {mark: tuple(steps) for mark, steps in table.items()}


def _schemes(table: Mapping[str, Any]) -> Iterator[Scheme]:
    lifecycle = next(one for one in lifecycles() if one.version == table["lifecycle"])
    for row in table["scheme"]:
        members = tuple(_member(member) for member in row["member"])
        names = {key: row[key] for key in ("code", "kind", "name_zh", "name_en", "source")}
        yield Scheme(
            **names,
            version=table["version"],
            valid_from=table["valid_from"],
            members=members,
            lifecycle=lifecycle,
        )


def _member(row: Mapping[str, Any]) -> Member:
    rule = row.get("rule", [])
    rules = tuple(rule if isinstance(rule, list) else [rule])
    unknown = {test for one in rules for test in one} - TESTS.keys()
    if unknown:
        raise ValueError(f"{row['code']}: no such tests: {', '.join(sorted(unknown))}")
    return Member(
        code=row["code"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        measure=tuple(row.get("measure", ())),
        rules=rules,
        event=row.get("event", ""),
        gap=GapRule(**row["gap"]) if "gap" in row else None,
    )
