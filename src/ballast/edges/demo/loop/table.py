"""What became of the city's matters, so that they come to the article's figures.

As of 30 September 264 matters: 147 closed, 117 open, 58 and 46 and 13 by level, 37 of them late.
By 31 October 281, 160 of them closed. Another size has the same mix.
"""

from dataclasses import dataclass

from ballast.dispatch.coordination.rules import Cause

Day = tuple[int, int]  # month and day


@dataclass(frozen=True, slots=True)
class Row:
    """Matters of one course: raised after a month's warnings, up to which level, to which end.

    ``window``: the days they are raised on, where it is not left to the month. Of these
    ``october`` are closed in October. ``waits``: working days until the petition is signed.
    """

    month: int
    count: int
    level: int
    is_open: bool = False
    window: tuple[Day, Day] | None = None
    is_warned: bool = False  # all of them come out of checks
    paused_until: tuple[Day, ...] = ()  # with one of these days its clock rests
    waits: int = 2
    october: int = 0
    climbs: int = 0  # so many nobody answered for: at once with a department


# How many were closed that were raised after a month's warnings, by the level they rose to.
_CLOSED = {
    2: (9, 4, 1),
    3: (11, 5, 2),
    4: (13, 6, 2),
    5: (15, 7, 2),
    6: (17, 7, 3),
    7: (19, 7, 3),
    8: (14, 0, 0),
}
ROWS = (
    *(
        Row(month, count, level)
        for month, counts in _CLOSED.items()
        for level, count in enumerate(counts, 1)
    ),
    # With headquarters: ten working days are over, and not yet.
    Row(7, 9, 3, is_open=True, is_warned=True, october=1),
    Row(7, 4, 3, is_open=True, window=((8, 22), (8, 25)), waits=7),
    # With a department: five working days are over and nobody signed, and not yet.
    Row(7, 16, 2, is_open=True, window=((8, 28), (9, 7)), october=2),
    Row(8, 12, 2, is_open=True, is_warned=True, october=1, climbs=2),
    Row(8, 18, 2, is_open=True, window=((9, 14), (9, 20)), october=4),
    # With the responsible unit: just raised, and paused.
    Row(8, 22, 1, is_open=True, window=((9, 22), (9, 28)), october=5),
    Row(
        8,
        24,
        1,
        is_open=True,
        window=((9, 22), (9, 28)),
        paused_until=((11, 6), (11, 10), (11, 17)),
    ),
    Row(
        8,
        12,
        1,
        is_open=True,
        window=((9, 13), (9, 15)),
        paused_until=((10, 16), (10, 20), (11, 6)),
    ),
    # October's own.
    Row(9, 9, 1, is_open=True, is_warned=True),
    Row(9, 8, 1, is_open=True, window=((10, 17), (10, 25))),
)
# Of which projects papers say what they ask headquarters for, and whether a check told of it.
NAMED = (
    (Cause.POWER, "澜江区新能源动力电池产业园（一期）", True),
    (Cause.FUNDS, "市第三人民医院迁建工程", False),
    (Cause.LAND_PROCEDURES, "科学城中试平台", False),
)
# Too few for a paper to name them.
UNTOLD = frozenset({Cause.OTHER, Cause.PROCEDURES, Cause.MARKET, Cause.CONTRACTOR})
# What the open ones come from; those that were closed come from the same in like parts.
CAUSES = {
    Cause.LAND_CLEARANCE: 34,
    Cause.LAND_PROCEDURES: 27,
    Cause.PIPELINES: 19,
    Cause.FUNDS: 10,
    Cause.DESIGN: 8,
    Cause.CONTRACTOR: 7,
    Cause.MARKET: 6,
    Cause.PROCEDURES: 3,
    Cause.POWER: 2,
    Cause.OTHER: 1,
}
