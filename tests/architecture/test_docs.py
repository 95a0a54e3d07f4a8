"""Documents that cannot lie: words, links and apps are checked."""

import re
from enum import StrEnum
from pathlib import Path

from ballast.projects.rules import amounts, states
from ballast.projects.rules import kinds as kinds_module

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| ([^|]+) \| `([a-z_]+)` \|", re.MULTILINE)


def test_one_english_word_stands_for_one_chinese_term():
    rows = ROW.findall((ROOT / "docs/glossary.md").read_text())
    chinese = [zh for zh, _ in rows]
    english = [en for _, en in rows]

    assert len(rows) > 150
    assert sorted({zh for zh in chinese if chinese.count(zh) > 1}) == []
    assert sorted({en for en in english if english.count(en) > 1}) == []


def test_every_code_of_the_register_has_its_row():
    """As a code word, or in capitals beside the word it belongs to."""
    text = (ROOT / "docs/glossary.md").read_text()
    words = {english for _, english in ROW.findall(text)}
    kinds = [
        one
        for module in (amounts, kinds_module, states)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum
    ]

    missing = sorted(
        f"{kind.__name__}.{code}"
        for kind in set(kinds)
        for code in kind
        if code.lower() not in words and f"`{code}`" not in text
    )

    assert missing == []


def test_no_name_in_the_code_is_on_the_list_of_words_not_to_use():
    forbidden = re.compile(
        r"construction_unit|time_schedule|commissioner|special_team|red_list|horse_race",
        re.IGNORECASE,
    )

    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "src").rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if forbidden.search(line)
    ]

    assert found == []


def test_every_app_is_on_the_map():
    text = (ROOT / "docs/architecture.md").read_text()
    apps = [
        str(path.parent.relative_to(ROOT / "src/ballast"))
        for path in (ROOT / "src/ballast").rglob("apps.py")
        if path.parent.name != "config"
    ]

    assert [app for app in apps if f"**{app}**" not in text] == []


def test_every_document_is_in_the_index():
    docs = ROOT / "docs"
    listed = set(re.findall(r"\]\(([^)]+)\)", (docs / "README.md").read_text()))
    pages = {str(page.relative_to(docs)) for page in docs.rglob("*.md")} - {"README.md"}

    assert sorted(pages - listed) == []


def test_links_between_documents_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)} → {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
        if not (page.parent / target).exists()
    ]

    assert broken == []


def test_both_readmes_say_the_same_things_in_the_same_order():
    english = (ROOT / "README.md").read_text()
    chinese = (ROOT / "README.zh-CN.md").read_text()

    assert re.findall(r"^(#+) ", english, re.MULTILINE) == re.findall(
        r"^(#+) ", chinese, re.MULTILINE
    )
    assert re.findall(r"```\n.*?```", english, re.DOTALL) == re.findall(
        r"```\n.*?```", chinese, re.DOTALL
    )
    assert max(len(text.splitlines()) for text in (english, chinese)) < 120


def test_nothing_shipped_names_the_place_where_it_was_made():
    places = re.compile(r"/work/|\.\./shared/(?!data)|/tmp/wt|registry\.npmjs|pypi\.org/simple")

    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("src", "docs", "requirements", "frontend/src", "tools", "bench", "tests")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and path.suffix in {".py", ".md", ".txt", ".ts", ".html", ".json"}
        and path != Path(__file__)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if places.search(line)
    ]

    assert found == []
