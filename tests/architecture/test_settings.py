"""What may be set is written down, and what is written down may be set."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_variable_is_explained_once():
    read = re.findall(r'environ\.get\(\s*"(\w+)"', (ROOT / "src/ballast/config/env.py").read_text())
    explained = re.findall(
        r"^\| `(\w+)` \|", (ROOT / "docs/reference/settings.md").read_text(), re.MULTILINE
    )

    assert sorted(explained) == sorted(set(read))


def test_our_variables_are_read_in_one_place():
    readers = re.compile(r'(environ\.get|getenv)\(\s*"(BALLAST|DATABASE)_')
    found = [
        str(path.relative_to(ROOT / "src/ballast"))
        for path in (ROOT / "src").rglob("*.py")
        if readers.search(path.read_text())
    ]

    assert found == ["config/env.py"]
