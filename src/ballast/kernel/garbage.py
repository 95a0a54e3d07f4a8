"""Work that makes millions of objects, all of which live until it ends."""

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
