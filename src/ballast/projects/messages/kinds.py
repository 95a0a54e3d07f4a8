"""What the register's kinds are called in the reader's language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ballast.projects.rules import (
    ApprovalRoute,
    BuildType,
    ChainRole,
    Change,
    Crs,
    DeliveryMode,
    ExitCause,
    Financing,
    InvestmentStage,
    InvestorKind,
    Kinship,
    Party,
    SizeBand,
    State,
    Tag,
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

TAGS: Names = {
    Tag.STOCK_RENEWAL.value: _("Renewal of stock land and plants"),
}

EXIT_CAUSES: Names = {
    ExitCause.NOT_STARTED.value: _("Not started within the years allowed"),
    ExitCause.NO_PROGRESS.value: _("No substantive progress"),
    ExitCause.STOPPED.value: _("Work stopped for long"),
    ExitCause.OWNER_WITHDREW.value: _("Withdrawn by its owner"),
    ExitCause.POLICY_FORBIDS.value: _("No longer allowed by policy"),
    ExitCause.MERGED.value: _("Goes on within another project"),
    ExitCause.COMPLETED.value: _("Completed"),
    ExitCause.TO_RESERVE.value: _("Moved back to the reserve"),
}

SIZE_BANDS: Names = {
    SizeBand.UNDER_100M.value: _("Under 100m yuan"),
    SizeBand.FROM_100M.value: _("100m to under 500m yuan"),
    SizeBand.FROM_500M.value: _("500m to under 1bn yuan"),
    SizeBand.FROM_1B.value: _("1bn to under 5bn yuan"),
    SizeBand.FROM_5B.value: _("5bn to under 10bn yuan"),
    SizeBand.FROM_10B.value: _("10bn yuan and more"),
}

# By the enumeration itself: what a form offers for an attribute that is one of its codes.
CODES: Mapping[type[StrEnum], Names] = {
    ApprovalRoute: APPROVAL_ROUTES,
    BuildType: BUILD_TYPES,
    ChainRole: CHAIN_ROLES,
    Crs: CRS_NAMES,
    DeliveryMode: DELIVERY_MODES,
    Financing: FINANCING,
    InvestorKind: INVESTOR_KINDS,
    Tag: TAGS,
    Tier: TIERS,
}
