"""What of a list of the desk an address asks for, and the address of something else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import QueryDict

from ballast.platform.ui.addresses import Address
from ballast.projects.selectors import meant

Row = TypeVar("Row")

CHUNK = 200  # rows on a page

SORTS = {
    "name": "project__sort_key",
    "number": "project__number",
    "unit": "project__responsible_unit__code",
    "class": "plan_class",
    "planned": "planned_yuan",
    "total": "project__total_investment_yuan",
}
USUAL = "name"


@dataclass(frozen=True, slots=True)
class Asked(Address):
    """One address of a list of plan lines or declarations; what is empty narrows nothing."""

    text: str = ""
    unit: str = ""  # code of the responsible unit
    plan_class: str = ""
    state: str = ""
    only: str = ""  # a mark of the rows wanted, such as those with an unmet condition
    sort: str = USUAL

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        """The address as asked; what it cannot mean is left out, as if it had not been said."""
        sort = query.get("sort", "")
        return cls(
            text=query.get("q", "").strip()[:100],
            unit=query.get("unit", "")[:32],
            plan_class=query.get("class", "")[:12],
            state=query.get("state", "")[:12],
            only=query.get("only", "")[:16],
            sort=sort if sort.removeprefix("-") in SORTS else USUAL,
            **cls.reach(query),
        )

    def said(self) -> list[tuple[str, str]]:
        return [
            ("q", self.text),
            ("unit", self.unit),
            ("class", self.plan_class),
            ("state", self.state),
            ("only", self.only),
            ("sort", "" if self.sort == USUAL else self.sort),
        ]

    @property
    def whole(self) -> str:
        """The address of every row at once."""
        return replace(self, page=1, is_whole=True).query

    @property
    def sorted(self) -> dict[str, tuple[str, str]]:
        """For each way to sort: the address of it, and how the list stands (``aria-sort``)."""
        return {sort: (self._sorted_by(sort), self._order(sort)) for sort in SORTS}

    def chosen(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """The rows asked for, of lines or declarations, in the order asked for."""
        if self.text:
            rows = rows.filter(project__in=meant(self.text))
        narrowed = {
            "project__responsible_unit__code": self.unit,
            "plan_class": self.plan_class.replace("none", ""),
            "state": self.state,
        }
        asked = {"plan_class": self.plan_class, "state": self.state}
        kept = {name: value for name, value in narrowed.items() if asked.get(name, value)}
        field = F(SORTS[self.sort.removeprefix("-")])
        direction = field.desc if self.sort.startswith("-") else field.asc
        return rows.filter(**kept).order_by(direction(nulls_last=True), "project__number")

    def leaf(self, rows: Sequence[Row]) -> "Page[Row]":
        """The page asked for; the last one where it lies behind the end."""
        return Paginator(rows, max(len(rows), 1) if self.is_whole else CHUNK).get_page(self.page)

    def _sorted_by(self, sort: str) -> str:
        turned = f"-{sort}" if self.sort == sort else sort
        return replace(self, sort=turned, page=1).query

    def _order(self, sort: str) -> str:
        return {sort: "ascending", f"-{sort}": "descending"}.get(self.sort, "")
