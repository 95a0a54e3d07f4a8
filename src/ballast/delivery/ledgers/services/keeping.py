"""An import's rows in the database: written many at a time, read back as they were."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any

from django.db import connection
from psycopg import sql

from ballast.delivery.ledgers.models import Import, ImportRow
from ballast.delivery.ledgers.rules import Known, LedgerRow, Near, Standing
from ballast.kernel.encoding import encoded
from ballast.platform.sheets.reading import Dated, Fault
from ballast.projects.rules import name_key

from .judged import Judged

_COLUMNS = (
    *("import_id", "place", "sheet", "line", "name", "standing", "project_id", "values"),
    *("changes", "faults", "doubts", "near", "cells", "before", "left_out"),
)
_SAID = [
    one.name
    for one in fields(LedgerRow)
    if one.name not in ("name_key", "faults", "doubts", "cells")
]
_GROUPS = ("project", "plan", "filing")
_NUMBERS = frozenset({"longitude", "latitude", "visible_percent"})


def keep(imported: Import, judged: Sequence[Judged], missing: Sequence[Known]) -> None:
    """Write the rows of an import anew, copied in: a city's ledger has thousands."""
    ImportRow.objects.filter(imported=imported).delete()
    rows = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(ImportRow._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, _COLUMNS)),
    )
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(rows) as copy:
        for place, one in enumerate(judged):
            copy.write_row((imported.pk, place, *_row(one)))
        for place, project in enumerate(missing, start=len(judged)):
            copy.write_row((imported.pk, place, *_expected(project)))


def _row(one: Judged) -> tuple[Any, ...]:
    row = one.row
    return (
        *(row.sheet[:100], row.line, row.name[:300], one.standing.value),
        one.project.pk if one.project else None,
        *map(_json, (dump(row), _pairs(one.changes))),
        *map(_json, ([as_json(f, row) for f in one.faults], [as_json(f, row) for f in one.doubts])),
        *map(_json, ([_near(near) for near in one.near], row.cells, one.before)),
        one.left_out,
    )


def _expected(project: Known) -> tuple[Any, ...]:
    empty = ("{}", "{}", "[]", "[]", "[]", "{}", "{}")
    return ("", None, project.name, Standing.MISSING.value, project.pk, *empty, False)


def _json(value: object) -> str:
    return encoded(value) if value else "[]" if isinstance(value, list) else "{}"


def _pairs(changes: Mapping[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
    return {name: [_plain(old), _plain(new)] for name, (old, new) in changes.items()}


def _near(near: Near) -> dict[str, Any]:
    one = near.project
    return {
        "project": one.pk,
        "number": one.number,
        "name": one.name,
        "owner": one.owner,
        "unit": one.unit_id,
        "likeness": near.likeness,
    }


def as_json(fault: Fault, row: LedgerRow | None = None) -> dict[str, Any]:
    """A fault as it is kept, with the field in whose cell it is, as far as that is known."""
    fields_at = {cell: name for name, cell in row.cells.items()} if row else {}
    return {
        "code": fault.code,
        "cell": fault.cell,
        "field": fields_at.get(fault.cell, ""),
        "params": {name: _plain(value) for name, value in fault.params.items()},
    }


def from_json(kept: Mapping[str, Any]) -> Fault:
    return Fault(kept["code"], kept["cell"], kept["params"])


def dump(row: LedgerRow) -> dict[str, Any]:
    """A row as JSON keeps it: what it does not say is left out; amounts are text."""
    said = ((name, getattr(row, name)) for name in _SAID)
    kept = {name: _plain(value) for name, value in said if value}
    if row.faults:
        kept["faults"] = [as_json(fault) for fault in row.faults]
    if row.doubts:
        kept["doubts"] = [as_json(fault) for fault in row.doubts]
    return kept


def load(row: ImportRow) -> LedgerRow:
    """A row as it was kept."""
    kept = dict(row.values)
    for group in _GROUPS:
        kept[group] = {name: _typed(name, value) for name, value in kept.get(group, {}).items()}
    kept["months"] = {int(m): Decimal(yuan) for m, yuan in kept.get("months", {}).items()}
    kept["steps"] = {
        code: {name: _typed(name, value) for name, value in days.items()}
        for code, days in kept.get("steps", {}).items()
    }
    kept["codes"] = tuple(kept.get("codes", ()))
    kept["faults"] = tuple(map(from_json, kept.get("faults", ())))
    kept["doubts"] = tuple(map(from_json, kept.get("doubts", ())))
    return LedgerRow(**kept, name_key=name_key(kept["name"]), cells=row.cells)


_AS_IT_IS = (str, int, NoneType)
_MOSTLY = frozenset({str, int, bool, NoneType})


def _plain(value: Any) -> Any:
    if type(value) in _MOSTLY or isinstance(value, _AS_IT_IS):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Dated):
        return {
            "first": value.first.isoformat(),
            "last": value.last.isoformat(),
            "text": value.text,
        }
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(each) for each in value]
    return str(value)


def _typed(name: str, value: Any) -> Any:
    """What ``_plain`` made of a field's value, turned back."""
    if isinstance(value, Mapping):
        day = date.fromisoformat
        return Dated(day(value["first"]), day(value["last"]), value["text"])
    if isinstance(value, list):
        return tuple(_typed(name, each) for each in value)
    is_number = name.endswith("_yuan") or name in _NUMBERS
    return Decimal(value) if is_number and isinstance(value, str) else value
