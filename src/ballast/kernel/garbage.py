"""When to look for rings of dead objects, where Python's own rule costs too much."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Until the work ends, look for no rings of dead objects; also a decorator.

    The collector walks what is alive each time it has grown by a quarter, and where nothing dies
    that is two fifths of the time. What no ring holds is freed at once all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def settle() -> None:
    """Once a server has loaded what it lives on, look no more at that, and more seldom at the rest.

    Python looks after every 700 new objects; a page of a hundred lines makes fifty times as many,
    and a tenth of its time went into looking.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
