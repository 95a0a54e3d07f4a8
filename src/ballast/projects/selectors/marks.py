"""What tells projects apart: number, codes, name, owner and unit, of the whole register."""

from datetime import date
from typing import NamedTuple

from ballast.platform.codelists.selectors import in_force
from ballast.projects.models import NationalCode, Project
from ballast.projects.rules import is_living


class Mark(NamedTuple):
    pk: int
    number: str
    name: str
    name_key: str
    owner_name: str
    responsible_unit_id: int | None
    sector: str
    state: str
    codes: tuple[str, ...]

    @property
    def is_living(self) -> bool:
        return is_living(self.state)


def marks(on: date) -> list[Mark]:
    """Every project's, whoever may see it, so that none is entered twice; in two queries."""
    codes: dict[int, list[str]] = {}
    for project, code in NationalCode.objects.filter(in_force(on)).values_list(
        "project_id", "code"
    ):
        codes.setdefault(project, []).append(code)
    rows = Project.objects.order_by("pk").values_list(*Mark._fields[:-1])
    return [Mark(*row, codes=tuple(codes.get(row[0], ()))) for row in rows]  # type: ignore[misc]
