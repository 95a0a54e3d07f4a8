"""The dated rows of who answers, and the present values that the list shows of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ballast.platform.audit.services import Change
from ballast.platform.codelists.selectors import in_force
from ballast.platform.identity import selectors as identity
from ballast.platform.sheets.rules import Origin
from ballast.projects.models import Project, Responsibility
from ballast.projects.rules import SINGLE, Holder, Party

from .writing import write_new

_TABLE = "projects_responsibility"
_SAID = ("unit_id", "body", "credit_code", "person", "post", "phone", "user_id")
# Which column of the register a part's holder stands in, and from which of its cells.
COLUMNS = {Party.OWNER: "owner_name", Party.RESPONSIBLE_UNIT: "responsible_unit_id"}


class Bodies:
    """The units of a day, to find which of them a body is, by name or credit code."""

    def __init__(self, on: date) -> None:
        self._named = identity.units_named(on)
        rows = identity.units(on).values_list("pk", "name", "credit_code")
        self._known = {pk: (name, code) for pk, name, code in rows}
        self._coded = {code: pk for pk, name, code in rows if code}

    def __contains__(self, unit_id: int | None) -> bool:
        return unit_id in self._known

    def whole(self, holder: Holder) -> Holder:
        """The holder with its unit, name and credit code, as far as one tells the others.

        Where name and code mean two units, none is meant: a code mistyped opens no project.
        """
        unit = holder.unit_id or self._meant(holder)
        if unit not in self._known:
            return holder
        name, code = self._known[unit]
        return replace(
            holder,
            unit_id=unit,
            body=holder.body or name,
            credit_code=holder.credit_code or code,
        )

    def _meant(self, holder: Holder) -> int | None:
        found = {self._named.get(holder.body), self._coded.get(holder.credit_code)} - {None}
        unit = found.pop() if len(found) == 1 else None
        if unit is None or holder.credit_code not in (
            "",
            self._known[unit][1] or holder.credit_code,
        ):
            return None
        return unit


@dataclass
class Rows:
    """Rows begun and ended in one use case, written together and journalled each."""

    ended: list[Responsibility] = field(default_factory=list)
    begun: list[Responsibility] = field(default_factory=list)
    corrected: list[Responsibility] = field(default_factory=list)
    _changes: list[tuple[Responsibility, dict[str, tuple[object, object]]]] = field(
        default_factory=list
    )

    def begin(self, project_id: int, party: Party, holder: Holder, since: date) -> Responsibility:
        held = _said(holder)
        row = Responsibility(project_id=project_id, party=party, valid_from=since, **held)
        self.begun.append(row)
        said = {"project_id": project_id, "party": party.value, "valid_from": since}
        said |= {name: value for name, value in held.items() if value}
        self._changes.append((row, {name: (None, value) for name, value in said.items()}))
        return row

    def end(self, row: Responsibility, until: date, reason: str) -> None:
        self._changes.append(
            (row, {"valid_until": (row.valid_until, until), "reason": (row.reason, reason)})
        )
        row.valid_until, row.reason = until, reason
        self.ended.append(row)

    def correct(self, row: Responsibility, holder: Holder) -> Responsibility:
        """Set a row right: the part has not passed to another."""
        new = _said(holder)
        fields = {
            name: (getattr(row, name), new[name])
            for name in _SAID
            if getattr(row, name) != new[name]
        }
        if fields:
            for name, (_, value) in fields.items():
                setattr(row, name, value)
            self._changes.append((row, fields))
            self.corrected.append(row)
        return row

    def hand_over(
        self, row: Responsibility, holder: Holder, since: date, reason: str
    ) -> Responsibility:
        """From ``since`` another holds the part; on its own first day it is only set right."""
        if row.valid_from == since:
            return self.correct(row, holder)
        self.end(row, since, reason)
        return self.begin(row.project_id, Party(row.party), holder, since)

    def write(self) -> list[tuple[int, Change]]:
        """Each change with its project. Ends first: one holder leaves before the next one comes."""
        if self.ended:
            Responsibility.objects.bulk_update(self.ended, ["valid_until", "reason"])
        if self.corrected:
            Responsibility.objects.bulk_update(self.corrected, [*_SAID, "provenance"])
        write_new(self.begun)
        return [(row.project_id, Change(_TABLE, row.pk, fields)) for row, fields in self._changes]


def _said(holder: Holder) -> dict[str, Any]:
    return {name: getattr(holder, name) for name in _SAID}


def settle(projects: Collection[Project], on: date) -> list[Change]:
    """Write what a list shows of owner and responsible unit as the rows in force say it."""
    rows = Responsibility.objects.filter(in_force(on), project__in=projects, party__in=SINGLE)
    present = {(row.project_id, row.party): row for row in rows}
    changes, changed = [], []
    for project in projects:
        owner = present.get((project.pk, Party.OWNER))
        unit = present.get((project.pk, Party.RESPONSIBLE_UNIT))
        fields = _shown(project, owner, unit)
        if fields:
            changes.append(Change("projects_project", project.pk, fields))
            changed.append(project)
    if changed:
        columns = ["owner_name", "owner_credit_code", "responsible_unit"]
        Project.objects.bulk_update(changed, columns)
    return changes


def _shown(
    project: Project, owner: Responsibility | None, unit: Responsibility | None
) -> dict[str, tuple[object, object]]:
    shown = {
        "owner_name": owner.body if owner else "",
        "owner_credit_code": owner.credit_code if owner else "",
        "responsible_unit_id": unit.unit_id if unit else None,
    }
    fields: dict[str, tuple[object, object]] = {
        name: (getattr(project, name), value)
        for name, value in shown.items()
        if getattr(project, name) != value
    }
    for name, (_, value) in fields.items():
        setattr(project, name, value)
    return fields


def follow(
    projects: Sequence[Project],
    on: date,
    origins: Iterable[Mapping[str, Origin]],
    *,
    are_new: bool = False,
) -> dict[int, list[Change]]:
    """Bring the rows of owner and responsible unit in line with what was just told of projects.

    Told otherwise than before, a part is handed over on the day. Changes ``owner_credit_code``
    on the projects given, which the caller writes; returns the rows' changes by project.
    """
    rows = Responsibility.objects.filter(party__in=SINGLE, valid_until__isnull=True)
    rows = rows.none() if are_new else rows.filter(project__in=[one.pk for one in projects])
    held = {(row.project_id, row.party): row for row in rows}
    bodies, written = Bodies(on), Rows()
    for project, cells in zip(projects, origins, strict=True):
        for party, column in COLUMNS.items():
            row = held.get((project.pk, party))
            holder = _told(project, party, row, bodies)
            if holder is None:
                continue
            cell = {"body": cells[column]} if column in cells else {}
            if row is None:
                new = written.begin(project.pk, party, holder, on)
            elif row.body == holder.body:
                new = written.correct(row, holder)
            else:
                new = written.hand_over(row, holder, on, "")
            new.provenance = {name: list(origin) for name, origin in cell.items()}
    changes: dict[int, list[Change]] = {}
    for project_id, change in written.write():
        changes.setdefault(project_id, []).append(change)
    return changes


def _told(
    project: Project, party: Party, row: Responsibility | None, bodies: Bodies
) -> Holder | None:
    """Who holds the part by the register's columns; None where the row already says so."""
    if party is Party.RESPONSIBLE_UNIT:
        unit = project.responsible_unit_id
        known = row.unit_id if row else None
        return None if unit == known or not unit else bodies.whole(Holder(unit_id=unit))
    name, code = project.owner_name, project.owner_credit_code
    if not name or (row and (row.body, row.credit_code) == (name, code)):
        return None
    if row and row.body == name:
        holder = replace(_holder(row), credit_code=code)
    else:
        is_formers = row is not None and row.credit_code == code
        holder = Holder(body=name, credit_code="" if is_formers else code)
    holder = bodies.whole(holder)
    project.owner_credit_code = holder.credit_code
    return holder


def _holder(row: Responsibility) -> Holder:
    return Holder(**{name: getattr(row, name) for name in _SAID})
