"""A process whose children carry something out and die at it, as workers and web servers do.

``python -m tests.coordination.issues.dying DATABASE`` is told over its standard input what to
carry out, one a line, and answers with what became of the child: ``Mortals`` asks it.
"""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
KILLED, DONE, CUT_OFF, REFUSED = -signal.SIGKILL, 0, 3, 4


class Mortals:
    """Children of another process; each call is one of them, and tells how it ended."""

    def __init__(self, database: str, media: Path) -> None:
        env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        self.undertaker = subprocess.Popen(
            [sys.executable, "-m", __name__, database, str(media)],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, what: str, dies_at: int = 0, how: str = "killed", **said: object) -> int:
        asked = {"what": what, "dies_at": dies_at, "how": how, **said}
        self.undertaker.stdin.write(json.dumps(asked) + "\n")
        self.undertaker.stdin.flush()
        return int(self.undertaker.stdout.readline())

    def close(self) -> None:
        self.undertaker.communicate()


class Dying:
    """Ends the process, or its connection, in the place of the n-th statement."""

    def __init__(self, at: int, how: str) -> None:
        self.left, self.how = at, how

    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left == 0 and self.how == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.left == 0:
            execute("SET ROLE NONE", None, False, context)
            execute("SELECT pg_terminate_backend(pg_backend_pid())", None, False, context)
        return execute(sql, params, many, context)


def run_clocks(*, day: str, tears: bool = False):
    """A worker's run of the clocks; ``tears``: with the rows committed before the journal."""
    from django.db import connection

    from ballast.dispatch.coordination.services import issues
    from ballast.dispatch.coordination.services.issues import holding

    def put_rows(*rows):
        put(*rows)
        connection.connection.commit()

    put = holding.put_rows
    if tears:
        holding.put_rows = put_rows
    return lambda: issues.run_clocks(at=datetime.fromisoformat(day))


def press(*, session: str, url: str, said: dict[str, str], upload: str = ""):
    """Somebody who has signed in presses a button of a page."""
    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session

    def do() -> None:
        file = {"uploads": SimpleUploadedFile(upload, b"%PDF-1.4\n%%EOF\n")} if upload else {}
        if client.post(url, {**said, **file}).status_code != 302:
            os._exit(REFUSED)

    return do


def carry_out(asked: dict) -> None:
    from django.db import OperationalError, connection

    dying = Dying(asked.pop("dies_at"), asked.pop("how"))
    act = {"run_clocks": run_clocks, "press": press}[asked.pop("what")](**asked)
    try:
        with connection.execute_wrapper(dying):
            act()
    except OperationalError:
        os._exit(CUT_OFF)
    os._exit(DONE)


@contextmanager
def born():
    """Fork; the child never leaves the block but by its end, and has told what went wrong."""
    pid = os.fork()
    if pid:
        yield pid
        return
    try:
        yield 0
    except Exception:  # noqa: BLE001 - told, and an end of its own
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(1)


def main() -> None:
    import django
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment
    from django.urls import get_resolver

    django.setup()
    get_resolver().url_patterns  # noqa: B018 - read once, not by every child
    setup_test_environment()
    settings.MEDIA_ROOT = sys.argv[2]
    connection.settings_dict |= {"NAME": sys.argv[1]}
    connection.settings_dict["OPTIONS"]["options"] = "-c role=ballast_app"
    for line in sys.stdin:
        with born() as child:
            if not child:
                carry_out(json.loads(line))
        if child:
            _, status = os.waitpid(child, 0)
            sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
