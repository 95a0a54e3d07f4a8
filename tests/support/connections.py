"""What two connections do to each other: one is under way while another waits, or is refused."""

import threading
from contextlib import contextmanager

from django.db import connection, transaction

PATIENCE = 10


class Beside:
    """Work on a connection of its own, in a thread; ``result()`` gives or raises what came of it."""

    def __init__(self, act):
        self.answer = self.fault = None
        self.thread = threading.Thread(target=self._run, args=[act])
        self.thread.start()

    def _run(self, act):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET ROLE ballast_app")
            self.answer = act()
        except Exception as fault:  # noqa: BLE001 - told where it is waited for
            self.fault = fault
        finally:
            connection.close()

    def result(self):
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        if self.fault:
            raise self.fault
        return self.answer


def waits_for_a_lock():
    """Until somebody waits for a lock in this database."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN"
                " (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"
            )
            if cursor.fetchone()[0]:
                return True
        threading.Event().wait(0.05)
    return False


@contextmanager
def under_way(act):
    """``act`` begun in a transaction of its own beside us, which ends when the block does."""
    begun, go_on = threading.Event(), threading.Event()

    def run():
        with transaction.atomic():
            answer = act()
            begun.set()
            assert go_on.wait(PATIENCE)
            return answer

    beside = Beside(run)
    assert begun.wait(PATIENCE), beside.fault
    try:
        yield beside
    finally:
        go_on.set()
    beside.result()
