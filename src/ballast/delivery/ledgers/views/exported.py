"""The rows of an import as they stand in a workbook that is made of them."""

from collections.abc import Iterator, Sequence

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ballast.delivery.ledgers import selectors
from ballast.delivery.ledgers.models import Import, ImportRow
from ballast.delivery.ledgers.templatetags.ledgers import (
    PILE_NAMES,
    changes_of,
    field_name,
    field_value,
    in_words,
    kind_name,
    subject_name,
)
from ballast.platform.identity.http import require
from ballast.platform.sheets.writing import Column, workbook
from ballast.platform.ui.http import AuthedRequest, attached

from .listing import RIGHT
from .one import import_of

_CHUNK = 2_000  # rows fetched at a time


@require_GET
@require(RIGHT)
def export(request: AuthedRequest, pk: int) -> HttpResponseBase:
    """Every row of an import, with what it would do or did, as a workbook."""
    imported = import_of(request, pk)
    title = _("Preview of an import")
    notes = f"{imported.filename} · {kind_name(imported.kind)} · {subject_name(imported)}"
    return attached(
        workbook(title, notes, _columns(), _rows(imported)), f"{title}_{imported.pk}.xlsx"
    )


def _columns() -> list[Column]:
    return [
        Column(_("Sheet"), width=16),
        Column(_("Row"), width=8),
        Column(_("How it stands"), width=16),
        Column(_("Number"), width=16),
        Column(_("Project name"), width=40),
        Column(_("What changes"), width=60),
        Column(_("Faults"), width=60),
        Column(_("Doubts"), width=60),
    ]


def _rows(imported: Import) -> Iterator[Sequence[str | int | None]]:
    for row in selectors.rows(imported).iterator(chunk_size=_CHUNK):
        yield [
            row.sheet,
            row.line,
            str(PILE_NAMES[row.standing]),
            row.project.number if row.project else "",
            row.name,
            "\n".join(_changes(row)),
            "\n".join(f"{one['cell']} {in_words(one)}" for one in row.faults),
            "\n".join(f"{one['cell']} {in_words(one)}" for one in row.doubts),
        ]


def _changes(row: ImportRow) -> Iterator[str]:
    for name, old, new in changes_of(row):
        was = "" if old in (None, "") else f"{field_value(old, name)} → "
        yield f"{field_name(name)}: {was}{field_value(new, name)}"
