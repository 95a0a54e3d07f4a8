"""Which database, and as whom: the embedded one, or the one ``DATABASE_URL`` names."""

from typing import Any
from urllib.parse import unquote, urlsplit

from ballast.config.env import Env

ENGINE = "django.db.backends.postgresql"


def databases(env: Env) -> dict[str, dict[str, Any]]:
    """Django's ``DATABASES``: the application's role, or the owner's for migrations."""
    if env.database_url:
        url = (
            env.database_owner_url if env.as_owner and env.database_owner_url else env.database_url
        )
        return {"default": _from_url(url)}
    return {
        "default": {
            "ENGINE": ENGINE,
            "NAME": "ballast",
            "USER": "ballast_owner" if env.as_owner else "ballast_app",
            "HOST": env.socket or "/nonexistent",
            "PORT": "5432",  # else PGPORT, set for another server, would count
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": ENGINE,
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
