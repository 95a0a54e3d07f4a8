"""What the register's kinds and refusals are called in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .rules import (
    ApprovalRoute,
    BuildType,
    ChainRole,
    Change,
    Crs,
    DeliveryMode,
    Financing,
    InvestmentStage,
    InvestorKind,
    Kinship,
    Party,
    State,
    Tier,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Names = Mapping[str, "StrPromise"]

TIERS: Names = {
    Tier.NATIONAL.value: _("National key project"),
    Tier.PROVINCIAL.value: _("Provincial key project"),
    Tier.CITY.value: _("City key project"),
    Tier.DISTRICT.value: _("District key project"),
}

INVESTOR_KINDS: Names = {
    InvestorKind.GOVERNMENT.value: _("Government investment"),
    InvestorKind.STATE_COMPANY.value: _("State company investment"),
    InvestorKind.PRIVATE.value: _("Private investment"),
    InvestorKind.FOREIGN.value: _("Foreign investment"),
    InvestorKind.MIXED.value: _("Mixed investment"),
}

APPROVAL_ROUTES: Names = {
    ApprovalRoute.APPROVED.value: _("Approved"),
    ApprovalRoute.VERIFIED.value: _("Verified"),
    ApprovalRoute.FILED.value: _("Filed"),
}

BUILD_TYPES: Names = {
    BuildType.NEW.value: _("New building"),
    BuildType.EXTENSION.value: _("Extension"),
    BuildType.REBUILDING.value: _("Rebuilding"),
    BuildType.UPGRADE.value: _("Technical upgrade"),
    BuildType.RELOCATION.value: _("Relocation"),
    BuildType.RESTORATION.value: _("Restoration"),
    BuildType.PURCHASE.value: _("Purchase of equipment only"),
}

DELIVERY_MODES: Names = {
    DeliveryMode.TRADITIONAL.value: _("General construction contract"),
    DeliveryMode.EPC.value: _("Engineering, procurement and construction (EPC)"),
    DeliveryMode.AGENT_CONSTRUCTION.value: _("Agent construction"),
    DeliveryMode.WHOLE_PROCESS_CONSULTING.value: _("Whole-process consulting"),
    DeliveryMode.PPP.value: _("Public-private partnership (PPP)"),
    DeliveryMode.REITS.value: _("Infrastructure REITs"),
    DeliveryMode.EOD.value: _("Ecology-oriented development (EOD)"),
    DeliveryMode.COMMITTEE_COMPANY.value: _("Committee with company"),
}

FINANCING: Names = {
    Financing.CENTRAL_BUDGET_INVESTMENT.value: _("Central budget investment"),
    Financing.ULTRA_LONG_SPECIAL_TREASURY_BOND.value: _("Ultra-long special treasury bonds"),
    Financing.SPECIAL_PURPOSE_BOND.value: _("Special-purpose bonds"),
    Financing.BOND_LOAN_MIX.value: _("Bond and loan mix"),
    Financing.LOCAL_BUDGET.value: _("Local budget"),
    Financing.BANK_LOAN.value: _("Bank loan"),
    Financing.OWN_FUNDS.value: _("Own funds"),
    Financing.SOCIAL_CAPITAL.value: _("Social capital"),
    Financing.FOREIGN_CAPITAL.value: _("Foreign capital"),
}

CHAIN_ROLES: Names = {
    ChainRole.LEAD.value: _("Leads the chain"),
    ChainRole.MEND.value: _("Mends the chain"),
    ChainRole.STRENGTHEN.value: _("Strengthens the chain"),
    ChainRole.EXTEND.value: _("Extends the chain"),
}

CRS_NAMES: Names = {
    Crs.CGCS2000.value: _("CGCS2000"),
    Crs.WGS84.value: _("WGS 84"),
    Crs.GCJ02.value: _("GCJ-02"),
    Crs.BD09.value: _("BD-09"),
}

STATES: Names = {
    State.ACTIVE.value: _("Active"),
    State.SUSPENDED.value: _("Suspended"),
    State.EXITED.value: _("Exited"),
    State.MERGED.value: _("Merged into another"),
    State.SPLIT.value: _("Split into others"),
}

CHANGES: Names = {
    Change.SUSPENDED.value: _("Suspension"),
    Change.RESUMED.value: _("Resumption"),
    Change.EXITED.value: _("Exit"),
    Change.REINSTATED.value: _("Reinstatement"),
    Change.MERGED.value: _("Merger"),
    Change.SPLIT.value: _("Split"),
    Change.RENAMED.value: _("Change of name"),
}

KINSHIPS: Names = {
    Kinship.BUNDLE.value: _("Part of a bundle"),
    Kinship.PHASE.value: _("Phase"),
}

PARTIES: Names = {
    Party.OWNER.value: _("Owner"),
    Party.SURVEYOR.value: _("Surveyor"),
    Party.DESIGNER.value: _("Designer"),
    Party.CONTRACTOR.value: _("Contractor"),
    Party.SUPERVISING_ENGINEER.value: _("Supervising engineer"),
    Party.RESPONSIBLE_UNIT.value: _("Responsible unit"),
    Party.LEAD_DEPARTMENT.value: _("Lead department"),
    Party.SPONSOR.value: _("Sponsor"),
    Party.TASK_FORCE.value: _("Task force"),
    Party.HEADQUARTERS.value: _("Headquarters"),
    Party.PROJECT_OFFICER.value: _("Project officer"),
    Party.MONITORING_UNIT.value: _("Monitoring unit"),
    Party.MONITORING_OFFICER.value: _("Monitoring officer"),
}

INVESTMENT_STAGES: Names = {
    InvestmentStage.ORIGINAL.value: _("Original estimate"),
    InvestmentStage.APPROVED.value: _("Approved estimate"),
    InvestmentStage.ADJUSTED.value: _("Adjusted"),
}

WORDS: Names = {
    "project_out_of_reach": _("This project is not in the register, or not yours."),
    "register_refused": _("Nothing was recorded: %(count)s things are not right."),
    "since_future": _("The day is still to come. Enter this when it has come."),
    "person_missing": _("Say the person's name."),
    "body_missing": _("Say which body it is."),
    "unit_needed": _("The responsible unit must be one of the unit tree."),
    "unit_not_in_force": _("This unit is no longer in force."),
    "credit_code_wrong": _("%(text)s is no unified social credit code; check each sign."),
    "part_held": _("%(body)s holds this part. Record a handover instead."),
    "holder_already": _("%(body)s already holds this part."),
    "part_ended": _("%(body)s no longer holds this part."),
    "before_it_began": _("%(body)s has held this part only since %(since)s."),
    "reason_missing": _("Say the reason."),
    "before_last_split": _("The shares were last divided from %(since)s; enter a later day."),
    "shares_not_whole": _("The shares make %(sum)s; together they must make exactly 1."),
    "step_unknown": _("This kind of project has no step %(step)s."),
    "actual_future": _("%(step)s: the day it was reached is still to come."),
    "left_out_without_reason": _("%(step)s: say why it does not apply."),
    "left_out_yet_reached": _("%(step)s: what was reached cannot be not applicable."),
    "before_what_is_not_done": _("%(step)s is done, and %(earlier)s before it is not."),
    "before_what_came_later": _("%(step)s was done before %(earlier)s, which it waits for."),
    "unit_not_accounting": _("Shares go to accounting units only."),
}
