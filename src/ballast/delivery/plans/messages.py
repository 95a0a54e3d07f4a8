"""What the plan's codes and refusals are called in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .rules import AdjustmentKind, Declared, Measure, Result, Series, Span

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DECLARED_NAMES: Mapping[str, "StrPromise"] = {
    Declared.DECLARED.value: _("Declared"),
    Declared.SELECTED.value: _("Selected"),
    Declared.LEFT_OUT.value: _("Left out"),
    Declared.WITHDRAWN.value: pgettext_lazy("declaration", "Withdrawn"),
    Declared.ISSUED.value: _("Issued"),
}

ADJUSTMENT_NAMES: Mapping[str, "StrPromise"] = {
    AdjustmentKind.ADDED.value: pgettext_lazy("plan", "Added"),
    AdjustmentKind.EXITED.value: pgettext_lazy("plan", "Exited"),
    AdjustmentKind.CLASS_CHANGED.value: _("Class changed"),
    AdjustmentKind.AMOUNT_CHANGED.value: _("Amount changed"),
}

SPAN_NAMES: Mapping[str, "StrPromise"] = {
    Span.YEAR.value: _("Whole year"),
    Span.QUARTER.value: _("Quarter"),
    Span.SPRINT.value: _("Sprint"),
}

MEASURE_NAMES: Mapping[str, "StrPromise"] = {
    Measure.CONCEIVED.value: pgettext_lazy("target", "Conceived"),
    Measure.APPROVED.value: pgettext_lazy("target", "Approved"),
    Measure.PUSHED.value: pgettext_lazy("target", "Pushed"),
    Measure.BUILT.value: pgettext_lazy("target", "Built"),
    Measure.STARTED.value: pgettext_lazy("target", "Starts"),
    Measure.FINISHED.value: pgettext_lazy("target", "Finishes"),
    Measure.FULL_CAPACITY.value: pgettext_lazy("target", "Full capacity"),
    Measure.COMPLETED_INVESTMENT.value: _("Completed investment"),
    Measure.COMPLETION_RATE.value: _("Completion rate"),
}

RESULT_NAMES: Mapping[str, "StrPromise"] = {
    Result.PENDING.value: _("Waiting for the result"),
    Result.ADMITTED.value: pgettext_lazy("application", "Admitted"),
    Result.REFUSED.value: pgettext_lazy("application", "Not admitted"),
    Result.WITHDRAWN.value: pgettext_lazy("application", "Withdrawn"),
}

SERIES_NAMES: Mapping[str, "StrPromise"] = {
    Series.COMPLETION_RATE.value: _("Completion rate of key projects"),
    Series.START_RATE.value: _("Start rate of key projects"),
    Series.FIXED_ASSET_INVESTMENT.value: _("Fixed-asset investment"),
    Series.FIXED_ASSET_GROWTH.value: _("Growth of fixed-asset investment"),
    Series.INDUSTRIAL_INVESTMENT_GROWTH.value: _("Growth of industrial investment"),
    Series.PRIVATE_INVESTMENT_GROWTH.value: _("Growth of private investment"),
    Series.GDP_GROWTH.value: _("Growth of regional GDP"),
}

WORDS: Mapping[str, "StrPromise"] = {}
