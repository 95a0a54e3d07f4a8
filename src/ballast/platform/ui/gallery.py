"""Every component in every state, on one page: to look at, to photograph, to check for access.

All figures and names are invented.
"""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

TIME_PROGRESS = Decimal("0.75")
D, N, A, V = "done", "now", "ahead", "void"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sample table. Money in yuan, ``rate`` a share of one."""

    lamp: str
    name: str
    number: str
    stages: tuple[tuple[str, ...], ...]
    node: str
    planned_yuan: Decimal
    rate: Decimal | None

    @property
    def completed_yuan(self) -> Decimal | None:
        return None if self.rate is None else self.planned_yuan * self.rate

    @property
    def lead_points(self) -> Decimal | None:
        return None if self.rate is None else (self.rate - TIME_PROGRESS) * 100


class SampleForm(forms.Form):
    """One field of each kind."""

    project = forms.CharField(label=_("Project name"), help_text=_("As in the plan document."))
    completed = forms.DecimalField(  # as text: a number field throws away what it cannot read
        label=_("Completed this year, 10k yuan"), widget=forms.TextInput({"inputmode": "decimal"})
    )
    plan_class = forms.ChoiceField(
        label=_("Plan class"),
        choices=[("NEW", _("New start")), ("CARRY", _("Carried over"))],
    )
    due = forms.DateField(label=_("Planned finish"), widget=forms.DateInput({"type": "date"}))
    progress = forms.CharField(label=_("Visible progress"), widget=forms.Textarea({"rows": 3}))
    lists = forms.MultipleChoiceField(
        label=_("Lists"),
        choices=[("CITY", _("City key projects")), ("PROVINCE", _("Provincial key projects"))],
        widget=forms.CheckboxSelectMultiple,
    )


def gallery(request: HttpRequest) -> HttpResponse:
    """The page at ``/ui/``; ``?theme=screen`` shows it as on the wall."""
    context: dict[str, object] = {
        "theme": "screen" if request.GET.get("theme") == "screen" else "",
        "tick": TIME_PROGRESS,
        "rates": [None, *map(Decimal, ("0", "0.308", "0.706", "0.814", "1.12"))],
        "amounts": list(map(Decimal, ("0", "46400000", "-7690000", "2579123456789.01"))),
        "differences": list(map(Decimal, ("6.4", "0", "-42.5"))),
        "lamp_codes": ["red", "yellow", "green", "blue", "grey", "dash"],
        "badge_kinds": ["", "brand", "green", "amber", "red", "grey"],
        "levels": ["success", "info", "warning", "error"],
        "rows": _rows(),
        "is_first": "rows" not in request.GET,
        "page": Paginator(range(2000), 100).get_page(request.GET.get("page", 4)),
        "empty_form": SampleForm(auto_id="empty_%s"),
        "wrong_form": SampleForm({"completed": "9.8.6"}, auto_id="wrong_%s"),
    }
    context |= _curve()
    if request.headers.get("HX-Request"):
        return render(request, "ui/gallery/table.html#rows", context)
    return render(request, "ui/gallery.html", context)


def _curve() -> dict[str, object]:
    """A year of which nine months are known, in 万元."""
    planned = [4_000, 10_000, 19_500, 31_000, 43_500, 57_000, 70_500, 84_000, 97_000, 107_000]
    planned += [116_000, 124_000]
    actual = [3_200, 8_100, 15_900, 24_000, 31_500, 37_200, 40_100, 42_300, 47_100, *[None] * 3]
    months = [gettext("M%(month)s") % {"month": place} for place in range(1, 13)]
    curve = {
        "months": months,
        "planned": planned,
        "actual": actual,
        "forecast": [*[None] * 8, 47_100, 58_000, 70_000, 84_000],
        "now": 8,
        "unit": gettext("10k yuan"),
        "words": {
            "planned": gettext("Planned"),
            "actual": gettext("Completed"),
            "forecast": gettext("Forecast"),
        },
    }
    return {"curve": curve, "curve_rows": list(zip(months, planned, actual, strict=True))}


def _rows() -> list[Row]:
    begun = ((D, D), (D, D, D, N, A), (A, A), (A, A), (A, A))
    built = ((D, D), (D, D, V, D, D), (D, D), (N, A), (A, A))
    survey, works = (begun, gettext("Design and tender")), (built, gettext("Main works"))
    phase = gettext("Battery plant, first phase, with its power line and the road to the station")
    lines = [
        ("red", gettext("East ring expressway, second phase"), survey, "75", "0.308"),
        ("yellow", gettext("Cold-chain logistics park"), works, "458", "0.634"),
        ("green", phase, works, "1250", "0.789"),
        ("blue", gettext("Children's hospital"), works, "201", "0.83"),
        ("grey", gettext("River-front flood protection"), survey, "120", None),
        ("dash", gettext("Nine-year school in the new district"), survey, "257", None),
    ]
    return [
        Row(lamp, name, f"2026-{385 + 101 * place:04}", *at, Decimal(millions) * 1_000_000,
            None if rate is None else Decimal(rate))
        for place, (lamp, name, at, millions, rate) in enumerate(lines)
    ]  # fmt: skip
