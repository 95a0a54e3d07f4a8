"""The default rulebook as one would write it in pandas for one city: what the judge is held to.

Amounts are whole cents, so that it is as exact at a threshold as the judge is.
"""

from typing import Any

import numpy as np
import pandas as pd

from ballast.kernel.periods import Period


def judge(told: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The row that decides, for each family."""
    end = pd.Timestamp(period.last_day)
    rows = pd.DataFrame({"number": told["number"]})
    new, finishing = told["plan_class"] == "NEW_START", told["plan_class"] == "DUE_FINISH"
    stopped = told["state"] == "SUSPENDED"
    rows["start"] = _gap(told, ~new, stopped, "planned_start_on", "started_on", end, "months")
    rows["progress"] = _progress(told, stopped, period, end)
    for family, mark in (("finish", "finished_on"), ("commission", "commissioned_on")):
        due = f"planned_{family}_on"
        rows[family] = _gap(told, ~finishing, stopped, due, mark, end, "days")
    small = told["total_yuan"] < 500_000_000
    rows["entry"] = _gap(told, small, stopped, "started_on", "entered_on", end, "entry")
    filed = np.where(told["is_filed"], "filed", "not_reported")
    rows["filing"] = np.where(told["is_due"] | told["is_filed"], filed, "not_due")
    return rows


def _progress(told: Any, stopped: Any, period: Period, end: Any) -> Any:
    planned, completed = told["planned_yuan"], told["completed_yuan"]
    points = (completed * 12 - planned * period.months_elapsed) * 100
    classed = told["plan_class"].isin(["CARRY_OVER", "DUE_FINISH"])
    built = (told["plan_class"] == "NEW_START") & (completed > 0)
    started = told["started_on"]
    begun = np.where(started.notna(), started <= end, classed | built)
    return np.select(
        [
            stopped,
            ~told["is_filed"],
            planned == 0,
            ~begun,
            points < planned * 12 * -30,
            points <= planned * 12 * -10,
            points < 0,
        ],
        [*_UNRATED, "far_behind", "behind", "just_behind"],
        "on_time",
    )


_UNRATED = ("suspended", "not_reported", "no_plan", "not_started")
_DONE = {
    "started_on": "started",
    "finished_on": "finished",
    "commissioned_on": "commissioned",
    "entered_on": "entered",
}


def _gap(told: Any, left_out: Any, stopped: Any, due_on: str, mark: str, end: Any, of: str) -> Any:
    due, reached = told[due_on], told[mark]
    done = reached <= end
    if of == "days":
        gap = (end - due).dt.days
        early, long = gap <= 0, gap > 30
    else:
        gap = (end.year - due.dt.year) * 12 + end.month - due.dt.month
        early, long = (gap < 1, gap > 2) if of == "entry" else (gap < 0, gap >= 2)
    return np.select(
        [left_out, stopped, due.isna() & ~done, done, early, long],
        ["out_of_scope", "suspended", "no_date", _DONE[mark], "not_due", "long_overdue"],
        "overdue",
    )
