from ballast.config.settings.base import *  # noqa: F403
from ballast.config.settings.base import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.entry.storm"]
ROOT_URLCONF = "tests.entry.storm.urls"
