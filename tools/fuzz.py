"""``python -m tools.fuzz [COUNT [SEED]]``: mutated workbooks through opening and reading.

Each file follows from its seed alone, so that one that did harm is made again by
``python -m tools.fuzz 1 SEED``. Exit status 1 when anything but a reading or a refusal in words
came of one, or when one took more memory or time than it may.
"""

import logging
import os
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

from ballast.delivery.ledgers import sheets
from ballast.platform.sheets import apart
from ballast.platform.sheets.reading import WorkbookRefused, open_workbook, read
from tests.ledgers.workbooks import month_workbook, plan_of, plan_workbook
from tests.sheets.hostile.cases import mutated
from tests.sheets.old_workbooks import old_workbook, table
from tests.sheets.packages import archive, parts_of

COUNT, SEED = 5_000, 1
ALLOWED = apart.SECONDS + 1  # on the wall, from bytes to rows
ROWS = [
    ["序号", "项目名称", "总投资（万元）"],
    *([n, f"第{n}号工程", 10 * n] for n in range(1, 30)),
]


@dataclass(frozen=True)
class Ran:
    """What became of one file; ``harm`` says what ought not to have."""

    seed: int
    outcome: str
    seconds: float
    harm: str = ""


class Ends(logging.Handler):
    """The ends of the child that nobody foresaw; the opening writes them into the log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record.getMessage())


@cache
def sources() -> tuple[bytes, ...]:
    """What is mutated: ledgers in every container and encoding that is read."""
    text = "\r\n".join(",".join(map(str, row)) for row in ROWS)
    return (
        plan_workbook(plan_of(30)),
        month_workbook([[n, f"第{n}号工程", 10 * n, "路基"] for n in range(1, 30)]),
        old_workbook({"表": table(ROWS)}),
        text.encode(),
        text.encode("gb18030"),
    )


def made(seed: int) -> bytes:
    """A mutated file: the archive's own bytes, or more often those of one part within it."""
    dice = random.Random(seed)
    content = dice.choice(sources())
    if content.startswith(b"PK") and dice.random() < 0.8:
        parts = parts_of(content)
        name = dice.choice([name for name in parts if name.startswith("xl/")])
        return archive({**parts, name: mutated(parts[name], seed)})
    return mutated(content, seed)


def run(seed: int) -> Ran:
    content = made(seed)
    started = time.monotonic()
    outcome, harm = "read", ""
    try:
        read(open_workbook(content), sheets.form("plan", 2023))
    except WorkbookRefused as refused:
        outcome = refused.code
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        outcome, harm = "crash", repr(error)
    seconds = time.monotonic() - started
    return Ran(seed, outcome, seconds, harm or ("too slow" if seconds > ALLOWED else ""))


def runs(first: int, count: int) -> Iterator[Ran]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(run, range(first, first + count))


def main(count: int = COUNT, seed: int = SEED) -> int:
    ends = Ends()
    logging.getLogger("ballast.platform.sheets").addHandler(ends)
    outcomes: Counter[str] = Counter()
    harm, slowest = 0, 0.0
    for ran in runs(seed, count):
        outcomes[ran.outcome] += 1
        slowest = max(slowest, ran.seconds)
        if ran.harm:
            harm += 1
            print(f"seed {ran.seed}: {ran.harm}", flush=True)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    for end in ends.seen:
        print(end)
    for outcome, times in outcomes.most_common():
        print(f"{times:6} {outcome}")
    kept = not harm and not ends.seen and memory <= apart.MEMORY
    most = f"at most {memory // 1024**2} MB and {slowest:.1f} s"
    print(f"{count} files, {most}: {'ok' if kept else 'short'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
