"""A worker of its own process on a test's database: ``python -m tests.jobs.worker DATABASE``."""

import os
import sys

import django


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "ballast.config.settings.test"
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    settings.DATABASES["default"]["OPTIONS"] = {"options": "-c role=ballast_app"}
    django.setup()
    from ballast.platform.audit import services as audit
    from ballast.platform.jobs import services as jobs
    from tests.jobs import counting

    audit.install(counting.REACTIONS)
    jobs.run_worker()


if __name__ == "__main__":
    main()
