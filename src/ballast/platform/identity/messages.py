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
    Role.LEADER_SECRETARY.value: _("Leader's secretary"),
    Role.SYSTEM_ADMINISTRATOR.value: _("System administrator"),
    Role.SECURITY_ADMINISTRATOR.value: _("Security administrator"),
    Role.AUDIT_ADMINISTRATOR.value: _("Audit administrator"),
}

WORDS: Mapping[str, "StrPromise"] = {
    "unit_code_taken": _("Another unit already bears the code %(codes)s."),
    "unit_unknown": _("No unit bears the code %(code)s on that day."),
    "unit_ring": _("%(code)s would stand under itself."),
    "unit_moved_later": _("A later change of %(code)s is already recorded."),
    "unit_not_empty": _(
        "Other units still stand under %(code)s on that day. Move or close them first."
    ),
    "unit_not_yet": _("Enter this when the day has come."),
    "username_taken": _("Somebody already signs in as %(names)s."),
    "person_unknown": _("Nobody active signs in as %(names)s."),
    "powers_united": _(
        "System, security and audit administration are for three people; "
        "%(username)s may hold only one."
    ),
    "already_assigned": _(
        "%(username)s already holds this role in this unit on some of these days."
    ),
    "not_oneself": _("Nobody may do this to their own account. Ask another administrator."),
    "link_of_administrator": _(
        "%(names)s holds an administrator's power. Whoever keeps the server makes the new link "
        "there: ballast link %(names)s"
    ),
    "still_administrator": _(
        "%(names)s holds an administrator's power. A security administrator takes it back first."
    ),
    "unit_of_administrators": _(
        "Administrators hold their power in %(code)s. Give it to them in another unit first."
    ),
    "not_allowed": _("Your role does not allow this."),
    "weak_password": _("The password does not meet the rules."),
    "password_short": _("Use at least 10 characters."),
    "password_plain": _(
        "Use three of these four: small letters, capital letters, digits, other signs."
    ),
    "password_like_name": _("The password must not contain your name, forwards or backwards."),
    "password_common": _("This password is among the most common ones."),
    "password_used": _("This is one of your last five passwords."),
    "wrong_password": _("The present password is not right."),
    "link_spent": _("This link has been used, has run out or was replaced by a newer one."),
    "administrator_exists": _("This installation already has its administrators."),
}
