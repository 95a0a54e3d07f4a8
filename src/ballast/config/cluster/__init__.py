"""The private PostgreSQL that Ballast runs when no ``DATABASE_URL`` is given."""

from .errors import ClusterError
from .location import make_home
from .roles import APP, OWNER, SUPERUSER, grant
from .status import Status, status
from .supervisor import Server, running

__all__ = [
    "APP",
    "OWNER",
    "SUPERUSER",
    "ClusterError",
    "Server",
    "Status",
    "grant",
    "make_home",
    "running",
    "status",
]
