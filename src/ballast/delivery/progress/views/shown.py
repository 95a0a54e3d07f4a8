"""One project's month in words and addresses, for the page that shows it to one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from ballast.delivery.progress.messages import VERDICT_NAMES
from ballast.delivery.progress.models import Filing, Review
from ballast.delivery.progress.rules import GONE, Kind, Standing, State, Verdict
from ballast.delivery.progress.rules.figures import Before
from ballast.delivery.progress.rules.windows import kind_on
from ballast.delivery.progress.selectors.month import HANDED_IN
from ballast.delivery.progress.selectors.sheet import Sheet
from ballast.delivery.progress.templatetags.progress import day, label, reviewer
from ballast.platform.codelists.rules import Template
from ballast.platform.codelists.selectors import lifecycle
from ballast.platform.periods.rules import State as Lock

if TYPE_CHECKING:
    from ballast.projects.models import Project

_STEP_ICONS = {
    Verdict.PENDING: ("waiting", "clock"),
    Verdict.ACCEPTED: ("done", "circle-check"),
    Verdict.RETURNED: ("back", "undo-2"),
    Verdict.PASSED_OVER: ("over", "circle-arrow-right"),
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the review, as the receipt shows it."""

    review: Review

    @property
    def who(self) -> str:
        return reviewer(self.review)

    @property
    def mark(self) -> str:
        return _STEP_ICONS[Verdict(self.review.verdict)][0]

    @property
    def icon(self) -> str:
        return _STEP_ICONS[Verdict(self.review.verdict)][1]

    @property
    def verdict(self) -> str:
        return str(VERDICT_NAMES[self.review.verdict])


@dataclass(frozen=True)
class Shown:
    """A sheet with what its reader may do: file, enter for the unit, answer for it."""

    sheet: Sheet
    before: Before
    on: date
    may_enter: bool
    may_enter_for: bool
    may_answer: bool

    @property
    def project(self) -> "Project":
        return self.sheet.project

    @property
    def filing(self) -> Filing | None:
        return self.sheet.filing

    @property
    def standing(self) -> Standing:
        return self.sheet.standing

    @property
    def opened(self) -> object:
        return self.sheet.opened

    @property
    def label(self) -> str:
        return label(self.sheet.period)

    @property
    def unit_name(self) -> str:
        return self.sheet.unit.short_name if self.sheet.unit else "—"

    @property
    def is_awaited(self) -> bool:
        """Whether something is still to be handed in: then the days left are told."""
        return self.sheet.opened.is_open and self.standing not in HANDED_IN

    @property
    def on_behalf(self) -> bool:
        """Whether what this reader files is entered for the unit (代录)."""
        return self.may_enter_for and not self.may_enter

    @property
    def may_file(self) -> bool:
        return self.sheet.opened.is_open and (self.may_enter or self.may_enter_for)

    @property
    def is_late(self) -> bool:
        return self.sheet.opened.is_late

    @property
    def asks_to_file(self) -> bool:
        """Whether the form stands open by itself: nothing filed yet, a draft, or returned."""
        filing = self.filing
        left = (State.DRAFT, State.RETURNED, *GONE)
        return self.may_file and (filing is None or filing.state in left)

    @property
    def may_refile(self) -> bool:
        """An accepted filing may be followed by another while its period is open."""
        filing = self.filing
        return self.may_file and filing is not None and filing.state == State.ACCEPTED

    @property
    def refile_action(self) -> str:
        return _("File the actual figure") if self._estimate_stands else _("File anew")

    @property
    def refile_words(self) -> str:
        if self._estimate_stands:
            return _("What counts is an estimate. File the actual figure when the month is over.")
        return _("If a figure is wrong, file it anew while the period is open.")

    @property
    def _estimate_stands(self) -> bool:
        return self.filing is not None and self.filing.kind == Kind.ESTIMATE

    @property
    def closed_words(self) -> str:
        """Why nothing can be filed here; empty where it can, or where one never files."""
        if self.sheet.opened.lock is Lock.CLOSED:
            return _(
                "This period is closed: its figures are fixed. A wrong one is put right by a "
                "correction in an open month."
            )
        if self.sheet.opened.lock is Lock.CLOSING:
            return _("This period is closing: reviews are finished, nothing new is filed.")
        return ""

    @property
    def kind_due(self) -> Kind:
        return kind_on(self.on, self.sheet.opened.cut_off_on)

    @property
    def kind_rule(self) -> str:
        cut_off = day(self.sheet.opened.cut_off_on)
        if self.kind_due is Kind.ESTIMATE:
            return _(
                "Before %(day)s give the estimate to the month's end; the actual figure replaces "
                "it later."
            ) % {"day": cut_off}
        return _("From %(day)s on give the actual figure.") % {"day": cut_off}

    @property
    def template(self) -> Template:
        return lifecycle(on=self.on).templates[self.project.template]

    @property
    def time_progress(self) -> Decimal:
        share = self.sheet.period.time_progress
        return Decimal(share.numerator) / Decimal(share.denominator)

    @property
    def planned_yuan(self) -> Decimal | None:
        return self.before.planned_yuan

    @property
    def total_yuan(self) -> Decimal | None:
        return self.before.total_investment_yuan

    @property
    def before_label(self) -> str:
        last = self.sheet.last
        return label(type(self.sheet.period).from_code(last.period)) if last else _("Before")

    @property
    def before_month_yuan(self) -> Decimal | None:
        return self.sheet.last.month_yuan if self.sheet.last else None

    @property
    def before_completed_yuan(self) -> Decimal | None:
        return self.sheet.last.completed_yuan if self.sheet.last else None

    @property
    def before_since_start_yuan(self) -> Decimal | None:
        return self.sheet.last.since_start_yuan if self.sheet.last else None

    @property
    def carried_words(self) -> str:
        if self.before.is_base_filed:
            return ""
        return _(
            "The month before was not filed. What the year-to-date figure holds beyond this "
            "month counts as caught up."
        )

    @property
    def asks_output(self) -> bool:
        return self.before.asks_output

    @property
    def last_words(self) -> str:
        return self.sheet.last_filing.visible_progress if self.sheet.last_filing else ""

    @property
    def last_words_for(self) -> str:
        return self.sheet.last_filing.period if self.sheet.last_filing else ""

    @property
    def returned(self) -> Review | None:
        return self.sheet.returned

    @property
    def keeps(self) -> bool:
        """Whether the form saves itself: a draft is the filer's, not the office's."""
        return self.may_file and not self.on_behalf

    @property
    def steps(self) -> Sequence[StepLine]:
        return [StepLine(review) for review in self.filing.reviews.all()] if self.filing else []

    def _href(self, name: str) -> str:
        return reverse(f"progress:{name}", args=[self.sheet.period.code, self.project.number])

    @property
    def href(self) -> str:
        return self._href("filing")

    @property
    def figures_href(self) -> str:
        return self._href("figures")

    @property
    def keep_href(self) -> str:
        return self._href("keep")

    @property
    def correction_href(self) -> str:
        return self._href("correction")

    @property
    def copy_href(self) -> str:
        return self._href("copy")

    @property
    def photos_href(self) -> str:
        return self._href("photos")

    @property
    def answer_href(self) -> str:
        return self._href("answer")

    @property
    def list_href(self) -> str:
        return f"{reverse('progress:filings')}?period={self.sheet.period.code}"
