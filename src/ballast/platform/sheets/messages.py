"""What is wrong with a workbook, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Refusals of the whole file, then faults and doubts of its cells.
WORDS: Mapping[str, "StrPromise"] = {
    "workbook_too_large": _("The file is larger than %(limit)s MB."),
    "workbook_swells": _("Unpacked, the file is larger than %(limit)s MB."),
    "workbook_unreadable": _("The file is not a readable .xlsx workbook."),
    "workbook_old_or_locked": _(
        "The file is an old .xls workbook or locked with a password: save it anew as .xlsx."
    ),
    "workbook_tangled": _("Sheet %(sheet)s has too many merged cells."),
    "cell_far_out": _(
        "Sheet %(sheet)s, row %(row)s: something lies far outside the table. Delete it."
    ),
    "table_missing": _("no sheet has a table with the columns %(columns)s"),
    "columns_missing": _("the heading lacks the columns %(columns)s"),
    "column_twice": _("the heading %(heading)s already stands in %(first)s"),
    "column_of_other_year": _("the heading names another year than %(year)s"),
    "unit_missing": _("no unit (元, 万元, 亿元) is stated for %(heading)s"),
    "rows_missing": _("there are no projects below the heading"),
    "row_unclear": _("neither a project nor a category: %(text)s"),
    "name_merged": _("the name spans several rows: give each project a name and a row of its own"),
    "cell_text_too_long": _("longer than %(limit)s characters"),
    "cell_name_missing": _("the project has no name"),
    "sequence_missing": _("%(name)s has no sequence number"),
    "category_unnamed": _("the category has no name"),
    "count_differs": _("%(declared)s projects are declared, %(found)s stand below"),
    "sum_differs": _("%(declared)s yuan are declared, the projects below add up to %(found)s"),
    "subtotal_unchecked": _("the subtotal was not checked"),
    "amount_not_number": _("not an amount: %(text)s"),
    "cell_amount_negative": _("an amount below nought: %(text)s"),
    "amount_huge": _("too large for an amount: %(text)s"),
    "amount_merged": _("one amount for several projects: give each its own"),
    "cell_error": _("the cell shows an error"),
    "formula_unvalued": _(
        "the formula has no stored value: open the workbook in Excel and save it"
    ),
    "sheet_hidden": _("the hidden sheet %(sheet)s was not read"),
}
