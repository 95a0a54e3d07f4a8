"""What the tests of a group share is made once: they all run in one worker."""

import os

import pytest


@pytest.mark.xdist_group("told")
def test_the_workers_are_told_of_a_group(request):
    distributed = "PYTEST_XDIST_WORKER" in os.environ

    assert request.node.nodeid.endswith("@told") == distributed
