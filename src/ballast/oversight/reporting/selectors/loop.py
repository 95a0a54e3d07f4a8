"""The loop's figures of any day, for every screen and paper that tells them."""

from datetime import date

from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.coordination import selectors as coordination
from ballast.oversight.reporting.rules import Loop
from ballast.oversight.reporting.rules.loop import counted, prompts, share


def loop(on: date) -> Loop:
    """How the loop stood at the end of a day: the city's, of the day's year.

    Warnings count from the day they were issued, matters from the day they were raised.
    """
    counts = coordination.loop_counts(on)
    numbers = {
        **prompts(alerts.prompted(on).values()),
        "matters": counts.matters,
        "solved": counts.solved,
        "open": counts.open,
        "overdue": counts.overdue,
    }
    rates = {
        "acceptance_rate": counts.acceptance,
        "on_time_rate": counts.on_time,
        "solving_rate": counts.solving,
        "reopened_rate": counts.reopened,
    }
    return Loop(
        on=on,
        values={
            **{code: counted(number) for code, number in numbers.items()},
            **{code: share(part) for code, part in rates.items()},
        },
        by_level=counts.by_level,
        at_top=counts.by_level.get(coordination.ladder(on).top, 0),
        unconfirmed=counts.unconfirmed,
        counts=counts,
        by_cause=sorted(counts.by_cause.items(), key=lambda one: (-one[1], one[0])),
    )
