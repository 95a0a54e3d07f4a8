"""Workbooks as they are sent, and what they are for."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ballast.delivery.ledgers.rules import FILING, PLAN

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

_KINDS = [
    ("", pgettext_lazy("kind of ledger", "As its columns tell")),
    (PLAN, _("Annual plan")),
    (FILING, _("Monthly figures")),
]


class _Workbooks(forms.FileField):
    """One file or several."""

    def __init__(self, **given: Any) -> None:
        class Several(forms.ClearableFileInput):
            allow_multiple_selected = True

        super().__init__(
            widget=Several({"accept": ".xlsx,.xlsm,.xls,.csv", "multiple": True}), **given
        )

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        given = data if isinstance(data, list) and data else [data or None]
        return [super(_Workbooks, self).clean(one, initial) for one in given]


class About(forms.Form):
    """For what a workbook is meant, where it does not say so itself."""

    kind = forms.ChoiceField(label=_("Kind"), choices=_KINDS, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2099, required=False)
    month = forms.TypedChoiceField(
        label=_("Month"),
        choices=[("", "—"), *((str(one), str(one)) for one in range(1, 13))],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *given: Any, on: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["year"].widget.attrs["placeholder"] = str(on.year)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("month") and not cleaned.get("year"):
            self.add_error("year", _("A month needs its year."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """Kind and subject as a workbook is received with them: blank where it tells itself."""
        cleaned = self.cleaned_data
        year, month, kind = cleaned.get("year"), cleaned.get("month"), cleaned["kind"]
        subject = f"{year}" if year else ""
        if year and month and kind != PLAN:
            subject = f"{year}-{month:02}"
        return {"kind": kind, "subject": subject}


class Receiving(About):
    """Workbooks; ``units`` are those for which one may bring in: their keys and names."""

    workbooks = _Workbooks(
        label=_("Workbooks"), error_messages={"required": _("Choose a workbook first.")}
    )
    unit = forms.TypedChoiceField(
        label=_("For which unit"), coerce=int, empty_value=None, required=False
    )
    field_order = ("workbooks",)

    def __init__(self, *given: Any, units: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["unit"].choices = [("", "—"), *units]  # type: ignore[attr-defined]
        if not units:
            del self.fields["unit"]

    def said(self) -> dict[str, Any]:
        return {**super().said(), "unit": self.cleaned_data.get("unit")}
