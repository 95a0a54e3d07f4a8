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
    "workbook_swollen": _(
        "Unpacked, the file is more than %(limit)s times as large: no workbook is like that."
    ),
    "workbook_crowded": _("The file holds more than %(limit)s parts."),
    "workbook_unreadable": _("The file is damaged, or no workbook at all."),
    "workbook_locked": _("The file is locked with a password: save it without one."),
    "workbook_too_heavy": _(
        "The file takes more memory than one workbook may have: take out what is not needed,"
        " or divide it."
    ),
    "workbook_too_slow": _("The file takes too long to read: divide it."),
    "file_is_empty": _("The file is empty."),
    "file_is_pdf": _("The file is a PDF: send the workbook it was made from."),
    "file_is_image": _("The file is a picture: send the workbook."),
    "file_is_document": _("The file is a Word document: put the table in a workbook."),
    "file_is_slides": _("The file is a presentation: put the table in a workbook."),
    "file_is_opendocument": _("The file is an OpenDocument file: save it as .xlsx."),
    "file_is_xlsb": _("The file is a binary workbook (.xlsb): save it as .xlsx."),
    "file_is_ancient": _("The file was written by Excel 4 or older: save it as .xlsx."),
    "file_is_html": _(
        "The file is a web page, whatever its name says: open it in Excel or WPS and save it"
        " as .xlsx."
    ),
    "file_is_xml": _("The file is plain XML: open it in Excel or WPS and save it as .xlsx."),
    "file_is_archive": _("The file is an archive: unpack it and send the workbook in it."),
    "file_is_utf16": _("The file is text in UTF-16: save it as .xlsx, or as “CSV UTF-8” in Excel."),
    "encoding_unknown": _(
        "The text is neither UTF-8 nor GB18030: see line %(line)s, sign %(column)s"
        " (byte %(byte)s). Say which encoding it has, or save it as UTF-8."
    ),
    "text_undecodable": _(
        "The text is not in the encoding %(encoding)s: see line %(line)s, sign %(column)s"
        " (byte %(byte)s)."
    ),
    "byte_undecodable": _("line %(line)s, sign %(column)s: the byte %(byte)s means nothing here"),
    "text_undivided": _(
        "Line %(line)s cannot be divided into cells: a quotation mark is not closed as it should"
        " be, or a cell is far too long."
    ),
    "sheets_too_many": _("The workbook has more than %(limit)s sheets."),
    "cells_too_many": _("The workbook has more than %(limit)s cells: divide it."),
    "cell_text_huge": _(
        "Sheet %(sheet)s, row %(row)s: a cell holds more text than a workbook allows."
    ),
    "workbook_tangled": _("Sheet %(sheet)s has too many merged cells."),
    "cell_far_out": _(
        "Sheet %(sheet)s, row %(row)s: a value stands too far out. Delete it if it is a stray one,"
        " or divide the workbook."
    ),
    "table_missing": _("no sheet has a table with the columns %(columns)s"),
    "columns_missing": _("the heading lacks the columns %(columns)s"),
    "column_twice": _("the heading %(heading)s already stands in %(first)s"),
    "column_of_other_year": _("the heading names another year than %(year)s"),
    "unit_shared": _("no unit is stated for %(heading)s: taken for that of the other columns"),
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
    "number_not_number": _("not a number: %(text)s"),
    "share_not_number": _("not a percentage: %(text)s"),
    "amount_about": _("only about right, taken as it stands: %(text)s"),
    "code_cut": _("the code was kept as a number and lost its last digits: enter it as text"),
    "date_impossible": _("there is no such date: %(text)s"),
    "date_unclear": _("not a date: %(text)s"),
    "dates_reversed": _("it ends before it begins: %(text)s"),
    "date_in_words": _("no date, kept as text: %(text)s"),
    "date_about": _("only about right, taken as it stands: %(text)s"),
    "date_month_unsure": _("January or October? Taken as January: %(text)s"),
    "date_day_or_month": _("day or month first? Taken with the day first: %(text)s"),
    "currency_foreign": _("the amounts of %(heading)s are in %(currency)s, not in yuan"),
    "share_differs": _("%(declared)s %% is declared, the amounts make %(found)s %%"),
    "dekads_differ": _("%(declared)s yuan in the month, its ten-day figures make %(found)s"),
    "count_follows": _("the count differs only because of %(because)s"),
    "sum_follows": _("the sum differs only because of %(because)s"),
    "share_follows": _("the percentage cannot be checked because of %(because)s"),
    "dekads_follow": _("the month's sum cannot be checked because of %(because)s"),
    "value_covered": _("hidden under a merged cell and not read: %(text)s"),
    "column_hidden": _("the hidden column %(heading)s was read"),
    "rows_hidden": _("the hidden rows %(first)s to %(last)s were read"),
    "value_linked": _("taken from another workbook, down to %(last)s"),
    "cell_error": _("the cell shows an error"),
    "formula_unvalued": _(
        "the formula has no stored value: open the workbook in Excel and save it"
    ),
    "label_unknown": _("nobody knows %(text)s: %(value)s beside it is not read"),
    "sheet_passed_over": _("the sheet was not read: it lacks the columns %(columns)s"),
    "macros_not_run": _("the workbook has macros; they were not run, only stored values count"),
    "sheet_hidden": _("the hidden sheet %(sheet)s was not read"),
}
