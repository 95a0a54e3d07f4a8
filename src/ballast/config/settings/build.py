"""Settings for checks that need no database: models, migrations, templates."""

from .base import *  # noqa: F403

DATABASES = {"default": {"ENGINE": "django.db.backends.dummy"}}
