"""Figures as the office writes them, and the small drawings that show them."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ballast.kernel import money
from ballast.platform.language import period_called

from .ui import LAMPS, shape

register = template.Library()

NO_FIGURE = "—"


@register.filter
def yi(yuan: Decimal | None, places: int = 1) -> str:
    """Yuan in 亿元, without the unit's word: 25,791.2."""
    return NO_FIGURE if yuan is None else money.grouped(yuan, money.Unit.YI, places)


@register.filter
def wan(yuan: Decimal | None, places: int = 0) -> str:
    """Yuan in 万元, without the unit's word: 4,640."""
    return NO_FIGURE if yuan is None else money.grouped(yuan, money.Unit.WAN, places)


@register.filter
def count(number: int | None) -> str:
    """A whole number with its thousands apart: 2,000."""
    return NO_FIGURE if number is None else f"{number:,}"


@register.filter
def period(code: str) -> str:
    """A period by its code, in the reader's language: 2023年9月, September 2023."""
    return period_called(code)


@register.filter
def percent(share: Decimal | None) -> str:
    """A share of one as a percentage: 81.4%."""
    shown = money.percent(share)
    return NO_FIGURE if shown is None else f"{shown}%"


@register.filter
def points(difference: Decimal | None) -> str:
    """Percentage points with their sign, in colour as well: +6.4, −42.5."""
    if difference is None:
        return NO_FIGURE
    shown = money.signed(difference)
    side = {"+": "ahead", money.MINUS: "behind"}.get(shown[0])
    return SafeString(f'<span class="{side}">{shown}</span>') if side else shown


@register.simple_tag
def rate(share: Decimal | None, *, tick: Decimal | None = None, lamp: str = "") -> SafeString:
    """A rate as figure and bar; ``tick`` marks where the calendar stands.

    ``lamp`` colours the bar: ``yellow`` below the calendar, ``red`` far below, else blue.
    """
    if share is None:
        return format_html('<span class="rate rate--none">{}</span>', NO_FIGURE)
    colour = f" rate--{lamp}" if lamp in {"yellow", "red"} else ""
    figure = f'<span class="rate__figure">{percent(share)}</span>'
    return SafeString(f'<span class="rate{colour}">{bar(share, tick=tick)}{figure}</span>')


@register.simple_tag
def bar(share: Decimal, *, tick: Decimal | None = None, label: str = "") -> SafeString:
    """The bar of a rate alone; drawn as SVG, because the policy allows no inline style."""
    marks = ""
    if tick is not None:
        marks = f'<rect class="bar__tick" x="{_across(tick)}%" width="2" height="12" rx="1"/>'
    if tick is not None and label:
        marks += f'<text class="bar__label" x="{_across(tick)}%" y="-6">{escape(label)}</text>'
    return SafeString(
        f'<svg class="bar{" bar--labelled" if label else ""}" aria-hidden="true">'
        '<rect class="bar__track" width="100%" height="6" rx="3" y="3"/>'
        f'<rect class="bar__done" width="{_across(share)}%" height="6" rx="3" y="3"/>{marks}</svg>'
    )


@register.simple_tag
def lifecycle(stages: Sequence[Sequence[str]], node: str) -> SafeString:
    """The nodes of a project's life as small cells, stage by stage, and the present ``node``.

    Each cell is ``done``, ``now``, ``ahead`` or ``void`` (does not apply to this project).
    """
    return _lifecycle(tuple(tuple(stage) for stage in stages), node, _("nodes done"))


@cache
def _lifecycle(stages: tuple[tuple[str, ...], ...], node: str, done_words: str) -> SafeString:
    cells, across = [], 0.0
    for stage in stages:
        for state in stage:
            tall = state == "now"
            cells.append((state, across, 0 if tall else 2, 15 if tall else 11))
            across += 7.5
        across += 3
    nodes = [state for stage in stages for state in stage if state != "void"]
    return format_html(
        '<span class="lifecycle"><svg width="{}" height="15" aria-hidden="true">{}</svg>'
        '<span>{}</span><span class="aloud">{} {} / {}</span></span>',
        across - 4.5,
        format_html_join(
            "",
            '<rect class="node node--{}" x="{}" y="{}" width="6" height="{}" rx="1"/>',
            cells,
        ),
        node,
        done_words,
        nodes.count("done"),
        len(nodes),
    )


@register.simple_block_tag
def kpi(
    content: str, title: str, value: str, *, unit: str = "", of: str = "", icon: str = ""
) -> SafeString:
    """A key figure with what it is a part ``of``; the body is the small print under it."""
    context = {"title": title, "value": value, "unit": unit, "of": of, "icon_name": icon}
    return render_to_string("ui/kpi.html", context | {"content": content, "bar": ""})


@register.simple_block_tag
def kpi_rate(
    content: str, title: str, share: Decimal | None, *, tick: Decimal, icon: str = ""
) -> SafeString:
    """A rate as a key figure, with its bar; the body must name the denominator."""
    label = _("Time progress %(share)s") % {"share": percent(tick)}
    drawing = "" if share is None else bar(share, tick=tick, label=label)
    context = {"title": title, "value": percent(share), "unit": "", "of": "", "icon_name": icon}
    return render_to_string("ui/kpi.html", context | {"content": content, "bar": drawing})


@register.simple_block_tag
def totals(content: str) -> SafeString:
    """The sums over everything that fits the filters, made of ``total``."""
    return format_html('<div class="totals" aria-live="polite">{}</div>', content)


@register.simple_tag
def total(words: str, value: str, unit: str = "") -> SafeString:
    """One sum with its name and unit."""
    return format_html("<span>{} <b>{}</b> {}</span>", words, value, unit)


@register.simple_tag
def lamps(**counts: int) -> SafeString:
    """How many show each lamp, in figures and as one stacked bar: ``red=68 yellow=168``."""
    everything = sum(counts.values()) or 1
    slices, start = [], Decimal(0)
    for colour, number in counts.items():
        share = Decimal(number) / everything
        slices.append((colour, _across(start), _across(share)))
        start += share
    return format_html(
        '<div class="lamps"><ul>{}</ul><svg class="lamps__stack" aria-hidden="true">{}</svg></div>',
        format_html_join(
            "",
            '<li>{}<b>{}</b> <span class="lamps__word">{}</span></li>',
            ((shape(colour), count(number), LAMPS[colour]) for colour, number in counts.items()),
        ),
        format_html_join("", '<rect class="fill-{}" x="{}%" width="{}%" height="8"/>', slices),
    )


def _across(share: Decimal) -> str:
    """A share as percent of a drawing's width, kept inside it."""
    return f"{min(max(share, Decimal(0)), Decimal(1)) * 100:.2f}"
