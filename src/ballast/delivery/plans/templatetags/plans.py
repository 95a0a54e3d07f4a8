"""Small parts of the plan desk."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import template
from django.forms import Form
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from ballast.delivery.plans.messages import (
    ADJUSTMENT_NAMES,
    CAUSE_NAMES,
    DECLARED_NAMES,
    LEVEL_NAMES,
    MEASURE_NAMES,
    NOTE_NAMES,
    PURPOSE_NAMES,
    RESULT_NAMES,
    SERIES_NAMES,
    said_of,
)
from ballast.delivery.plans.models import PLAN_CLASSES, PlanLine
from ballast.delivery.plans.rules import AdjustmentKind, Condition, Declared, Note, Result
from ballast.delivery.plans.selectors import TargetLine
from ballast.kernel import money
from ballast.platform.ui.templatetags.figures import percent, wan, yi
from ballast.platform.ui.templatetags.ui import badge, column, icon

register = template.Library()

_STATE_KINDS = {
    Declared.DECLARED.value: "amber",
    Declared.SELECTED.value: "brand",
    Declared.LEFT_OUT.value: "grey",
    Declared.WITHDRAWN.value: "grey",
    Declared.ISSUED.value: "green",
}

_ADJUSTED_KINDS = {
    AdjustmentKind.ADDED.value: "green",
    AdjustmentKind.EXITED.value: "grey",
    AdjustmentKind.CLASS_CHANGED.value: "brand",
    AdjustmentKind.AMOUNT_CHANGED.value: "amber",
}

_RESULT_KINDS = {
    Result.PENDING.value: "amber",
    Result.ADMITTED.value: "green",
    Result.REFUSED.value: "grey",
    Result.WITHDRAWN.value: "grey",
}

# For met, unmet and not known: kind, icon, what is read aloud.
_SIGNS = {
    True: ("met", "check", pgettext_lazy("condition", "met")),
    False: ("unmet", "x", pgettext_lazy("condition", "not met")),
    None: ("unknown", "circle-question-mark", pgettext_lazy("condition", "not known")),
}


@register.simple_tag(takes_context=True)
def sortable(context: Context, words: str, sort: str, *, kind: str = "") -> SafeString:
    """A column's head by which this list is sorted."""
    href, order = context["asked"].sorted[sort]
    return column(words, href, order=order, kind=kind)


@register.simple_tag
def planclass(code: str) -> str:
    """A plan class in words."""
    return str(PLAN_CLASSES.get(code) or _("Class not yet said"))


@register.simple_tag
def declared(state: str) -> SafeString:
    """How far a declaration has come, as a mark."""
    return badge(str(DECLARED_NAMES[state]), kind=_STATE_KINDS[state])


@register.simple_tag
def adjusted(kinds: Sequence[str]) -> SafeString:
    """What adjustments did to a project, as marks."""
    marks = ((badge(str(ADJUSTMENT_NAMES[kind]), kind=_ADJUSTED_KINDS[kind]),) for kind in kinds)
    return format_html_join(" ", "{}", marks)


@register.simple_tag
def adjusted_once(kind: str) -> SafeString:
    """What one adjustment did to a project, as a mark."""
    return adjusted([kind])


@register.simple_tag
def why(cause: str, reason: str, besides: str = "") -> str:
    """Why a project leaves, by its cause, and the reason in words; else the paper's own."""
    return _(": ").join(filter(None, [str(CAUSE_NAMES.get(cause, "")), reason])) or besides or "—"


@register.simple_tag
def result(code: str) -> SafeString:
    """What came of an application, as a mark."""
    return badge(str(RESULT_NAMES[code]), kind=_RESULT_KINDS[code])


@register.simple_tag
def tier(code: str) -> str:
    """Whose list a project is put up for."""
    return str(LEVEL_NAMES[code])


@register.simple_tag
def measure_name(code: str) -> str:
    """What a target counts."""
    return str(MEASURE_NAMES[code])


@register.simple_tag
def series_name(code: str) -> str:
    """An outside series in words."""
    return str(SERIES_NAMES[code])


@register.simple_tag
def reached(line: TargetLine | None) -> SafeString:
    """A target beside what was reached of it; each rate stands behind its two figures."""
    if line is None:
        return SafeString("—")
    target, done = line.target, line.progress
    said = []
    if done.count and target.target_count is not None:
        said.append(
            (
                f"{done.count.numerator:.0f} / {target.target_count}",
                _("projects"),
                percent(done.count.rate),
            )
        )
    if target.target_yuan is not None:
        figures = f"{yi(done.yuan.numerator, 2)} / {yi(target.target_yuan, 2)}"
        said.append((figures, _("100m yuan"), percent(done.yuan.rate)))
    if target.target_rate is not None:
        now = percent(done.rate.rate if done.rate else None)
        said.append((now, f"≥ {percent(target.target_rate)}", ""))
    kind, sign, _words = _SIGNS[done.is_met]
    return format_html(
        '<span class="reached">{}{}<span class="condition condition--{}">{}{}</span></span>',
        format_html_join("", "<span><b>{}</b> {} {}</span>", said),
        threshold(target.least_total_yuan),
        kind,
        icon(sign),
        _("reached") if done.is_met else _("not yet reached"),
    )


def threshold(least_yuan: Decimal | None) -> SafeString:
    """From which size projects are counted; nothing where all are."""
    if least_yuan is None:
        return SafeString("")
    words = _("from a total of %(amount)s × 100m yuan") % {"amount": yi(least_yuan, 2)}
    return format_html('<small class="quiet">{}</small>', words)


@register.simple_tag
def purpose(code: str) -> str:
    """What a window is open for."""
    return str(PURPOSE_NAMES[code])


@register.simple_tag
def cell(form: Form, name: str) -> SafeString:
    """A form's field inside a table: its column's head is its label."""
    field = form[name]
    widget = field.as_widget(attrs={"aria-label": str(field.label), "class": "control"})
    return format_html("{}{}", widget, field.errors)


@register.simple_tag
def class_change(first: PlanLine | None, line: PlanLine) -> SafeString:
    """The class a project has, and the one it was issued with where that was another."""
    now = planclass(line.plan_class)
    return changed(planclass(first.plan_class) if first else now, now)


@register.simple_tag
def class_shift(old: str, new: str) -> SafeString:
    """One class and another."""
    return changed(planclass(old) if old else "", planclass(new) if new else "")


@register.simple_tag
def yuan_shift(old: Decimal | None, new: Decimal | None) -> SafeString:
    """One amount and another, in 10,000 yuan."""
    return changed(wan(old, 2), wan(new, 2))


@register.simple_tag
def by_month(months: Sequence[Decimal]) -> str:
    """A year's twelve amounts from January on, in 10,000 yuan."""
    return " · ".join(wan(yuan, 2) for yuan in months)


@register.simple_tag
def split_shift(old: Sequence[Decimal], new: Sequence[Decimal]) -> SafeString:
    """One split of a year by month and another."""
    return changed(by_month(old), by_month(new)) if old or new else SafeString("—")


@register.simple_tag
def found_by(notes: Sequence[str]) -> str:
    """How a frozen class was found, with what is said beside it."""
    declared = Note.CLASS_AS_DECLARED.value
    how = [] if declared in notes else [_("By its dates")]
    return _(", ").join([*how, *(str(NOTE_NAMES[note]) for note in notes)])


@register.simple_tag
def conditions(met: Mapping[int, Sequence[Condition]], key: int) -> SafeString:
    """The conditions of one declaration, each with a sign, its name, and the values behind it."""
    marks = (
        (_SIGNS[one.is_met][0], icon(_SIGNS[one.is_met][1]), said_of(one), _SIGNS[one.is_met][2])
        for one in met[key]
    )
    return format_html(
        '<span class="conditions">{}</span>',
        format_html_join(
            "",
            '<span class="condition condition--{}">{}{}<span class="aloud">{}</span></span>',
            marks,
        ),
    )


@register.filter
def signed(number: int) -> str:
    """A count with its sign: +2, −3, 0."""
    return money.signed(Decimal(number), 0) if number else "0"


@register.filter
def signed_yi(yuan: Decimal) -> str:
    """A difference in 100m yuan with its sign: +1.20, −3.40."""
    return money.signed(money.in_unit(yuan, money.Unit.YI), 2)


@register.simple_tag
def changed(old: str, new: str) -> SafeString:
    """What was, and what is to be; only the one where both are the same."""
    if old == new:
        return format_html("<span>{}</span>", new)
    return format_html(
        '<span class="changed"><del>{}</del> → <ins>{}</ins></span>', old or "—", new or "—"
    )
