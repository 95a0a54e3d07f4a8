"""Settings of the tests: the superuser logs in and steps down to the application's role."""

from .base import *  # noqa: F403
from .base import DATABASES

SECRET_KEY = "only-for-tests-" + "0" * 50
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"] |= {
    "ENGINE": "tests.support.backend",
    "USER": "ballast_super",
    "OPTIONS": {"options": "-c role=ballast_owner"},
    "CONN_MAX_AGE": 0,
}
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 60}  # not the nightly jobs, whatever the hour
