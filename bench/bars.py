"""What a bar is, and how a run of them is printed."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Bar:
    """One thing measured: ``value`` must not exceed ``limit``; both in ``unit``."""

    name: str
    unit: str
    limit: float
    measure: Callable[[], float]

    def line(self) -> tuple[str, bool]:
        value = self.measure()
        kept = value <= self.limit
        verdict = "ok" if kept else "short"
        return f"{self.name} {value:.3g}{self.unit} {self.limit:g}{self.unit} {verdict}", kept


@contextmanager
def scratch_home() -> Iterator[str]:
    """A home that is gone afterwards; open to root's database account, so that all lies in it."""
    with tempfile.TemporaryDirectory(prefix="ballast-bench-") as home:
        Path(home).chmod(0o755)
        yield home


class Stopwatch:
    seconds = 0.0


@contextmanager
def stopwatch() -> Iterator[Stopwatch]:
    """``with stopwatch() as watch: …`` then ``watch.seconds``."""
    watch = Stopwatch()
    start = time.perf_counter()
    yield watch
    watch.seconds = time.perf_counter() - start


def median_seconds(act: Callable[[], object], times: int) -> float:
    """The median of ``times`` runs, after one that is not counted."""
    act()
    taken = []
    for _ in range(times):
        with stopwatch() as watch:
            act()
        taken.append(watch.seconds)
    return median(taken)
