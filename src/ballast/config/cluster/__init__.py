"""The private PostgreSQL that Ballast runs when no ``DATABASE_URL`` is given."""

from .supervisor import Server, running

__all__ = ["Server", "running"]
