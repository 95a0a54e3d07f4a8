"""The worker: takes jobs from the database, one after the other, until told to stop."""

import sys
from collections.abc import Callable
from typing import Any

import django

from ballast.config.operations import lifeline

FINISH_WITHIN_SECONDS = 15


def main() -> None:
    lifeline.hold(int(sys.argv[1]))
    django.setup()
    # Read late: the connector is made from Django's settings.
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        working.run_worker(
            shutdown_graceful_timeout=FINISH_WITHIN_SECONDS,
            task_middleware=[_with_living_connections],
        )


def _with_living_connections(run: Callable[[], Any], *_context: object) -> Any:
    """As at the edges of a request: a connection that broke is not used again."""
    from django.db import close_old_connections

    close_old_connections()
    try:
        return run()
    finally:
        close_old_connections()


if __name__ == "__main__":
    main()
