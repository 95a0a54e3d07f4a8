"""A Ballast of its own for one test: a scratch home and the real `ballast` command."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
OWN_VARIABLES = ("DATABASE_URL", "DATABASE_OWNER_URL", "BALLAST_SOCKET", "DJANGO_SETTINGS_MODULE")


class House:
    def __init__(self, home, **variables):
        self.home = Path(home)
        clean = {name: value for name, value in os.environ.items() if name not in OWN_VARIABLES}
        self.env = (
            clean | variables | {"BALLAST_HOME": str(home), "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
        )
        self.said = self.home.with_name(self.home.name + ".said")

    def command(self, *arguments):
        return [sys.executable, "-m", "ballast.config.entry", *map(str, arguments)]

    def run(self, *arguments, timeout=60):
        return subprocess.run(
            self.command(*arguments), env=self.env, capture_output=True, text=True, timeout=timeout
        )

    def done(self, *arguments, timeout=60):
        ran = self.run(*arguments, timeout=timeout)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def shell(self, code):
        return self.done("manage", "shell", "--no-imports", "-v0", "-c", code)

    @contextlib.contextmanager
    def up(self, *, timeout=60):
        port = free_port()
        with self.said.open("w") as said:
            process = subprocess.Popen(
                self.command("up", "--bind", f"127.0.0.1:{port}"),
                env=self.env,
                stdout=said,
                stderr=said,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        process.url = f"http://127.0.0.1:{port}/"
        try:
            wait_until(lambda: process.poll() is not None or answers(process.url), timeout)
            assert process.poll() is None, self.said.read_text()
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(40)

    def remove(self):
        """Whatever a killed process left running ends, then the folder goes."""
        if (self.home / "pg").exists():
            self.run("manage", "version")  # takes the server over, and stops it at its end
        shutil.rmtree(self.home, ignore_errors=True)
        self.said.unlink(missing_ok=True)


def ground():
    """Where homes are made: in memory where there is room.

    What a kill leaves is the same there, and a busy disk does not hold the tests up.
    """
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 6_000_000_000
    return memory if roomy and os.access(memory, os.W_OK) else Path("/tmp")


@contextlib.contextmanager
def scratch(**variables):
    folder = tempfile.mkdtemp(prefix="ballast-test-", dir=ground())
    os.chmod(folder, 0o755)
    house = House(Path(folder) / "home", **variables)
    try:
        yield house
    finally:
        house.remove()
        shutil.rmtree(folder, ignore_errors=True)


def free_port():
    with contextlib.closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(url):
    """The status, also of a refusal; 0 when nobody listens."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return 0


def wait_until(holds, timeout):
    until = time.monotonic() + timeout
    while not holds():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)


def below(process):
    return psutil.Process(process.pid).children(recursive=True)


def lines_below(process):
    """The command lines of what a process has started; leaves out what ends while we look."""
    for child in below(process):
        with contextlib.suppress(psutil.Error):
            yield " ".join(child.cmdline())


def programs(process):
    """What `ballast up` runs, by kind; leaves out what ends while we look."""
    found = {"web server": [], "web worker": [], "worker": []}
    for child in below(process):
        with contextlib.suppress(psutil.Error):
            line = " ".join(child.cmdline())
            if "ballast.config.operations.worker " in line:
                found["worker"].append(child)
            elif "ballast.config.operations.web " in line:
                master = child.ppid() == process.pid
                found["web server" if master else "web worker"].append(child)
    return found
