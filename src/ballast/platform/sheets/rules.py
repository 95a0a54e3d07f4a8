"""From which cell of which workbook a stored field came."""

from collections.abc import Mapping
from typing import Any, Protocol

Origin = tuple[int, str]  # the source's id, ``sheet!cell``


class Traced(Protocol):
    """A row that remembers its fields' origins as ``{field: [source, cell]}``."""

    provenance: dict[str, Any]


def tell(
    row: Traced, said: Mapping[str, object], origins: Mapping[str, Origin]
) -> dict[str, tuple[Any, Any]]:
    """Put what a workbook says on the row; the fields that changed, old and new.

    A blank says nothing: it takes no value away. An origin stays with the value it brought,
    so the same figure in a later workbook changes nothing.
    """
    spoken = {name: value for name, value in said.items() if value not in (None, "")}
    return put(row, spoken, origins)


def put(
    row: Traced, values: Mapping[str, object], origins: Mapping[str, Origin]
) -> dict[str, tuple[Any, Any]]:
    """Put exactly these values on the row, blanks too; the fields that changed, old and new."""
    changed = {
        name: (getattr(row, name), value)
        for name, value in values.items()
        if getattr(row, name) != value
    }
    for name, (_, value) in changed.items():
        setattr(row, name, value)
    kept = {name: origin for name, origin in row.provenance.items() if name not in changed}
    row.provenance = kept | {name: list(origins[name]) for name in changed if name in origins}
    return changed
