"""What roles, kinds of unit and refusals are called in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .rules import Role, UnitKind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

UNIT_KIND_NAMES: Mapping[str, "StrPromise"] = {
    UnitKind.GOVERNMENT.value: _("Government"),
    UnitKind.FUNCTIONAL_AREA.value: _("Functional area"),
    UnitKind.DEPARTMENT.value: _("Department"),
    UnitKind.STATE_COMPANY.value: _("State company"),
    UnitKind.OWNER.value: _("Owner"),
}

ROLE_NAMES: Mapping[str, "StrPromise"] = {
    Role.CITY_LEADER.value: _("City leader"),
    Role.PROJECT_OFFICE.value: _("Project office"),
    Role.DEPARTMENT.value: _("Department"),
    Role.STATE_COMPANY.value: _("State company"),
    Role.DISTRICT.value: _("District or functional area"),
    Role.OWNER.value: _("Owner"),
    Role.PROJECT_OFFICER.value: _("Project officer"),
    Role.INSPECTOR.value: _("Inspector"),
    Role.INVESTMENT_PROMOTER.value: _("Investment promoter"),
    Role.SYSTEM_ADMINISTRATOR.value: _("System administrator"),
    Role.SECURITY_ADMINISTRATOR.value: _("Security administrator"),
    Role.AUDIT_ADMINISTRATOR.value: _("Audit administrator"),
}
