"""The worker: does the jobs that wait in the database, until told to stop."""

import sys

import django

from ballast.kernel import lifeline


def main() -> None:
    """Needs the process that looks after it as its only argument."""
    lifeline.hold(int(sys.argv[1]))
    django.setup()
    # Read late: the queue is made from Django's settings.
    from ballast.platform.jobs import services as jobs

    jobs.run_worker()


if __name__ == "__main__":
    main()
