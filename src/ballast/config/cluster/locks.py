"""Locks that the kernel takes back when their holder dies."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from ballast.config.console import gettext as _

from .errors import ClusterError


@contextlib.contextmanager
def lock_file(path: Path) -> Iterator[int]:
    """An open lock file, not yet locked; it belongs to the owner of its folder.

    It is never followed through a link nor emptied: root may be working in a user's folder.
    The descriptor is closed in every program we start (PEP 446), so no server inherits a lock.
    """
    try:
        descriptor = _opened(path)
    except OSError as error:
        raise ClusterError(
            _(
                "%(path)s cannot be opened (%(fault)s); if %(folder)s is not yours,"
                " set BALLAST_HOME to a folder of your own"
            )
            % {"path": path, "fault": error.strerror, "folder": path.parent}
        ) from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    with contextlib.suppress(FileExistsError):
        made = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        if os.geteuid() == 0:
            owner = path.parent.stat()
            os.fchown(made, owner.st_uid, owner.st_gid)
        return made
    return os.open(path, os.O_RDWR | os.O_NOFOLLOW)


def taken(descriptor: int, operation: int) -> bool:
    """Whether the lock could be taken at once."""
    try:
        fcntl.flock(descriptor, operation | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
