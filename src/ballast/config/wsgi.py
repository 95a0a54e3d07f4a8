"""What the web server calls."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from ballast.config.env import NO_KEY

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ballast.config.settings.base")
if settings.SECRET_KEY == NO_KEY:
    raise ImproperlyConfigured("There is no secret key in BALLAST_HOME; `ballast up` makes one.")
application = get_wsgi_application()
