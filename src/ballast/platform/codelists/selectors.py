"""Reads the code tables as they stood on a day."""

from datetime import date

from . import catalogue
from .rules import Lifecycle, Scheme


def lifecycle(*, on: date) -> Lifecycle:
    """The stages, nodes and templates in force."""
    return max(
        (one for one in catalogue.lifecycles() if one.valid_from <= on),
        key=lambda one: one.valid_from,
    )


def schemes(*, on: date) -> tuple[Scheme, ...]:
    """Every scheme, in the version in force."""
    in_force = [one for one in catalogue.schemes() if one[0].valid_from <= on]
    return in_force[-1]


def scheme(code: str, *, on: date) -> Scheme:
    """One scheme in the version in force. Raises ``LookupError`` when there is none."""
    for one in schemes(on=on):
        if one.code == code:
            return one
    raise LookupError(code)
