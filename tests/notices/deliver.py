"""One run of the job in a process of its own: ``python -m tests.notices.deliver DATABASE URL``."""

import os
import sys
from datetime import datetime

import django


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "ballast.config.settings.test"
    from django.conf import settings

    database, settings.MAIL_URL, at = sys.argv[1:]
    settings.SITE_URL, settings.MAIL_FROM = "https://ballast.example", "ballast@ballast.example"
    settings.DATABASES["default"]["NAME"] = database
    settings.DATABASES["default"]["OPTIONS"] = {"options": "-c role=ballast_app"}
    django.setup()
    from ballast.platform.notices import delivering
    from ballast.platform.notices.rules import Way

    delivering.send_next(way=Way.MAIL, at=datetime.fromisoformat(at))


if __name__ == "__main__":
    main()
