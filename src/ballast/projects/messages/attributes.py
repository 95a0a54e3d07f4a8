"""What the register's attributes are called, and what a form says under them."""

from django.utils.translation import gettext_lazy as _

from ballast.projects.rules import Section

from .kinds import Names

SECTIONS: Names = {
    Section.BASICS.value: _("Basics"),
    Section.PARTIES.value: _("Owner and responsible unit"),
    Section.PLACE.value: _("Place"),
    Section.MONEY.value: _("Money and what is expected"),
    Section.KIND.value: _("Kind and delivery"),
    Section.CHAIN.value: _("Sector and chain"),
    Section.STATISTICS.value: _("Entry into statistics"),
}

ATTRIBUTES: Names = {
    "name": _("Project name"),
    "content": _("Content and scale"),
    "tier": _("Tier"),
    "owner_name": _("Owner"),
    "owner_credit_code": _("Owner's unified social credit code"),
    "responsible_unit_id": _("Responsible unit"),
    "region_code": _("Region (GB/T 2260)"),
    "address": _("Street address"),
    "longitude": _("Longitude, degrees east"),
    "latitude": _("Latitude, degrees north"),
    "crs": _("Coordinate system"),
    "precinct": _("Precinct"),
    "functional_area_id": _("Functional area"),
    "total_investment_yuan": _("Total investment (10k yuan)"),
    "equipment_investment_yuan": _("of which equipment (10k yuan)"),
    "expected_output_yuan": _("Expected output a year (10k yuan)"),
    "expected_tax_yuan": _("Expected tax a year (10k yuan)"),
    "expected_jobs": _("Expected jobs"),
    "five_year_plan": _("Five-year plan"),
    "last_five_years_yuan": _("Completed in the five years before (10k yuan)"),
    "five_year_planned_yuan": _("Planned for the five years (10k yuan)"),
    "five_year_goal": _("Goal of the five years"),
    "investor_kind": _("Investor"),
    "approval_route": _("Approval route"),
    "build_type": _("Build type"),
    "template": _("Template of nodes"),
    "is_investor_project": _("An investor's project, signed and landed"),
    "delivery_modes": _("Delivery modes"),
    "financing": _("Financing"),
    "tags": _("Marks"),
    "sector": _("Sector"),
    "industry_code": _("Industry (GB/T 4754)"),
    "chain": _("Industrial chain"),
    "chain_role": _("Role in the chain"),
    "is_in_statistics": _("Entered into statistics"),
    "statistics_entry_on": _("Day of entry"),
}

HINTS: Names = {
    "name": _("As in its latest official document. Secret projects are not entered."),
    "region_code": _("Six digits: where it mainly lies."),
    "longitude": _("As in the document the position comes from, such as 110.290123."),
    "crs": _("A position means nothing without it."),
    "sector": _("The city's own path, such as Infrastructure/Transport/Railways; or a new one."),
    "industry_code": _("Two to four digits, with or without the letter of the section."),
    "total_investment_yuan": _("A unit may be typed after the amount."),
    "five_year_plan": _("Its first and last year, such as 2021-2025; what follows is of it."),
    "statistics_entry_on": _("Only whether and when; no statistics figure is ever asked for."),
}
