"""What ``ballast doctor`` tells of the embedded database."""

from dataclasses import dataclass
from pathlib import Path

from . import location
from .postmaster import postmaster


@dataclass(frozen=True, slots=True)
class Status:
    """Where everything lies; ``socket`` and ``pid`` are None while the server does not run."""

    home: Path
    data: Path
    log: Path
    programs: Path
    account: str
    made: bool
    version: str
    socket: Path | None
    pid: int | None


def status(home: Path) -> Status:
    """The cluster of ``home`` as it is now; starts and changes nothing. Raises ClusterError."""
    place = location.place_of(home)
    found = postmaster(place)
    version = place.account.run(place.bin / "postgres", "--version").stdout.strip()
    return Status(
        home=place.home,
        data=place.data,
        log=place.log,
        programs=place.bin,
        account=place.account.name,
        made=place.data.exists(),
        version=version,
        socket=found.socket if found else None,
        pid=found.pid if found else None,
    )
