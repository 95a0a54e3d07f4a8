"""A client in a process of its own, as any OS user: python client.py ROLE USER HOME.

Everything is imported while still root, because an ordinary user may not read root's Python.
"""

import json
import os
import pwd
import sys
from pathlib import Path

import psycopg

from ballast.config import cluster


def become(name):
    if name:
        user = pwd.getpwnam(name)
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)


def tell(kind, what):
    sys.stdout.write(json.dumps([kind, what]) + "\n")
    sys.stdout.flush()


def use(home):
    """Hold the server until our input ends."""
    try:
        with cluster.running(Path(home), lambda sentence: tell("said", sentence)) as server:
            with psycopg.connect(server.conninfo()) as connection:
                (user,) = connection.execute("SELECT system_user").fetchone()
            tell("ready", {"socket": server.socket, "data": str(server.data), "user": user})
            sys.stdin.read()
        tell("left", "")
    except cluster.ClusterError as error:
        tell("refused", str(error))


def enter(conninfo):
    """Only try to connect."""
    try:
        psycopg.connect(conninfo).close()
    except psycopg.OperationalError as error:
        tell("refused", str(error))
    else:
        tell("ready", {})


if __name__ == "__main__":
    action, user, argument = sys.argv[1:]
    become(user)
    {"use": use, "enter": enter}[action](argument)
