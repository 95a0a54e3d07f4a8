"""Writing rows that are known by a key: what is new is added, what differs is changed."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model

from ballast.platform.audit.services import Change

Row = TypeVar("Row", bound=Model)
Fields = Mapping[str, Any]


def put_rows(
    model: type[Row], told: Sequence[tuple[Fields, Fields]]
) -> tuple[list[Row], list[Change]]:
    """Each row as key and further fields, in their order; of one key told twice the last counts.

    As part of a larger use case, which journals the changes: none for a row as it was.
    """
    if not told:
        return [], []
    names = list(told[0][0])
    wanted = {tuple(key.values()): dict(said) for key, said in told}
    first = {f"{names[0]}__in": {key[0] for key in wanted}}
    rows = model._default_manager.filter(**first).order_by("pk")
    known = {tuple(getattr(row, name) for name in names): row for row in rows}
    new, changed, changes = [], [], []
    for key, said in wanted.items():
        row = known.get(key)
        if row is None:
            known[key] = row = model(**dict(zip(names, key, strict=True)), **said)
            new.append(row)
            continue
        fields = {n: (getattr(row, n), v) for n, v in said.items() if getattr(row, n) != v}
        if fields:
            vars(row).update(said)
            changed.append(row)
            changes.append(Change(model._meta.db_table, row.pk, fields))
    model._default_manager.bulk_create(new)
    model._default_manager.bulk_update(changed, list(told[0][1]))
    born = [
        Change(
            model._meta.db_table,
            row.pk,
            {name: (None, getattr(row, name)) for name in (*names, *told[0][1])},
        )
        for row in new
    ]
    return [known[key] for key in wanted], [*born, *changes]
