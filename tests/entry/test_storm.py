"""Killed a hundred times at random moments, the house loses no reaction and doubles none."""

import contextlib
import itertools
import json
import os
import random
import threading
import time
import urllib.request

import psutil
import pytest

from tests.support.house import answers, programs, scratch, wait_until

KILLS = 100
SEED = int(os.environ.get("BALLAST_TEST_SEED", "20240305"))
CLIENTS = 3
STORM = {
    "DJANGO_SETTINGS_MODULE": "tests.entry.storm.settings",
    "BALLAST_WORKER_DEAD_AFTER": "0.5",  # so that what a killed worker left is soon taken up
}


@pytest.mark.parametrize("seed", [SEED])  # so that a failure names it
def test_a_hundred_kills_lose_no_reaction_and_double_none(seed):
    moments = random.Random(seed)
    with scratch(**STORM) as house, house.up() as process:
        with clients(process.url) as acknowledged:
            killed = [kill_one(process, moments) for _ in range(KILLS)]
        wait_until(
            lambda: answers(f"{process.url}storm/") == 200 and not state(process)["waiting"], 100
        )
        after = state(process)

    recorded = [subject for _, subject in after["arrived"]]
    assert {"web worker", "worker", "web server"} == set(killed)
    assert len(acknowledged) > KILLS
    assert after["failed"] == 0
    assert len(recorded) == len(set(recorded))
    assert set(acknowledged) <= set(recorded)
    assert sorted(after["counted"]) == sorted(str(entry) for entry, _ in after["arrived"])


@contextlib.contextmanager
def clients(url):
    """People who go on sending whatever happens; yields what was acknowledged to them."""
    numbers, acknowledged, over = itertools.count(1), [], threading.Event()

    def send():
        while not over.is_set():
            number = next(numbers)
            if answers(f"{url}storm/arrive/{number}/") == 200:
                acknowledged.append(f"PT-{number}")
            time.sleep(0.2)

    threads = [threading.Thread(target=send) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    try:
        yield acknowledged
    finally:
        over.set()
        for thread in threads:
            thread.join()


def kill_one(process, moments):
    """Wait a random moment, then kill -9 one program; which kind it was."""
    time.sleep(moments.uniform(0, 0.6))
    (kind,) = moments.choices(["web worker", "worker", "web server"], weights=[5, 4, 1])
    found = []
    while not found:  # what was just killed is on its way back
        time.sleep(0.02)
        found = programs(process)[kind]
    with contextlib.suppress(psutil.NoSuchProcess):
        moments.choice(found).kill()
    return kind


def state(process):
    with urllib.request.urlopen(f"{process.url}storm/", timeout=10) as response:
        return json.load(response)
