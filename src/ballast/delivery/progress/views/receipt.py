"""A filing as it was handed in, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ballast.delivery.progress.messages import AMOUNT_NAMES, WORDS
from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.templatetags.progress import label
from ballast.kernel.periods import Period
from ballast.platform.codelists.rules import Template
from ballast.platform.language import called

_FURTHER = (
    *("construction_yuan", "equipment_yuan", "other_yuan"),
    *("output_yuan", "new_output_yuan", "forecast_year_yuan"),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """A doubt with what its filer said to it."""

    words: str
    word: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction: about which period, by how much, why."""

    label: str
    amount_yuan: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a filing holds beyond its three figures; ``template`` names the steps."""

    filing: Filing
    template: Template

    @property
    def amounts(self) -> list[tuple[str, Decimal]]:
        found = [(str(AMOUNT_NAMES[name]), getattr(self.filing, name)) for name in _FURTHER]
        return [(name, amount) for name, amount in found if amount is not None]

    @property
    def nodes(self) -> list[tuple[str, str]]:
        """Each dated step: its name, and when it was or will be reached."""
        names = step_names(self.template)
        return [
            (names.get(code, code), _("; ").join(_dates(dates)))
            for code, dates in self.filing.node_dates.items()
        ]

    @property
    def doubts(self) -> list[Answered]:
        return [
            Answered(
                str(WORDS[one["code"]]) % one.get("params", {}),
                _("; ").join(filter(None, (one.get("word", ""), one.get("paper", "")))) or "—",
            )
            for one in self.filing.doubts
        ]

    @property
    def corrections(self) -> list[Corrected]:
        return [
            Corrected(
                _("Correction of %(period)s")
                % {"period": label(Period.from_code(one.about_period))},
                one.amount_yuan,
                _("; ").join(filter(None, (one.reason, one.paper))),
            )
            for one in self.filing.corrections.all()
        ]

    @property
    def cells(self) -> str:
        """From which cells of a workbook its figures came; empty when they were typed."""
        return _(", ").join(sorted({str(one[1]) for one in self.filing.provenance.values()}))


def step_names(template: Template) -> dict[str, str]:
    """The names of a template's steps in the reader's language."""
    return {step.code: called(step) for node in template.nodes for step in node.steps}


def _dates(dates: Mapping[str, Any]) -> Iterator[str]:
    if on := dates.get("actual_on"):
        yield _("reached %(day)s") % {"day": on}
    if on := dates.get("forecast_on"):
        yield _("expected %(day)s") % {"day": on}
