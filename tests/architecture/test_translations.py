"""The Chinese is complete, and is kept in the catalogue."""

import ast
import re

import pytest

from tools import translations

CHINESE = re.compile(r"[\u4e00-\u9fff]")

# Where Chinese is what the code is about, not what it says to its reader.
OFFICE_WORDS = {
    "kernel/*": "units of money, names to transliterate",
    "**/rules.py": "rules read the office's words and say codes",
    "**/rules/*": "rules read the office's words and say codes",
    "**/sheets.py": "words that stand in ledgers",
    "**/sheets/superior.py": "tables for superiors are in Chinese",
    "**/documents.py": "official papers are in Chinese",
    "**/documents/*": "official papers are in Chinese",
    "platform/codelists/**/*": "the code lists themselves",
    "platform/documents/**/*": "official papers are in Chinese",
    "platform/sheets/**/*": "words that stand in ledgers",
    "delivery/ledgers/**/*": "words that stand in ledgers",
    "edges/demo/**/*": "an invented city",
}


def test_every_word_has_its_chinese_and_none_is_left_over():
    assert translations.faults() == []


def sources():
    allowed = {path for glob in OFFICE_WORDS for path in translations.SOURCE.glob(glob)}
    for path in sorted([*translations.SOURCE.rglob("*.py"), *translations.SOURCE.rglob("*.html")]):
        if path not in allowed and "migrations" not in path.parts:
            yield path


def said_in_chinese(path):
    """Chinese outside comments and docstrings."""
    if path.suffix == ".html":
        return CHINESE.findall(path.read_text())
    tree = ast.parse(path.read_text())
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
        and CHINESE.search(node.value)
    ]


def test_what_a_page_says_in_chinese_stands_in_the_catalogue():
    found = {
        str(path.relative_to(translations.SOURCE)): said_in_chinese(path) for path in sources()
    }

    assert {path: words for path, words in found.items() if words} == {}


@pytest.fixture
def house(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        "{% load i18n %}\n    {% translate 'Shown' %}{% blocktranslate count n=n %}one{% plural %}"
        "{{ n }} rows{% endblocktranslate %}\n{{ _('Filtered') }} it's"
    )
    (tmp_path / "code.py").write_text("def f():\n    return _('Said'), pgettext('at sea', 'Bow')\n")
    return tmp_path


def test_words_are_found_in_templates_and_in_code(house):
    assert translations.messages(house) == {
        ("", "Shown", ""),
        ("", "one", "%(n)s rows"),
        ("", "Filtered", ""),
        ("", "Said", ""),
        ("at sea", "Bow", ""),
    }


def test_a_gap_a_fuzzy_word_and_a_lost_placeholder_are_each_named(house):
    book = house / "django.po"
    translations.extract(book, house)
    book.write_text(
        book.read_text()
        .replace('msgid "Shown"\nmsgstr ""', '#, fuzzy\nmsgid "Shown"\nmsgstr "显示"')
        .replace('msgstr[0] ""', 'msgstr[0] "若干行"')
        .replace('msgid "Said"\nmsgstr ""', 'msgid "Unsaid"\nmsgstr "未说"')
    )

    assert translations.faults(book, house) == [
        "fuzzy: 'Shown'",
        "missing: 'Said'",
        "no Chinese: 'Bow'",
        "no Chinese: 'Filtered'",
        "no longer said: 'Unsaid'",
        "other placeholders: 'one'",
    ]


def test_extracting_again_keeps_the_chinese_and_drops_what_is_no_longer_said(house):
    book = house / "django.po"
    translations.extract(book, house)
    book.write_text(
        book.read_text().replace('msgid "Said"\nmsgstr ""', 'msgid "Said"\nmsgstr "说"')
    )
    (house / "templates" / "page.html").unlink()

    translations.extract(book, house)

    assert 'msgid "Said"\nmsgstr "说"' in book.read_text()
    assert "Shown" not in book.read_text()


def test_what_git_leaves_after_two_branches_added_words_can_still_be_read(house):
    """Two entries with the same Chinese, put together line by line, share one ``msgstr``."""
    book = house / "django.po"
    book.write_text('msgid "Filtered"\nmsgid "Said"\nmsgstr "说"\nmsgstr "讲"\n')

    translations.extract(book, house)

    assert 'msgid "Filtered"\nmsgstr ""\n' in book.read_text()
    assert 'msgid "Said"\nmsgstr "说"\n' in book.read_text()
