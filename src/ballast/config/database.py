"""Which database, and as whom: the embedded one, or the one ``DATABASE_URL`` names."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

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
    """Whatever libpq reads in a URL; what Django has no name for goes to its options."""
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": ENGINE,
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": parts,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
