"""How a project's number stands in an address, and the project it means to the reader."""

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from ballast.kernel.identifiers import NotABallastNumber, parse_ballast_number
from ballast.platform.identity import http as identity
from ballast.projects import selectors

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest
    from ballast.projects.models import Project


class NumberConverter:
    """A Ballast number whose check digit is right; what is none finds no page."""

    regex = "[Bb][0-9]{7,11}"

    def to_python(self, text: str) -> str:
        try:
            return parse_ballast_number(text)
        except NotABallastNumber as none:
            raise ValueError(text) from none

    def to_url(self, number: str) -> str:
        return number


def shown(request: "AuthedRequest", number: str) -> "Project":
    """The project of this number, if the reader may see it; otherwise there is no such page."""
    seen = selectors.visible_to(request.user, identity.today())
    rows = seen.select_related("responsible_unit", "functional_area", "parent")
    return get_object_or_404(rows, number=number)
