"""发文登记簿: the papers of a list as a workbook."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from ballast.platform.sheets.writing import DAY, Column, Value, workbook


def register(title: str, notes: str, lines: Iterable[dict[str, Any]]) -> bytes:
    """One row a paper, in the order of the list."""
    columns = [
        Column(_("Paper number"), width=26),
        Column(_("Title"), width=60),
        Column(_("Kind of paper"), width=16),
        Column(_("Period")),
        Column(_("Date of the paper"), DAY),
        Column(_("Signer of the paper"), width=16),
        Column(_("Open to")),
        Column(_("Copies")),
        Column(_("Addressees"), width=60),
        Column(_("Receipts")),
        Column(_("State")),
    ]
    return workbook(title, notes, columns, map(_line, lines))


def _line(one: dict[str, Any]) -> list[Value]:
    paper = one["paper"]
    return [
        paper.number,
        paper.plain_title,
        one["kind"],
        paper.period,
        paper.dated,
        paper.signer,
        paper.disclosure,
        paper.copies,
        one["all_to"],
        f"{one['signed_for']}/{one['of']}" if one["of"] else "",
        str(one["state"]),
    ]
