"""Where a fault stands: the part of the workbook around its cell."""

from functools import lru_cache

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from ballast.delivery.ledgers import selectors, sheets
from ballast.delivery.ledgers.sheets.excerpt import excerpt
from ballast.platform.files import selectors as files
from ballast.platform.identity.http import require
from ballast.platform.sheets.reading import Told, WorkbookRefused, open_workbook, read
from ballast.platform.ui.http import AuthedRequest, page

from .listing import RIGHT
from .one import import_of

LONGEST = 200  # signs of a cell's address
SMALL = 1024**2  # bytes of a workbook that stays open while its faults are gone through
_opened = lru_cache(maxsize=4)(open_workbook)


@require_GET
@require(RIGHT)
def cell(request: AuthedRequest, pk: int) -> HttpResponse:
    """The heading, the row of a cell and those beside it, as they stand in the workbook."""
    imported = import_of(request, pk)
    told = Told.load(imported.told) if imported.told else Told()
    at = request.GET.get("at", "")[:LONGEST]
    if "!" not in at:
        raise Http404
    try:
        content = files.content(selectors.SOURCE, str(imported.source_id))
        book = (_opened if len(content) <= SMALL else open_workbook)(
            content, encoding=told.encoding
        )
    except WorkbookRefused:
        raise Http404 from None
    year = int(imported.subject[:4]) if imported.subject else None
    found = excerpt(book, read(book, sheets.form(imported.kind, year), told), at)
    if found is None:
        raise Http404
    context = {"imported": imported, "found": found, "at": at}
    return page(request, "ledgers/cell.html", "grid", context)
