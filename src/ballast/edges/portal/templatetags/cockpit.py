"""Figures of the cockpit in the form that bars and cards take."""

from decimal import Decimal

from django import template

from ballast.edges.portal.cockpit.address import Address
from ballast.kernel import money
from ballast.platform.analytics.indicators import Value

register = template.Library()


@register.filter
def share(value: Value) -> Decimal | None:
    """An indicator in per cent as a share of one."""
    return of_hundred(value.value)


@register.filter
def of_hundred(percentage: Decimal | None) -> Decimal | None:
    """A percentage as a share of one."""
    return None if percentage is None else percentage / 100


@register.filter
def short(value: Value) -> int:
    """How many of an indicator's denominator are not in its numerator."""
    return int((value.denominator or 0) - (value.numerator or 0))


@register.filter
def more_or_less(difference: int | None) -> str:
    """A change of a number with its sign: +11, −7, ±0."""
    if not difference:
        return "—" if difference is None else "±0"
    return f"+{difference}" if difference > 0 else f"{money.MINUS}{-difference}"


@register.simple_tag
def listed(asked: Address, **more: str) -> str:
    """The address of the project list for the same part, narrowed by ``more``."""
    return asked.listed(**more)
