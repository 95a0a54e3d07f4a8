"""Every environment variable Ballast reads, in one typed object."""

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]
IN_CHECKOUT = (CHECKOUT / "pyproject.toml").exists()
# What Vite built: beside the source of a checkout, inside the package of a release.
STATIC = CHECKOUT / "build" / "static" if IN_CHECKOUT else PACKAGE / "static"
NO_KEY = "unset-" + "0" * 50


def _home() -> Path:
    given = os.environ.get("BALLAST_HOME")
    if given:
        return Path(given).expanduser().absolute()
    if IN_CHECKOUT:
        return CHECKOUT / "var"
    return Path.home() / ".local" / "share" / "ballast"


@dataclass(frozen=True)
class Env:
    """The process's surroundings, read once. ``docs/reference/settings.md`` explains each."""

    home: Path = field(default_factory=_home)
    database_url: str = field(default_factory=lambda: os.environ.get("DATABASE_URL", ""))
    database_owner_url: str = field(
        default_factory=lambda: os.environ.get("DATABASE_OWNER_URL", "")
    )
    socket: str = field(default_factory=lambda: os.environ.get("BALLAST_SOCKET", ""))
    as_owner: bool = field(default_factory=lambda: os.environ.get("BALLAST_AS_OWNER") == "1")
    debug: bool = field(default_factory=lambda: os.environ.get("BALLAST_DEBUG") == "1")
    hosts: str = field(default_factory=lambda: os.environ.get("BALLAST_HOSTS", ""))
    https: bool = field(default_factory=lambda: os.environ.get("BALLAST_HTTPS") == "1")
    locale: str = field(
        default_factory=lambda: (
            os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
        )
    )
    worker_dead_after: float = field(
        default_factory=lambda: float(os.environ.get("BALLAST_WORKER_DEAD_AFTER", "30"))
    )

    address: str = field(default_factory=lambda: os.environ.get("BALLAST_ADDRESS", ""))
    smtp: str = field(default_factory=lambda: os.environ.get("BALLAST_SMTP", ""))
    mail_from: str = field(default_factory=lambda: os.environ.get("BALLAST_MAIL_FROM", ""))
    webhook_hosts: str = field(default_factory=lambda: os.environ.get("BALLAST_WEBHOOK_HOSTS", ""))
    webhook_key: str = field(default_factory=lambda: os.environ.get("BALLAST_WEBHOOK_KEY", ""))

    @property
    def language(self) -> str:
        """Of the terminal; "C" says nothing of its reader, who is then taken to be an official."""
        return "en" if self.locale.startswith("en") else "zh-hans"

    @cached_property
    def secret_key(self) -> str:
        """The key made at first start; ``NO_KEY`` does for type checks and builds, no page."""
        path = self.home / "secret-key"
        return path.read_text().strip() if path.exists() else NO_KEY
