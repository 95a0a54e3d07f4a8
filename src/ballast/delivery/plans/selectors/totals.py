"""A plan in figures: as listed, as the works are, and with what stands outside."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum

from ballast.delivery.plans.models import OutsideLine
from ballast.delivery.plans.rules import PlanClass, Sums, add_up

from .lines import lines_at


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts and yuan by class, all classes add_up, the outside line, and the published sum."""

    classes: dict[str, Sums]  # rules.PlanClass, "" where not yet said
    listed: Sums
    outside: Sums
    whole: Sums


def totals(year: int, on: date) -> Totals:
    """The plan in force on a day, of the whole city; for who sees the whole city.

    A project whose parent is in the plan is part of it and not listed on its own. A bundle is
    one project as listed and as many as its works when split.
    """
    lines = lines_at(year, on)
    rows = (
        lines.exclude(project__parent__in=lines.order_by().values("project"))
        .annotate(works=Count("project__parts", filter=Q(project__parts__kinship="BUNDLE")))
        .values_list("plan_class", "works", "planned_yuan")
        .order_by("pk")
    )
    classes = {code.value: Sums() for code in PlanClass}
    for code, works, planned in rows:
        line = Sums(1, max(works, 1), planned or Decimal(0))
        classes[code] = add_up([classes.get(code, Sums()), line])
    outside = OutsideLine.objects.filter(year=year).aggregate(
        n=Sum("count"), yuan=Sum("planned_yuan")
    )
    beside = Sums(outside["n"] or 0, outside["n"] or 0, outside["yuan"] or Decimal(0))
    listed = add_up(classes.values())
    return Totals(classes, listed, beside, add_up([listed, beside]))
