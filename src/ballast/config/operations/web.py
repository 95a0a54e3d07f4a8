"""The web server: two processes that share what was loaded before they parted."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

from ballast.kernel import garbage, lifeline

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

WORKERS = 2
MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn makes a private file there


class Web(BaseApplication):  # type: ignore[misc]
    """Gunicorn, told by us and by no file."""

    def __init__(self, bind: str) -> None:
        self.bind = bind
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options().items():
            self.cfg.set(name, value)

    def load(self) -> "WSGIHandler":
        from ballast.config.wsgi import application

        garbage.settle()
        return application

    def _options(self) -> dict[str, Any]:
        return {
            "bind": self.bind,
            "workers": WORKERS,
            "worker_class": "gthread",  # a slow reader holds up a thread, not a process
            "threads": 4,
            "preload_app": True,  # what is loaded before the fork is in memory once
            "timeout": 120,  # a large ledger is read within one request
            "graceful_timeout": 15,
            "keepalive": 5,
            "worker_tmp_dir": str(MEMORY) if os.access(MEMORY, os.W_OK) else None,
            "control_socket_disable": True,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "ballast-web",
            "post_fork": _post_fork,
        }


def _post_fork(server: Any, _worker: Any) -> None:
    lifeline.hold(server.pid)


def main() -> None:
    parent, bind = sys.argv[1:]
    lifeline.hold(int(parent))
    sys.argv = sys.argv[:1]
    Web(bind).run()


if __name__ == "__main__":
    main()
