"""What cannot live is not started for ever."""

import os
import subprocess
import sys

import pytest

from ballast.config.cluster.postmaster import alive
from ballast.config.operations.processes import Program, keep
from tests.support.house import wait_until


def test_a_program_that_dies_again_and_again_stops_all_with_words():
    said = []
    sleeper = Program("sleeper", "tests.entry.sleeper")
    broken = Program("clock", "no_such_module")

    status = keep([sleeper, broken], say=said.append, early_deaths=3)

    assert status == 1
    assert len(said) == 3
    assert said[-1].startswith("the clock ended 3 times soon after its start (exit status 1)")
    assert sleeper.process.poll() is not None


@pytest.mark.parametrize("kernel_tells", [True, False])
def test_an_orphan_ends_with_and_without_the_kernels_help(kernel_tells):
    child = (
        "import os, time; from ballast.kernel import lifeline; "
        f"lifeline.sys.platform = {sys.platform if kernel_tells else 'other'!r}; "
        "lifeline.hold(os.getppid()); print(os.getpid(), flush=True); time.sleep(60)"
    )
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    started = subprocess.Popen(
        [sys.executable, "-c", parent],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": "src"},
    )
    orphan = int(started.stdout.readline())

    started.kill()
    started.communicate()

    wait_until(lambda: not alive(orphan), 10)
