"""What a backup holds, part by part, so that damage is found before anything is written."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ballast.config.console import gettext as _
from ballast.config.operations.digests import TableDigest
from ballast.config.operations.stopped import Stopped

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the backup."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """``parts`` by path within the backup; ``tables`` by name, as they were in the snapshot."""

    made_at: str
    ballast: str
    postgres: str
    cluster: str
    migrations: tuple[str, ...]
    tables: Mapping[str, TableDigest]
    parts: Mapping[str, Part]

    def write(self, folder: Path) -> None:
        body = {"format": FORMAT, **asdict(self)}
        text = json.dumps(body | {"seal": _seal(body)}, ensure_ascii=False, indent=1)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def part_of(path: Path) -> Part:
    """The size and digest of a file, read piece by piece."""
    with path.open("rb") as file:
        return Part(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def verified(folder: Path) -> Manifest:
    """The manifest of a whole, undamaged backup. Raises Stopped, saying what is wrong."""
    manifest = _read(folder)
    present = {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path != folder / NAME
    }
    faults = [
        _("%(name)s is missing") % {"name": name}
        for name in sorted(manifest.parts.keys() - present)
    ]
    faults += [
        _("%(name)s is a link, and a backup holds none") % {"name": path.relative_to(folder)}
        for path in sorted(folder.rglob("*"))
        if path.is_symlink()
    ]
    faults += [
        _("%(name)s does not belong to it") % {"name": name}
        for name in sorted(present - manifest.parts.keys())
    ]
    faults += [
        _("%(name)s is not what was written") % {"name": name}
        for name, part in sorted(manifest.parts.items())
        if name in present and part_of(folder / name) != part
    ]
    if faults:
        raise Stopped(
            _("the backup in %(folder)s is damaged; nothing was written:") % {"folder": folder}
            + f"\n{_few(faults)}"
        )
    return manifest


def _read(folder: Path) -> Manifest:
    said = {"folder": folder, "name": NAME, "format": FORMAT}
    try:
        body = json.loads((folder / NAME).read_text(encoding="utf-8"))
        seal, version = body.pop("seal"), body["format"]
    except FileNotFoundError:
        raise Stopped(_("%(folder)s holds no backup: %(name)s is missing") % said) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Stopped(
            _("the backup in %(folder)s is damaged: %(name)s cannot be read") % said
        ) from None
    if seal != _seal(body):
        raise Stopped(_("the backup in %(folder)s is damaged: %(name)s was changed") % said)
    if version != FORMAT:
        raise Stopped(
            _("the backup in %(folder)s has format %(found)s; this version reads %(format)d")
            % (said | {"found": version})
        )
    del body["format"]
    return Manifest(
        **body
        | {
            "migrations": tuple(body["migrations"]),
            "tables": {name: TableDigest(**table) for name, table in body["tables"].items()},
            "parts": {name: Part(**part) for name, part in body["parts"].items()},
        }
    )


def _seal(body: Mapping[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _few(faults: list[str]) -> str:
    shown = "\n".join(f"  {fault}" for fault in faults[:10])
    if len(faults) > 10:
        shown += "\n  " + _("and %(count)d more") % {"count": len(faults) - 10}
    return shown
