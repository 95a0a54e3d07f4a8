"""The city as the article tells it for September: what 978 projects come to, and in which parts.

Amounts in tenths of 亿元 where nothing else is said. Another number of projects has the same mix.
"""

from dataclasses import dataclass

SIZE = 978
TENTH = 1_000  # of 亿元, in 万元

# Sectors: projects, the year's plan and what was completed by September.
SECTORS = ("产业项目", "基础设施项目", "公共服务和生态环保项目")
BY_SECTOR = ((486, 16330, 14026), (171, 9589, 7613), (321, 5946, 4299))
PROVINCIAL = (127, 5600, 6126)  # the same of those on the province's list
AUGUST = 22879  # completed by the end of August
RED_IN_BOTH = 2116  # planned for those that are red in August and in September

# How far projects have come by the end of September.
CARRY, DUE, FINISHED = "carry", "due", "finished"
STARTED, EARLY, WAITING, OVERDUE = "started", "early", "waiting", "overdue"
STATES = {
    CARRY: 533,  # begun in an earlier year, to be finished in a later one
    DUE: 86,  # to be finished this year, not yet
    FINISHED: 70,
    STARTED: 115,  # to start by September, and did
    EARLY: 67,  # to start in the last quarter, and did already
    WAITING: 101,  # to start in the last quarter
    OVERDUE: 6,  # to start by September, and did not
}
RESERVE, RESERVED = "reserve", 64  # to start in later years, beside the 978

RED, YELLOW, GREEN, GREY = "red", "yellow", "green", "grey"


@dataclass(frozen=True, slots=True)
class Course:
    """What a project's lamp showed in August and in September, and for what it was not green.

    ``states`` are those it befalls; ``begins`` in September what was not begun in August.
    """

    family: str
    august: str
    september: str
    count: int
    states: tuple[str, ...]
    begins: bool = False


_BUILDING = (CARRY, DUE)
COURSES = (
    # The start, late: planned for June, July, August and September.
    Course("start", RED, RED, 1, (OVERDUE,)),
    Course("start", YELLOW, RED, 1, (OVERDUE,)),
    Course("start", YELLOW, YELLOW, 3, (OVERDUE,)),
    Course("start", GREEN, YELLOW, 1, (OVERDUE,)),
    # The finish, late: planned before August, in August, in September.
    Course("finish", RED, RED, 2, (DUE,)),
    Course("finish", YELLOW, RED, 2, (DUE,)),
    Course("finish", GREEN, YELLOW, 8, (DUE,)),
    # Not entered into statistics after the start.
    Course("entry", YELLOW, RED, 1, (STARTED,)),
    Course("entry", RED, GREEN, 1, (STARTED,)),
    Course("entry", YELLOW, YELLOW, 2, (STARTED, EARLY)),
    Course("entry", GREEN, YELLOW, 2, (STARTED, EARLY)),
    # Investment behind time progress.
    Course("progress", RED, RED, 5, (STARTED,)),
    Course("progress", RED, RED, 46, _BUILDING),
    Course("progress", YELLOW, RED, 8, _BUILDING),
    Course("progress", GREEN, RED, 2, (STARTED,), begins=True),
    Course("progress", RED, YELLOW, 15, _BUILDING),
    Course("progress", YELLOW, YELLOW, 15, (STARTED,)),
    Course("progress", YELLOW, YELLOW, 89, _BUILDING),
    Course("progress", GREEN, YELLOW, 20, (STARTED,)),
    Course("progress", GREEN, YELLOW, 6, _BUILDING),
    Course("progress", GREEN, YELLOW, 5, (STARTED, EARLY), begins=True),
    Course("progress", RED, GREEN, 4, (CARRY, DUE)),
    Course("progress", YELLOW, GREEN, 5, (STARTED,)),
    Course("progress", YELLOW, GREEN, 29, _BUILDING),
    # Not reported.
    Course("filing", RED, GREY, 1, (CARRY,)),
    Course("filing", YELLOW, GREY, 2, (CARRY,)),
    Course("filing", GREEN, GREY, 4, (CARRY,)),
    Course("filing", GREY, GREY, 2, (CARRY,)),
    Course("filing", GREY, YELLOW, 2, (CARRY,)),
    Course("filing", GREY, GREEN, 8, (CARRY,)),
)
PLAIN = Course("", GREEN, GREEN, 0, ())

# The seasons of building: what a month adds, of a year that is worked through. 1—2月 is one.
SEASONS = {2: 10.2, 3: 9.6, 4: 10.0, 5: 10.4, 6: 11.2, 7: 9.2, 8: 10.2}
# How many of 978 reported nothing in the months before August.
UNREPORTED = {2: 31, 3: 22, 4: 18, 5: 15, 6: 16, 7: 14}
CUT, RAISED = 38, 23  # plans that the July adjustment cut and raised

# Prompted by September: 302 projects, 96 to start, 231 to promote, 25 of them both.
LATE_START_AND_LIT = 25  # began a month late or more, and were behind in August
LATE_START_AND_NEW = 20  # the same, and fell behind in September
LATE_START = 46  # the same, and nothing else; beside these 91 five that have not begun by August
SLOW_EARLY = 8  # behind in spring, in time in August, and behind again in September
