"""One module tells the time (ADR 0026): a second clock would not be shifted with the first."""

import ast
from pathlib import Path

import pytest

import ballast

SOURCE = Path(ballast.__file__).parent
CLOCK = SOURCE / "platform" / "clock.py"
ALWAYS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
BARE = {"localdate", "localtime"}  # with a moment they only turn it


def readings(tree: ast.AST) -> list[int]:
    """The lines on which a clock is read, or handed on to be read."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith("timezone.now"):
            found.append(node.lineno)
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            is_bare = name.split(".")[-1] in BARE and not (node.args or node.keywords)
            if is_bare or ".".join(name.split(".")[-2:]) in ALWAYS:
                found.append(node.lineno)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.timezone":
            found += [node.lineno for one in node.names if one.name == "now"]
    return found


def test_only_the_clock_reads_the_clock():
    trespasses = {
        f"{path.relative_to(SOURCE)}:{line}"
        for path in SOURCE.rglob("*.py")
        if path != CLOCK and "migrations" not in path.parts
        for line in readings(ast.parse(path.read_text()))
    }

    assert trespasses == set()


@pytest.mark.parametrize(
    "read",
    [
        "timezone.now()",
        "run(now=timezone.now)",
        "localdate()",
        "timezone.localtime()",
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "date.today()",
        "time.time()",
        "from django.utils.timezone import now",
    ],
)
def test_each_way_to_read_a_clock_is_seen(read):
    assert readings(ast.parse(read)) == [1]


def test_a_moment_that_is_given_is_no_clock():
    assert readings(ast.parse("localdate(at); timezone.localtime(before); monotonic()")) == []
