"""Homes of their own for servers that are to be killed."""

import contextlib
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from ballast.config import cluster
from ballast.config.cluster import location
from tests.support import house

ROOT = os.geteuid() == 0
CLIENT = Path(__file__).with_name("client.py")
CHECKOUT = CLIENT.parents[2]


class Client:
    """Another process that uses the server; see client.py."""

    def __init__(self, home, *, user="", action="use", env=None, path=()):
        search = os.pathsep.join([*map(str, path), str(CHECKOUT / "src"), *sys.path[1:]])
        self.process = subprocess.Popen(
            [sys.executable, str(CLIENT), action, user, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": search} | (env or {}),
        )

    def next(self):
        """The next thing it tells that is not a word about waiting: its kind and content."""
        for line in self.process.stdout:
            kind, what = json.loads(line)
            if kind != "said":
                return kind, what
        return "gone", self.process.wait()

    def ready(self):
        kind, what = self.next()
        assert kind == "ready", what
        return what

    def leave(self):
        """End in order and say how it ended."""
        self.process.stdin.close()
        last = self.next()
        self.close()
        return last

    def kill(self):
        self.process.kill()
        self.close()

    def close(self):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


@pytest.fixture
def client():
    """Makes clients; what still runs at the end is killed."""
    made = []

    def make(*arguments, **options):
        made.append(Client(*arguments, **options))
        return made[-1]

    yield make
    for one in made:
        one.kill()


@pytest.fixture(scope="session")
def ground():
    """A folder that every OS user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="ballast-homes-", dir=house.ground()))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def new_home(ground):
    folder = Path(tempfile.mkdtemp(dir=ground)) / "home"
    folder.parent.chmod(0o755)
    return folder


@pytest.fixture
def home(ground):
    """A home never used."""
    folder = new_home(ground)
    yield folder
    clear(folder)


@pytest.fixture(scope="module")
def lived_in(ground):
    """A home whose cluster stands, for tests that leave it whole: making one takes seconds."""
    folder = new_home(ground)
    with cluster.running(folder):
        pass
    yield folder
    clear(folder)


def clear(home):
    """End what still runs for this home, and remove it with what lies outside."""
    outside = location.aside(home)
    for process in processes_of(home.parent) + processes_of(outside):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGQUIT)
    for process in processes_of(home.parent) + processes_of(outside):
        process.wait(20)
    with contextlib.suppress(OSError):
        shutil.rmtree((home / "socket").read_text().partition("\n")[0])
    shutil.rmtree(home.parent)
    shutil.rmtree(outside, ignore_errors=True)


def processes_of(folder):
    """PostgreSQL's processes whose command or working folder names the folder."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            words = " ".join([process.cwd(), *process.cmdline()])
            if process.name() in ("postgres", "initdb") and str(folder) in words:
                found.append(process)
    return found


@pytest.fixture
def ordinary_user():
    """The name of an OS user other than root and other than the one on root's behalf."""
    if not ROOT:
        pytest.skip("ONLY ROOT CAN ACT AS A SECOND OS USER: run this test as root to see it hold")
    return pwd.getpwnam("nobody").pw_name


@pytest.fixture
def stranger(ordinary_user):
    return pwd.getpwnam("daemon").pw_name
