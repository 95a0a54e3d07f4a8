"""Letterheads by day, registers of numbers, and the templates that replace the shipped ones."""

from datetime import date

from django.db.models import QuerySet

from ballast.platform.documents.models import Letterhead, NumberRegister, Template


def letterhead(on: date) -> Letterhead | None:
    """What papers say at their head on a day; None where nobody has said it yet."""
    return letterheads().filter(valid_from__lte=on).first()


def letterheads() -> QuerySet[Letterhead]:
    """All there were and will be, the latest first."""
    return Letterhead.objects.order_by("-valid_from", "-pk")


def begun() -> QuerySet[NumberRegister]:
    """The registers of numbers, the latest year first."""
    return NumberRegister.objects.order_by("-year", "series", "word")


def templates() -> QuerySet[Template]:
    """Every template the office has put in, the latest first."""
    return Template.objects.order_by("-pk")


def template_in_force() -> dict[str, Template]:
    """Of each kind whose shipped template is replaced, the one in force."""
    return {one.kind: one for one in templates().filter(is_in_force=True)}
