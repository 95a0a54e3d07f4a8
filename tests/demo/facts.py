"""What a month's facts say of the invented city's projects, and what lamps the rules give them."""

from collections.abc import Mapping
from decimal import Decimal

import narwhals as nw

from ballast.dispatch.alerts.rules import CALLING, Family, colours, deciding, judged, read
from ballast.dispatch.alerts.selectors import shipped
from ballast.edges.demo.generator.told import YEAR
from ballast.kernel.periods import Period
from ballast.platform.analytics import selectors
from ballast.platform.analytics.schema import FACTS, Type

BOOK = read(shipped("default"))
BLANK = {name: {Type.TEXT: "", Type.FLAG: False}.get(kind) for name, kind in FACTS.items()}
CLASSES = {"续建": "CARRY_OVER", "新开工": "NEW_START", "竣工投产": "DUE_FINISH"}
WAN = 10_000


def period(month):
    return Period.month(YEAR, month)


def counted(work, month):
    """The year-to-date figure that counts: the month's, else what was told before, or None."""
    told = [filed for m, filed in sorted(work.months.items()) if m <= month]
    return told[-1].completed if told else None


def fact(work, month):
    on = period(month).last_day

    def by(day):
        return day if day and day <= on else None

    days, done = work.days, counted(work, month)
    return BLANK | {
        "plan_class": CLASSES[work.plan_class],
        "planned_yuan": Decimal(work.planned_in(month) * WAN),
        "completed_yuan": None if done is None else Decimal(done * WAN),
        "total_yuan": Decimal(work.total * WAN),
        "is_due": True,
        "is_filed": month in work.months,
        "state": "ACTIVE",
        "planned_start_on": days.planned_start,
        "started_on": by(days.started),
        "planned_finish_on": days.planned_finish,
        "finished_on": by(days.finished),
        "planned_commission_on": days.planned_commission,
        "commissioned_on": by(days.commissioned),
        "entered_on": by(days.entered),
    }


def prompted(works, month) -> dict[str, set[int]]:
    """The places of the works that are warned of in a month, by the prompt they are sent."""
    found: dict[str, set[int]] = {}
    for place, of in enumerate(families(works, month)):
        for family, colour in of.items():
            if colour in CALLING and (prompt := BOOK.rules[family].prompt):
                found.setdefault(prompt, set()).add(place)
    return found


def lamps(works, month) -> list[Mapping[str, str]]:
    """Of each work its lamp, and by which family, by the rulebook of a city that set none."""
    found = []
    for own in families(works, month):
        family = deciding(own)
        found.append({"colour": own[family], "family": family})
    return found


def families(works, month) -> list[Mapping[Family, str]]:
    """Of each work the colour of every family of lamps."""
    facts = selectors.frame(fact(work, month) for work in works)
    extra = {f"is_exempt_{one}": nw.lit(value=False) for one in Family}
    extra |= {f"running_{one}": nw.lit(0) for one in Family} | {"keeps_entry": nw.lit(value=True)}
    rows = judged(facts.with_columns(**extra), BOOK, period(month)).collect()
    shown = colours(BOOK)
    return [
        {one: shown[one, rows[one][place]] for one in BOOK.rules} for place in range(len(works))
    ]
