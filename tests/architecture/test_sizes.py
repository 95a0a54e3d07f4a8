"""No file grows past what a person reads at one sitting."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_no_module_is_over_400_lines_and_no_test_over_500():
    too_long = [
        f"{path.relative_to(ROOT)}: {count}"
        for folder, limit in (("src", 400), ("bench", 400), ("tools", 400), ("tests", 500))
        for path in (ROOT / folder).rglob("*.py")
        if (count := len(path.read_text().splitlines())) > limit
    ]

    assert too_long == []


def test_no_template_is_over_150_lines():
    too_long = [
        f"{path.relative_to(ROOT)}: {count}"
        for path in (ROOT / "src").rglob("*.html")
        if (count := len(path.read_text().splitlines())) > 150
    ]

    assert too_long == []
