"""What a bar is, and how a run of them is printed."""

import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from ballast.kernel import garbage

TIMES = {"s", "ms"}
REFERENCE_SECONDS = 0.00215  # `_fixed_work` on two quiet cores of a 2024 server


@dataclass(frozen=True)
class Bar:
    """One thing measured: it must not exceed ``limit``; both in ``unit``.

    A time is given as the reference machine would take it: shared machines run at half speed
    for minutes, and a bar that falls with them tells nothing of the code. ``is_even``: the
    measure has seen to that itself, by ``even_seconds``.
    """

    name: str
    unit: str
    limit: float
    measure: Callable[[], float]
    is_even: bool = False

    def line(self) -> tuple[str, bool]:
        before = slowness()
        value = self.measure()
        if self.unit in TIMES and not self.is_even:
            value /= (before + slowness()) / 2
        kept = value <= self.limit
        verdict = "ok" if kept else "short"
        return f"{self.name} {value:.3g}{self.unit} {self.limit:g}{self.unit} {verdict}", kept


def slowness(times: int = 15) -> float:
    """How much longer this machine takes now for a fixed piece of work than the reference."""
    return median_seconds(_fixed_work, times) / REFERENCE_SECONDS


def _fixed_work() -> int:
    """What a page does: text from rows, a search, a sort."""
    rows = [{"name": f"第{number}号项目", "sum": number * 7 % 1_000} for number in range(4_000)]
    text = "".join(f"<td>{row['name']}</td><td>{row['sum']}</td>" for row in rows)
    ordered = sorted(rows, key=lambda row: row["sum"])
    return len(text) + sum(text.find(row["name"], 0, 200) for row in ordered)


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


def even_seconds(act: Callable[[], object], times: int) -> float:
    """The median of ``times`` runs, each divided by how slow the machine was around it.

    For what takes tens of milliseconds many times over: the speed swings within a second.
    """
    act()
    taken, before = [], slowness(3)
    with _as_served():
        for _ in range(times):
            with stopwatch() as watch:
                act()
            after = slowness(3)
            taken.append(watch.seconds / ((before + after) / 2))
            before = after
    return median(taken)


@contextmanager
def _as_served() -> Iterator[None]:
    """Objects are looked after as the web server has it."""
    usual = gc.get_threshold()
    garbage.settle()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)


def median_seconds(act: Callable[[], object], times: int) -> float:
    """The median of ``times`` runs, after one that is not counted."""
    act()
    taken = []
    for _ in range(times):
        with stopwatch() as watch:
            act()
        taken.append(watch.seconds)
    return median(taken)
