"""The facts as they were when lamps were decided, whatever has been filed since."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ballast.kernel.periods import Period

from .rulebook import GAPS, MONEY, Family, Measure, Rule, Rulebook
from .told import Values, names


def recalled(
    facts: Mapping[str, object],
    rulebook: Rulebook,
    lamps: Mapping[Family, tuple[str, Values]],
    period: Period,
) -> dict[str, object]:
    """Facts of today with what lamps keep put over them: each family's row and its values.

    Judged by the same rulebook they give the same rows. What no lamp keeps stays as it is today.
    """
    found = dict(facts)
    found |= {f"is_exempt_{family}": False for family in rulebook.rules}
    for family, (row, values) in lamps.items():
        found[f"is_exempt_{family}"] = row == "exempt"
        if row != "exempt":
            found |= _kept(rulebook.rules[family], values, facts, period)
    entry, _ = lamps.get(Family.ENTRY, ("exempt", {}))
    if entry not in ("exempt", "suspended"):
        found["keeps_entry"] = entry != "not_kept"
    told = {row for family, (row, _) in lamps.items() if family is not Family.FILING}
    if "suspended" in told:
        found["state"] = "SUSPENDED"
    elif facts["state"] == "SUSPENDED" and told - {"exempt"}:
        found["state"] = "ACTIVE"
    return found


def _kept(
    rule: Rule, values: Values, facts: Mapping[str, object], period: Period
) -> dict[str, object]:
    if rule.measure in MONEY:
        return {name: _typed(name, values.get(name)) for name in names(rule)}
    if rule.measure is Measure.FILED:
        return {name: said == "yes" for name, said in values.items()}
    due, reached = GAPS[rule.family]
    days = {due: values.get("planned"), reached: values.get("done")}
    found = {name: _typed(name, said) for name, said in days.items()}
    known = facts[reached]
    if found[reached] is None and isinstance(known, date) and known > period.last_day:
        found[reached] = known  # no lamp of the period tells what came after it
    return {**found}


def _typed(name: str, said: str | None) -> Decimal | date | None:
    if said is None:
        return None
    return Decimal(said) if name.endswith("_yuan") else date.fromisoformat(said)
