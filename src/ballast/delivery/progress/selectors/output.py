"""Of which projects a filing is to say the output."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from ballast.platform.codelists import selectors as codelists
from ballast.platform.codelists.rules import places
from ballast.projects import selectors as register

if TYPE_CHECKING:
    from ballast.projects.models import Project

_PRODUCES = "commissioning"  # the mark from which there is any output


def asked_for_output(projects: Mapping[int, "Project"], on: date, plan_year: int) -> set[int]:
    """Those that produce and have a place measured by output in any scheme of the city."""
    schemes = codelists.schemes(on=on)
    measured = {
        (scheme.code, member.code)
        for scheme in schemes
        for member in scheme.members
        if "output" in member.measure
    }
    facts = register.facts(projects.values(), on, plan_year)
    return {
        pk
        for pk, its in facts.items()
        if _PRODUCES in its.reached and not measured.isdisjoint(places(schemes, its).items())
    }
