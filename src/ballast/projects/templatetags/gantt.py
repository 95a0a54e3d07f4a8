"""The Gantt chart of a project, drawn as SVG.

Places are per cent of the width and letters are pixels: the chart fills its card, and no letter
shrinks with it. Attributes are quoted and it is well-formed XML: a browser reads it either way.
"""

from collections.abc import Iterator
from datetime import date

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ballast.kernel.money import MINUS
from ballast.platform.ui.templatetags.figures import period as year_name
from ballast.projects.rules import Progress
from ballast.projects.rules.gantt import Bar, Gantt, Span

from .projects import VERY_LATE, named

register = template.Library()

ROW, HEAD = 26, 54  # pixels: the day, the years and the quarters each on a line of the head
_FINE = 24  # quarters that find room for their names
_KINDS = ("planned", "actual", "forecast")


@register.simple_tag
def gantt(chart: Gantt) -> SafeString:
    """The whole chart; what it shows is read aloud from the table of steps.

    The names are a drawing of their own, for a nested one cannot begin beside them: ``calc`` does
    not reach where it begins.
    """
    height = HEAD + ROW * len(chart.bars)
    label = escape(_("Planned, actual and forecast dates of the nodes; the steps have them too"))
    return SafeString(
        f'<div class="gantt" role="img" aria-label="{label}">'
        f"{_svg('gantt__names', height, _names(chart))}"
        f"{_svg('gantt__plot', height, _plot(chart, height))}</div>"
    )


def _svg(kind: str, height: int, content: Iterator[str]) -> str:
    stripes = (
        f'<rect class="gantt__stripe" y="{HEAD + top}" height="{ROW}"/>'
        for top in range(0, height - HEAD, 2 * ROW)
    )
    return f'<svg class="{kind}" height="{height}">{"".join(stripes)}{"".join(content)}</svg>'


def _names(chart: Gantt) -> Iterator[str]:
    for row, bar in enumerate(chart.bars):
        kind = " gantt__name--void" if bar.stop.progress is Progress.VOID else ""
        words = escape(f"{bar.stop.node.number} {named(bar.stop.node)}")
        yield f'<text class="gantt__name{kind}" x="8" y="{_top(row) + 17}">{words}</text>'


def _plot(chart: Gantt, height: int) -> Iterator[str]:
    yield from _calendar(chart, height)
    for row, bar in enumerate(chart.bars):
        yield f"<g><title>{escape(_told(bar))}</title>{''.join(_bar(chart, row, bar))}</g>"
    if chart.shows_day:
        x = _x(chart, chart.on)
        day = escape(_("as of %(day)s") % {"day": f"{chart.on:%m-%d}"})
        yield f'<line class="gantt__day" x1="{x}" x2="{x}" y1="22" y2="{height}"/>'
        side = "before" if chart.on.month > 6 else "after"  # of the year's name
        yield f'<text class="gantt__on gantt__on--{side}" x="{x}" y="14">{day}</text>'


def _calendar(chart: Gantt, height: int) -> Iterator[str]:
    quarters = chart.quarters
    for day in quarters:
        begins_year = day.month == 1 or day == quarters[0]
        if not begins_year and len(quarters) > _FINE:
            continue
        x, top = _x(chart, day), 16 if begins_year else 36
        yield f'<line class="gantt__line" x1="{x}" x2="{x}" y1="{top}" y2="{height}"/>'
        if begins_year and day.month < 10:  # in one quarter its name finds no room
            yield _text("gantt__year", x, 29, year_name(str(day.year)))
        if len(quarters) <= _FINE:
            number = (day.month + 2) // 3
            yield _text("gantt__quarter", x, 47, _("Q%(number)s") % {"number": number})


def _bar(chart: Gantt, row: int, bar: Bar) -> Iterator[str]:
    shown = [(kind, span) for kind in _KINDS if (span := getattr(bar, kind))]
    for kind, span in shown:
        yield _moment(chart, row, kind, span) if span.is_moment else _span(chart, row, kind, span)
    if bar.stop.progress in {Progress.VOID, Progress.UNRECORDED}:
        words = _("Not applicable") if bar.stop.progress is Progress.VOID else _("Not recorded")
        yield _text("gantt__none", "0", _top(row) + 17, words)
    late = bar.stop.late
    if late is not None and shown and (late or bar.stop.actual_on):
        end = max(span.last for _kind, span in shown)
        kind = "in-time" if late <= 0 else "very-late" if late > VERY_LATE else "late"
        yield _text(f"gantt__late {kind}", _x(chart, end), _top(row) + 17, _days(late), dx=9)


def _span(chart: Gantt, row: int, kind: str, span: Span) -> str:
    top, height = (_top(row) + 17, 4) if kind == "planned" else (_top(row) + 6, 9)
    width = chart.across(span.last) - chart.across(span.first)
    return (
        f'<rect class="gantt__{kind}" x="{_x(chart, span.first)}" y="{top}" rx="2"'
        f' width="{width:.2f}%" height="{height}"/>'
    )


def _moment(chart: Gantt, row: int, kind: str, span: Span) -> str:
    """A diamond: nested, since a path knows no per cent."""
    return (
        f'<svg class="gantt__moment" x="{_x(chart, span.last)}" y="{_top(row) + 12}">'
        f'<path class="gantt__{kind}" d="M0 -6 6 0 0 6 -6 0Z"/></svg>'
    )


def _told(bar: Bar) -> str:
    """A row in words: what the pointer is told that rests on it."""
    stop, said = bar.stop, []
    for words, day in (
        (_("Planned"), stop.planned_on),
        (_("Actual"), stop.actual_on),
        (_("Forecast"), stop.forecast_on),
    ):
        if day:
            said.append(f"{words} {day.isoformat()}")
    return " · ".join([named(stop.node), *said])


def _days(late: int) -> str:
    sign = "+" if late > 0 else MINUS if late < 0 else ""
    return sign + ngettext("%(days)d day", "%(days)d days", abs(late)) % {"days": abs(late)}


def _top(row: int) -> int:
    return HEAD + ROW * row


def _x(chart: Gantt, day: date) -> str:
    return f"{chart.across(day):.2f}%"


def _text(kind: str, x: str, y: int, words: str, *, dx: int = 3) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" dx="{dx}">{escape(words)}</text>'
