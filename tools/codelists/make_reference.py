"""Write `docs/reference/schemes.md` from the shipped lifecycle and schemes.

python -m tools.codelists.make_reference
"""

import json
from collections.abc import Iterator
from pathlib import Path

from ballast.platform.codelists import catalogue
from ballast.platform.codelists.rules import Lifecycle, Member, Node, Scheme

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "schemes.md"
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬"
HEAD = """\
# Stages, nodes and schemes

Written by `python -m tools.codelists.make_reference` from the files in
`src/ballast/platform/codelists/data`; a test holds it to them. How the rules are read stands in
[nodes](../rules/nodes.md).
"""


def page() -> str:
    lifecycle, schemes = catalogue.lifecycles()[-1], catalogue.schemes()[-1]
    return "\n".join([HEAD, *_nodes(lifecycle), *_templates(lifecycle), *_schemes(schemes)]) + "\n"


def _nodes(lifecycle: Lifecycle) -> Iterator[str]:
    stages = {stage.code: stage for stage in lifecycle.stages}
    yield f"## Nodes, version {lifecycle.version}\n"
    yield "A step in bold makes the mark.\n"
    yield "| stage | node | code | after | done when | steps |"
    yield "|---|---|---|---|---|---|"
    for node in lifecycle.nodes:
        after = "".join(CIRCLES[lifecycle.number_of[code] - 1] for code in node.after)
        stage = stages[node.stage]
        yield (
            f"| {stage.name_zh} {stage.name_en} | {CIRCLES[node.number - 1]} {node.name_zh} "
            f"{node.name_en} | `{node.code}` | {after} | {node.done_when_zh} | {_steps(node)} |"
        )
    yield ""


def _steps(node: Node) -> str:
    made = [*node.marks.values(), *node.investor_marks.values()]
    marking = {step for steps in made for step in steps}
    return " · ".join(
        f"{bold}{step.name_zh}{bold} `{step.code}`"
        for step in node.steps
        for bold in ["**" if step.code in marking else ""]
    )


def _templates(lifecycle: Lifecycle) -> Iterator[str]:
    yield "## Kinds of project\n"
    yield "| kind | code | finished at | without | own names |"
    yield "|---|---|---|---|---|"
    for template in lifecycle.templates.values():
        usual = {node.code: node.name_zh for node in lifecycle.nodes}
        own = [
            f"{CIRCLES[node.number - 1]} {node.name_zh}"
            for node in template.nodes
            if node.name_zh != usual[node.code]
        ]
        without = " ".join(f"`{code}`" for code in sorted(template.not_applicable))
        yield (
            f"| {template.name_zh} {template.name_en} | `{template.code}` | `{template.finish}` "
            f"| {without} | {' · '.join(own)} |"
        )
    yield ""


def _schemes(schemes: tuple[Scheme, ...]) -> Iterator[str]:
    for scheme in schemes:
        yield f"## {scheme.name_zh} {scheme.name_en}\n"
        yield f"`{scheme.code}` · {scheme.kind} · {scheme.source} · version {scheme.version}\n"
        yield "| member | code | rule | measure |"
        yield "|---|---|---|---|"
        for member in scheme.members:
            measure = " ".join(f"`{code}`" for code in member.measure)
            name = f"{member.name_zh} {member.name_en}"
            yield f"| {name} | `{member.code}` | {_rule(member)} | {measure} |"
        yield ""


def _rule(member: Member) -> str:
    if member.event:
        return f"`{member.event}` in the quarter"
    if gap := member.gap:
        since = gap.since or f"planned {gap.since_planned}"
        return f"{since} → no {gap.until} for over {gap.days} days"
    return " **or** ".join("; ".join(map(_test, rule.items())) for rule in member.rules)


def _test(item: tuple[str, object]) -> str:
    return f"{item[0]} {json.dumps(item[1], ensure_ascii=False)}"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), "utf-8")
