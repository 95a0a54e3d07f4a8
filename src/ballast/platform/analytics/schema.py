"""The one table every indicator is taken over: a project's part of a period, typed.

A cross-district project has a row for each accounting unit it counts for, its amounts divided
by its shares; ``is_first`` is true on one of them, so that projects are counted once.
"""

from collections.abc import Mapping
from enum import StrEnum

VERSION = 1  # kept with every snapshot: another set of columns is another version


class Type(StrEnum):
    """What a column holds; all but flags and ids may be unknown, a text is then empty."""

    ID = "id"
    TEXT = "text"
    MONEY = "money"  # yuan, to the cent
    DAY = "day"
    FLAG = "flag"


FACTS: Mapping[str, Type] = {
    # whose
    "project_id": Type.ID,
    "number": Type.TEXT,
    "is_first": Type.FLAG,
    "is_inside": Type.FLAG,  # a part whose whole is on the list as well: its sums are there
    "unit": Type.TEXT,  # code of the accounting unit
    "series": Type.TEXT,
    "region": Type.TEXT,
    "tier": Type.TEXT,
    "sector": Type.TEXT,  # the first part of its path
    "owner": Type.TEXT,
    "size_band": Type.TEXT,
    "sponsor": Type.TEXT,
    "plan_class": Type.TEXT,  # as issued for the year
    "state": Type.TEXT,
    # money, in yuan
    "total_yuan": Type.MONEY,
    "planned_yuan": Type.MONEY,  # in force at the period's end
    "original_yuan": Type.MONEY,  # as issued
    "split_yuan": Type.MONEY,  # the year's plan, where it is split by month
    "plan_to_date_yuan": Type.MONEY,  # of a split plan: January to the period's end
    "completed_yuan": Type.MONEY,  # year-to-date, which counts
    "carried_yuan": Type.MONEY,  # of it what an earlier period's filing has to stand for
    "month_yuan": Type.MONEY,
    "since_start_yuan": Type.MONEY,
    # how far it has come: each mark as planned and as reached
    "planned_start_on": Type.DAY,
    "started_on": Type.DAY,
    "planned_finish_on": Type.DAY,
    "finished_on": Type.DAY,
    "planned_commission_on": Type.DAY,
    "commissioned_on": Type.DAY,
    "planned_capacity_on": Type.DAY,
    "full_capacity_on": Type.DAY,
    "entered_on": Type.DAY,  # 入统
    # the filing
    "is_due": Type.FLAG,
    "is_filed": Type.FLAG,
    "is_late": Type.FLAG,
}

DIVIDED = tuple(name for name, kind in FACTS.items() if kind is Type.MONEY)
