"""The private folder of the server's socket: only the server's account and root can enter."""

import contextlib
import os
import re
import shutil
import stat
import tempfile
from pathlib import Path

from ballast.config.console import gettext as _

from .errors import ClusterError
from .location import Place

PORT = 5432  # part of the socket's name; nothing listens on the network
PLAIN = re.compile(r"[A-Za-z0-9/_.-]+")
LONGEST = 88  # bytes: macOS allows 104 for the folder, "/.s.PGSQL.5432" and a closing zero


def socket_folder(place: Place) -> Path:
    """The folder for the next start: below the cluster, or a fresh one where the path is short.

    A folder outside is recorded in the home, and used again while it is still what we made.
    """
    inside = place.base / "run"
    if _fits(inside) and _trusted(place.base):
        if not private(inside, place):
            _remove(inside)
            inside.mkdir(mode=0o700)
            _give(inside, place)
        _clear(inside)
        return inside
    noted = _noted(place)
    if noted and not private(noted, place):
        # A cleaner of temporary folders took it; clients still hold the path.
        with contextlib.suppress(OSError):
            noted.mkdir(mode=0o700)
            _give(noted, place)
    if noted and private(noted, place):
        _clear(noted)
        return noted
    return _fresh(place)


def private(folder: Path, place: Place) -> bool:
    """A real folder of the server's account that nobody else can enter."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == place.account.uid
        and stat.S_IMODE(found.st_mode) == 0o700
    )


def intact(folder: Path | None, place: Place) -> bool:
    """Whether clients can still come this way: cleaners of temporary folders take sockets."""
    return folder is not None and private(folder, place) and (folder / f".s.PGSQL.{PORT}").exists()


def forget(place: Place) -> None:
    """Remove the folder outside the cluster, if there is one: its last user has gone."""
    folder = _noted(place)
    if folder and private(folder, place):
        shutil.rmtree(folder, ignore_errors=True)
    _note(place).unlink(missing_ok=True)


def _noted(place: Place) -> Path | None:
    """The recorded folder, unless the record was copied along with another home."""
    try:
        folder, _feed, data = _note(place).read_text(errors="surrogateescape").partition("\n")
    except OSError:
        return None
    return Path(folder) if data == str(place.data) else None


def _note(place: Place) -> Path:
    return place.home / "socket"


def _fresh(place: Place) -> Path:
    runtime = "/run" if os.geteuid() == 0 else os.environ.get("XDG_RUNTIME_DIR")
    for parent in (Path(runtime or "/tmp"), Path("/tmp")):  # noqa: S108
        with contextlib.suppress(OSError):
            if not _trusted(parent):
                continue
            folder = Path(tempfile.mkdtemp(prefix="ballast-", dir=parent))
            _give(folder, place)
            if _fits(folder):
                _record(place, folder)
                return folder
            folder.rmdir()
    raise ClusterError(
        _(
            "The path of %(home)s is too long for a socket, and no private folder could be made"
            " in XDG_RUNTIME_DIR or /tmp; set BALLAST_HOME to a shorter path"
        )
        % {"home": place.home}
    )


def _fits(folder: Path) -> bool:
    return len(str(folder)) <= LONGEST and PLAIN.fullmatch(str(folder)) is not None


def _trusted(parent: Path) -> bool:
    """Nobody but its owner and root can put another folder in the place of ours."""
    found = parent.stat()
    shared = found.st_mode & stat.S_IWOTH and not found.st_mode & stat.S_ISVTX
    return not shared


def _record(place: Place, folder: Path) -> None:
    """Written beside and renamed, so that a link planted in a user's home is never followed."""
    note = _note(place)
    descriptor, fresh = tempfile.mkstemp(prefix="socket.new-", dir=place.home)
    with open(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(f"{folder}\n{place.data}")
        if os.geteuid() == 0:
            owner = place.home.stat()
            os.fchown(descriptor, owner.st_uid, owner.st_gid)
    Path(fresh).rename(note)


def _give(folder: Path, place: Place) -> None:
    if os.geteuid() == 0:
        os.chown(folder, place.account.uid, place.account.gid, follow_symlinks=False)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """A dead server's lock file may name a pid that now belongs to another process."""
    for left in folder.glob(".s.PGSQL.*"):
        left.unlink()
