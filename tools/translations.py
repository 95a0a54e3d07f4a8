"""The catalogue of Chinese words, without system gettext.

``python -m tools.translations extract`` adds what the source newly says and drops what it no
longer says; then fill in the Chinese. ``check`` refuses gaps; ``compile`` writes what Django reads.
The catalogue is sorted and holds no places, so that two branches seldom touch the same lines.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "ballast"
CATALOGUE = SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
HEADER = {
    "Project-Id-Version": "Ballast",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Words inside an f-string would be looked up but never found by ``extract``.
HIDDEN = re.compile(r"\{(?:_|[np]*gettext(?:_lazy)?)\(")
# A template doubles the per cent sign of a constant before it looks it up, and never finds it.
DOUBLED = re.compile(r"""_\((["'])[^"'%]*%[^"']*\1\)""")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

Message = tuple[str, str, str]  # context, words, words in the plural


def extract(catalogue: Path = CATALOGUE, source: Path = SOURCE) -> None:
    """Bring the catalogue in line with the source."""
    known = {_key(entry): entry for entry in _read(catalogue)}
    said = messages(source)
    for key in said - known.keys():
        known[key] = _entry(*key)
    _write(catalogue, [known[key] for key in said])


def faults(catalogue: Path = CATALOGUE, source: Path = SOURCE) -> list[str]:
    """What keeps the catalogue from being complete, a line for each fault."""
    entries, said = _read(catalogue), messages(source)
    found = [f"missing: {words!r}" for _, words, _ in said - {_key(entry) for entry in entries}]
    seen: set[Message] = set()
    for entry in entries:
        key = _key(entry)
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        if key in seen:
            found.append(f"twice: {entry.msgid!r}")
        if key not in said:
            found.append(f"no longer said: {entry.msgid!r}")
        if entry.fuzzy:
            found.append(f"fuzzy: {entry.msgid!r}")
        if not all(texts):
            found.append(f"no Chinese: {entry.msgid!r}")
        elif any(
            _placeholders(text) != _placeholders(entry.msgid_plural or entry.msgid)
            for text in texts
        ):
            found.append(f"other placeholders: {entry.msgid!r}")
        seen.add(key)
    return sorted(found)


def compile_catalogue(catalogue: Path = CATALOGUE) -> bool:
    """Write the ``.mo`` beside the catalogue, when that is newer; say whether it was needed."""
    compiled = catalogue.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime:
        return False
    fresh = compiled.with_name(compiled.name + ".new")
    _read(catalogue).save_as_mofile(str(fresh))
    fresh.replace(compiled)
    return True


def messages(source: Path = SOURCE) -> set[Message]:
    """Everything marked for translation in Python and in templates."""
    found: set[Message] = set()
    for path in source.rglob("*.py"):
        if HIDDEN.search(path.read_text()):
            sys.exit(f"{path}: translate before the f-string, not inside it")
        found.update(_spoken(path.read_bytes()))
    for path in source.rglob("templates/**/*.html"):
        if DOUBLED.search(path.read_text()):
            sys.exit(f"{path}: a constant with a per cent sign is never translated")
        found.update(_spoken(_as_python(path).encode()))
    return found


def _as_python(template: Path) -> str:
    from django.utils.translation.template import templatize

    text = templatize(template.read_text(), origin=str(template))
    return "\n".join(line.lstrip() for line in text.splitlines())  # indentation means nothing here


def _spoken(source: bytes) -> Iterator[Message]:
    from babel.messages.extract import extract as babel_extract

    for _, found, _, context in babel_extract("python", BytesIO(source), KEYWORDS):
        words = (found,) if isinstance(found, str) else tuple(found)
        yield context or "", words[0], words[1] if len(words) > 1 else ""


def _read(catalogue: Path):
    import polib

    return polib.pofile(_mended(catalogue.read_text()) if catalogue.exists() else "")


def _mended(text: str) -> str:
    """As a catalogue, after git has put two branches' entries together line by line.

    Two entries with the same Chinese lose one of it, and are then missing theirs; an entry
    that both branches translated keeps the first.
    """
    text = re.sub(r'^(msgid ".*")\n(?=msgid |\n|\Z)', r'\1\nmsgstr ""\n', text, flags=re.MULTILINE)
    return re.sub(r'^(msgstr ".+")(\nmsgstr ".*")+$', r"\1", text, flags=re.MULTILINE)


def _write(catalogue: Path, entries: Iterable) -> None:
    import polib

    book = polib.POFile(wrapwidth=10_000)
    book.metadata = HEADER
    book.extend(sorted(entries, key=_key))
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(catalogue))


def _entry(context: str, words: str, plural: str):
    import polib

    return polib.POEntry(
        msgctxt=context or None,
        msgid=words,
        msgid_plural=plural,
        msgstr_plural={0: ""} if plural else {},
    )


def _key(entry) -> Message:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def main(command: str) -> None:
    if command == "extract":
        extract()
    elif command == "compile":
        compile_catalogue()
    found = faults() if command != "compile" else []
    print(*found, sep="\n", end="\n" if found else "")
    if command == "check" and found:
        sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
