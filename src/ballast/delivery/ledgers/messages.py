"""What is wrong with a ledger, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

WORDS: Mapping[str, "StrPromise"] = {
    "ledger_refused": _("The workbook has %(count)s faults; nothing was brought in."),
    "name_repeated": _("%(name)s already stands in %(first)s, with the same owner and category"),
    "name_shared": _("%(name)s also stands in %(first)s; taken for another project"),
    "name_ambiguous": _("several projects are called %(name)s; their owners do not tell which"),
    "project_twice": _("%(name)s already stands in %(first)s"),
    "project_unknown": _("the register knows no project %(name)s; near it: %(near)s"),
    "number_wrong": _("%(text)s is no Ballast number of the register"),
    "unit_not_found": _("no unit is called %(name)s; near it: %(near)s"),
    "unit_of_no_city": _(
        "%(name)s is no unit of this city: the project stays without a responsible unit, and"
        " counts for none, until one is named"
    ),
    "plan_class_unknown": _("%(text)s is no plan class"),
    "split_lacks_months": _(
        "the split by month lacks %(months)s: give all twelve, 0 where nothing is planned"
    ),
    "split_differs": _("%(declared)s yuan are planned, the twelve months make %(found)s"),
    "word_unknown": _("%(text)s is no word of this column; it is kept as written"),
    "months_differ": _("%(declared)s yuan are declared, the months make %(found)s"),
    "month_blank": _("month %(month)s is blank and counts as nothing"),
    "dekads_only": _("only up to ten days of the month: kept, and nothing is filed for the month"),
    "since_start_differs": _(
        "%(declared)s yuan since the start are declared, last year's end and this year make"
        " %(found)s"
    ),
    "series_unknown": _("%(text)s is no series that is kept"),
    "period_unreadable": _("%(text)s is no period, such as 2023年9月"),
    "figure_unreadable": _("%(text)s is no number"),
    "day_unreadable": _("%(text)s is no day that has come, such as 2023-10-18"),
    "outside_cell_missing": _("an area, a period, a value, a source and a day are needed"),
    "outside_twice": _("this figure already stands in %(first)s"),
    "plan_row_issued": _("the plan of %(year)s is issued and says otherwise: use an adjustment"),
    "nothing_due": _("%(period)s: no project of yours is due."),
    "year_missing": _("no year is stated above the table, such as 2023年"),
    "year_several": _("more than one year is stated: %(years)s"),
    "row_foreign": _("%(name)s is not yours to bring in: it is another unit's"),
    "name_near": _("%(name)s is not in the register; is it one of these? %(near)s"),
    "code_ambiguous": _("several projects bear the code %(text)s; their names do not tell which"),
    "code_of_another": _("the code %(text)s is borne by another project than the number says"),
    "told_otherwise": _("the register and the plan say %(known)s; it is not changed from here"),
    "column_unread": _("nobody knows the column %(about)s: it is not read"),
    "told_unmet": _("the mapping speaks of %(about)s, which is not in the workbook"),
    "mapping_wrong": _("The mapping says %(count)s things that mean nothing."),
    "mapping_key_unknown": _("%(key)s is nothing that a mapping says"),
    "mapping_value_wrong": _("%(place)s: %(value)s is no such thing"),
    "same_row_unknown": _("no row of the workbook is called %(name)s"),
    "ask_column": _("which column is %(about)s? It may be %(guesses)s"),
    "ask_unit": _("in which unit is %(about)s? It may be %(guesses)s"),
    "ask_sheet": _("is the sheet %(about)s to be read? It may be %(guesses)s"),
    "ask_currency": _("in which currency is %(about)s? It may be %(guesses)s"),
    "ask_encoding": _("in which encoding is %(about)s? It may be %(guesses)s"),
    "ask_transposed": _("does each column of %(about)s stand for a project?"),
    "ask_step": _("which step is %(about)s? It may be %(guesses)s"),
    "import_unit_not_yours": _("This unit is not yours to bring ledgers in for."),
    "import_unknown": _("There is no such import, or it is not yours to see."),
    "import_decided": _("The import has gone on meanwhile: look at how it stands now."),
    "import_currency": _("The amounts are in %(currency)s: only yuan are brought in."),
    "undo_refused": _("Later work rests on %(count)s of its projects; nothing was taken back."),
    "touched_later": _("%(number)s %(name)s was changed since"),
    "referred_to": _("%(number)s %(name)s is spoken of elsewhere since"),
    "filing_reviewed": _("the filing of %(number)s %(name)s was reviewed or answered since"),
    "period_missing": _("no month is stated above the table, such as 2023年9月"),
    "period_several": _("more than one month is stated: %(periods)s"),
}
