"""Who runs the server: PostgreSQL refuses root, so root's server runs as somebody else."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ballast.config.console import gettext as _

from .errors import ClusterError

ON_BEHALF_OF_ROOT = ("ballast", "postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """An unprivileged OS user, and a way to act as that user."""

    name: str
    uid: int
    gid: int

    def run(self, *command: object, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program as this user, apart from our terminal, folder and environment.

        A terminal's Ctrl-C must not reach the server, nor a LANG that is not installed.
        """
        borrowed = os.geteuid() == 0
        return subprocess.run(
            [str(part) for part in command],
            check=False,
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            cwd="/",
            env={"LC_ALL": "C", "PATH": "/usr/local/bin:/usr/bin:/bin"},
            umask=0o077,
            start_new_session=True,
            user=self.uid if borrowed else None,
            group=self.gid if borrowed else None,
            extra_groups=os.getgrouplist(self.name, self.gid) if borrowed else None,
        )

    def enters(self, folder: Path) -> bool:
        """Tried, not computed: mount options and access lists count too."""
        return self.run("/bin/sh", "-c", 'cd -- "$1"', "sh", folder).returncode == 0

    def write(self, path: Path, text: str) -> None:
        """Write a file with this user's rights, so that no link can lead root astray."""
        done = self.run("/bin/sh", "-c", 'cat > "$1"', "sh", path, given=text)
        if done.returncode:
            raise ClusterError(
                _("%(path)s cannot be written: %(fault)s")
                % {"path": path, "fault": done.stderr.strip()}
            )


def account_for(data: Path, home: Path) -> Account:
    """The process's own user; for root the owner of the data, of the home, or a service account."""
    if os.geteuid() != 0:
        return _of(os.geteuid())
    for folder in (data, home):
        if folder.exists() and (owner := folder.stat().st_uid):
            return _of(owner)
    for name in ON_BEHALF_OF_ROOT:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_name, found.pw_uid, found.pw_gid)
    raise ClusterError(
        _(
            "PostgreSQL does not run as root, and there is no account to run it as;"
            " make one: useradd --system ballast"
        )
    )


def user_name(uid: int) -> str:
    """The name of ``uid`` for a message, or the number when it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _of(uid: int) -> Account:
    try:
        found = pwd.getpwuid(uid)
    except KeyError:
        raise ClusterError(
            _(
                "The user id %(uid)d has no name on this machine, and PostgreSQL needs one;"
                " add a line for it to /etc/passwd, or set DATABASE_URL to use another server"
            )
            % {"uid": uid}
        ) from None
    return Account(found.pw_name, found.pw_uid, found.pw_gid)
