"""Rows that all tests of a module begin with: made once, gone at the module's end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction
from pytest_django import DjangoDbBlocker

Made = TypeVar("Made")


@contextmanager
def shared(blocker: DjangoDbBlocker, make: Callable[[], Made]) -> Iterator[Made]:
    """A transaction around those of the tests, each of which takes back only its own rows."""
    around = transaction.atomic()
    around._from_testcase = True  # as those of the tests: what must be outermost may be within it
    with blocker.unblock():
        around.__enter__()
    try:
        with blocker.unblock():
            made = make()
        yield made
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
