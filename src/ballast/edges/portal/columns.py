"""The columns that a person may choose for the list: on the screen, on paper, in a workbook."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ballast.delivery.progress.messages import STANDING_NAMES
from ballast.delivery.progress.templatetags.progress import STANDING_KINDS
from ballast.kernel import money
from ballast.platform.sheets.writing import MONEY, POINTS, SHARE, TEXT, Value
from ballast.platform.sheets.writing import Column as SheetColumn
from ballast.platform.ui.templatetags.figures import NO_FIGURE, points, rate, yi
from ballast.platform.ui.templatetags.ui import badge
from ballast.projects.messages import INVESTOR_KINDS, STATES, TIERS

from .lines import Line

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def as_markup(said: str) -> str:
    """The same as markup: what is none yet is escaped, where there is anything to escape."""
    return said if isinstance(said, SafeString) or said.isalnum() else escape(said)


@dataclass(frozen=True, slots=True)
class Out:
    """One column of the workbook; no line below a workbook names the unit, so the head does."""

    head: "StrPromise"
    value: Callable[[Line], Value]
    shown: str = TEXT
    width: int = 14

    @property
    def column(self) -> SheetColumn:
        return SheetColumn(str(self.head), self.shown, self.width)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, a row's cell of it, and what of it goes into a workbook.

    ``sort`` names the field that orders by it; ``kind`` is the class of head and cell. ``by``: on
    what a cell rests, where it is the same in many rows.
    """

    code: str
    words: "StrPromise"
    show: Callable[[Line], str]
    out: Sequence[Out]
    kind: str = ""
    sort: str = ""
    is_long: bool = False  # cut on the screen, whole in a title
    by: Callable[[Line], Hashable] | None = None

    def cells(self, lines: Sequence[Line]) -> list[str]:
        """The markup of its cells; put together plainly, for a page has a thousand of them."""
        if self.by is None:
            return [self._cell(line) for line in lines]
        keys = [self.by(line) for line in lines]
        drawn = {key: self._cell(line) for key, line in dict(zip(keys, lines, strict=True)).items()}
        return [drawn[key] for key in keys]

    def _cell(self, line: Line) -> str:
        shown = as_markup(self.show(line) or NO_FIGURE)
        kind = f' class="{self.kind}"' if self.kind else ""
        title = f' title="{shown}"' if self.is_long else ""
        return f"<td{kind}{title}>{shown}</td>"


_OWN = {"number", "owner", "words"}  # hardly two rows say the same


def _said(
    code: str, words: "StrPromise", value: Callable[[Any], Any], *, kind: str = "", sort: str = ""
) -> Column:
    """A column of words; of the kind ``words`` it may be long."""
    is_long = kind.startswith("words")

    def shown(line: Line) -> str:
        return str(value(line.project) or "")

    return Column(
        code,
        words,
        shown,
        [Out(words, shown, width=36 if is_long else 18)],
        kind,
        sort,
        is_long,
        by=None if code in _OWN else lambda line: value(line.project),
    )


def _beside(code: str, words: "StrPromise", width: int = 14) -> Column:
    """A column of what is asked for it alone (``beyond``)."""

    def value(line: Line) -> str:
        return str(line.beyond.get(code) or "")

    return Column(code, words, value, [Out(words, value, width=width)])


def _money(code: str, words: "StrPromise", head: "StrPromise", field: str) -> Column:
    """A column of amounts in 亿元."""

    def value(line: Line) -> Decimal | None:
        yuan: Decimal | None = getattr(line.project, field)
        return None if yuan is None else money.in_unit(yuan, money.Unit.YI)

    return Column(
        code,
        words,
        lambda line: SafeString(yi(getattr(line.project, field), 2)),
        [Out(head, value, MONEY)],
        "number",
        field,
    )


def _completed(line: Line) -> str:
    shown = SafeString(yi(line.project.completed_yuan, 2))
    if not line.filed_for:
        return shown
    return format_html('{} <small class="quiet">({})</small>', shown, line.filed_for)


def _marks(line: Line) -> list[tuple["StrPromise | str", str]]:
    """The state of a filing and what else is to be known of it, each with its colour."""
    standing = line.project.standing
    marks: list[tuple[StrPromise | str, str]] = [
        (STANDING_NAMES[standing], STANDING_KINDS[standing])
    ]
    handed_in = line.project.handed_in or {}
    if line.project.kind == "ESTIMATE":
        marks.append((_("estimate"), ""))
    if handed_in.get("late"):
        marks.append((_("late"), "amber"))
    if handed_in.get("behalf"):
        marks.append((_("entered on behalf"), "brand"))
    if line.filed_for:
        marks.append((_("carried"), "grey"))
    return marks


def _marked_by(line: Line) -> Hashable:
    """All that ``_marks`` looks at."""
    project, handed_in = line.project, line.project.handed_in or {}
    late, behalf = handed_in.get("late"), handed_in.get("behalf")
    return project.standing, project.kind, late, behalf, line.filed_for


def _filed_by(line: Line) -> str:
    """Who filed last for the period, and on which day."""
    told = line.project.handed_in
    return f"{told['by']} {line.filed_on}".strip() if told else ""


_YI = {
    "total": gettext_lazy("Total investment (100m yuan)"),
    "original": gettext_lazy("Plan as issued (100m yuan)"),
    "planned": gettext_lazy("Plan of the year (100m yuan)"),
    "month": gettext_lazy("Completed in the period (100m yuan)"),
    "completed": gettext_lazy("Completed since January (100m yuan)"),
    "since_start": gettext_lazy("Completed since the start (100m yuan)"),
}

COLUMNS: Sequence[Column] = (
    _said("number", gettext_lazy("Number"), lambda one: one.number, kind="code", sort="number"),
    _said("unit", gettext_lazy("Responsible unit"), lambda one: one.unit, sort="unit"),
    Column(
        "class",
        pgettext_lazy("plan", "Class"),
        lambda line: line.plan_class,
        [Out(gettext_lazy("Plan class"), lambda line: line.plan_class)],
        by=lambda line: line.project.plan_class,
    ),
    _said("tier", gettext_lazy("Tier"), lambda one: TIERS.get(one.tier)),
    Column(
        "sector",
        gettext_lazy("Sector"),
        lambda line: line.project.sector.rpartition("/")[2],
        [Out(gettext_lazy("Sector"), lambda line: line.project.sector, width=32)],
        "words",
        is_long=True,
    ),
    _said(
        "investor",
        gettext_lazy("Investor kind"),
        lambda one: INVESTOR_KINDS.get(one.investor_kind),
    ),
    _said("owner", gettext_lazy("Owner"), lambda one: one.owner_name, kind="words"),
    _beside("sponsor", gettext_lazy("Sponsor"), 24),
    _beside("node", gettext_lazy("Node it stands at"), 18),
    _beside("start_planned", gettext_lazy("Planned start")),
    _beside("started", gettext_lazy("Started on")),
    _beside("finish_planned", gettext_lazy("Planned finish")),
    _beside("finished", gettext_lazy("Finished on")),
    _said("state", gettext_lazy("State of the project"), lambda one: STATES.get(one.state)),
    _money("total", gettext_lazy("Total investment"), _YI["total"], "total_investment_yuan"),
    _money("original", gettext_lazy("Plan as issued"), _YI["original"], "original_yuan"),
    _money("planned", gettext_lazy("Plan of the year"), _YI["planned"], "planned_yuan"),
    _money("month", gettext_lazy("Completed in the period"), _YI["month"], "month_yuan"),
    Column(
        "completed",
        gettext_lazy("Completed since January"),
        _completed,
        [
            *_money("", _YI["completed"], _YI["completed"], "completed_yuan").out,
            Out(gettext_lazy("As reported for"), lambda line: line.reported_for),
        ],
        "number",
        "completed_yuan",
    ),
    Column(
        "rate",
        gettext_lazy("Completion rate"),
        lambda line: rate(line.project.rate, tick=line.tick, lamp=line.pace),
        [
            Out(
                gettext_lazy("Completion rate (completed / plan of the year)"),
                lambda line: line.project.rate,
                SHARE,
            )
        ],
        sort="rate",
    ),
    Column(
        "lead",
        gettext_lazy("Lead"),
        lambda line: points(line.lead_points),
        [
            Out(
                gettext_lazy("Lead over time progress (percentage points)"),
                lambda line: line.lead_points,
                POINTS,
            )
        ],
        "number",
        "rate",
    ),
    _money(
        "since_start",
        gettext_lazy("Completed since the start"),
        _YI["since_start"],
        "since_start_yuan",
    ),
    Column(
        "standing",
        gettext_lazy("State of the filing"),
        lambda line: SafeString(" ".join(badge(str(one), kind=of) for one, of in _marks(line))),
        [
            Out(
                gettext_lazy("State of the filing"),
                lambda line: _(", ").join(str(words) for words, _kind in _marks(line)),
                width=20,
            )
        ],
        by=_marked_by,
    ),
    _said(
        "words", gettext_lazy("Visible progress"), lambda one: one.visible_progress, kind="words"
    ),
    Column(
        "filed_by",
        gettext_lazy("Filed by"),
        _filed_by,
        [Out(gettext_lazy("Filed by"), _filed_by, width=28)],
        "words",
        is_long=True,
    ),
    Column(
        "why",
        gettext_lazy("Why this lamp"),
        lambda line: line.why,
        [Out(gettext_lazy("Why this lamp"), lambda line: line.why, width=70)],
        "words words--wide",
    ),
)
BY_CODE = {column.code: column for column in COLUMNS}

# What fits a window of 1536 pixels and answers what is asked first.
FITTING = (
    "number",
    "unit",
    "class",
    "total",
    "planned",
    "month",
    "completed",
    "rate",
    "lead",
    "standing",
)


def placed(codes: Sequence[str]) -> tuple[str, ...]:
    """The columns of these codes in their own order; the usual ones where none is known."""
    return tuple(column.code for column in COLUMNS if column.code in codes) or FITTING
