"""What each event that may stand in a project's past is called in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

EVENTS: Mapping[str, "StrPromise"] = {
    "alerts.exempted": _("Exempted from a lamp"),
    "alerts.exemption_ended": _("Exemption ended"),
    "alerts.lamps_evaluated": _("Lamps judged"),
    "alerts.rulebook_published": _("Rulebook published"),
    "files.added": _("Files added"),
    "files.removed": _("Files removed"),
    "ledgers.import_undone": _("Import taken back"),
    "ledgers.month_imported": _("Month's ledger brought in"),
    "ledgers.plan_imported": _("Plan's ledger brought in"),
    "plans.adjusted": _("Plan adjusted"),
    "plans.adjustment_undone": _("Adjustment undone"),
    "plans.declared": _("Declared for the plan"),
    "plans.issued": _("Plan issued"),
    "plans.left_out": _("Left out of the plan"),
    "plans.selected": _("Selected for the plan"),
    "plans.withdrawn": _("Declaration withdrawn"),
    "periods.closed": _("Month closed"),
    "periods.opened": _("Month opened"),
    "periods.reopened": _("Month reopened"),
    "progress.accepted": _("Filing accepted"),
    "progress.answered": _("Entry on behalf answered"),
    "progress.discarded": _("Draft filing discarded"),
    "progress.drafted": _("Filing drafted"),
    "progress.duties_followed": _("Duty to file follows the plan"),
    "progress.entered_for": _("Filing entered on behalf"),
    "progress.left_out": _("Filing left out of the month"),
    "progress.sent_back": _("Filing sent back"),
    "progress.submitted": _("Filing submitted"),
    "reporting.sent_up": _("Figures sent up"),
    "projects.bundled": _("Bundled"),
    "projects.capacities_set": _("Capacities recorded"),
    "projects.codes_added": _("National code added"),
    "projects.codes_ended": _("National code ended"),
    "projects.edited": _("Attributes corrected"),
    "projects.exited": _("Taken off the list"),
    "projects.investments_set": _("Total investment recorded"),
    "projects.merged": _("Merged"),
    "projects.phases_added": _("Phase added"),
    "projects.placed_on_lists": _("Placed on a list"),
    "projects.registered": _("Entered in the register"),
    "projects.reinstated": _("Reinstated"),
    "projects.renamed": _("Renamed"),
    "projects.responsibilities_changed": _("Responsibility changed"),
    "projects.resumed": _("Resumed"),
    "projects.shares_split": _("Shares divided"),
    "projects.split": _("Split"),
    "projects.steps_recorded": _("Steps recorded"),
    "projects.suspended": _("Suspended"),
    "projects.taken_off_lists": _("Taken off a list"),
    "projects.unbundled": _("Taken out of a bundle"),
}
