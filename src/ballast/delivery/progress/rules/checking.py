"""What is wrong with a filing, and what needs a word: ``docs/rules/checking.md``.

A fault is a contradiction and must be mended. A doubt may be true: it needs a word or a paper.
Each names its field; all are told at once.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ballast.kernel.money import Unit, percent, show

from .codes import Kind
from .figures import NOUGHT, Before, Figures, figures
from .reports import COMPONENTS, CorrectionDraft, Report

DECEMBER_LUMP = Fraction(3, 10)  # of the year completed in December alone: more is doubted
LATE_CUT_FROM = 10  # a plan cut in October or later looks like fitting it to the result


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or doubt and the field it is about; amounts in ``params`` are in 万元."""

    code: str
    field: str
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything found in one report, and its figures as worked out."""

    figures: Figures
    faults: tuple[Finding, ...]
    doubts: tuple[Finding, ...]

    def open_doubts(self, report: Report) -> tuple[Finding, ...]:
        """Those without a word or a paper."""
        return tuple(
            one
            for one in self.doubts
            if not (report.words.get(one.code, "").strip() or report.papers.get(one.code))
        )


def check(report: Report, before: Before) -> Checked:
    """Look through a report, given what stood before it."""
    made = figures(report, before)
    faults = (
        *_amounts(report, made),
        *_identities(report, before, made),
        *_corrections(report, before),
        *_works(report, before),
        *_kind(report, before),
    )
    doubts = (*_money_doubts(report, before, made), *_works_doubts(report, before, made))
    asked = _output(report, before)
    if before.is_on_behalf:  # the office cannot know it
        return Checked(made, faults, (*doubts, *asked))
    return Checked(made, (*faults, *asked), doubts)


def _amounts(report: Report, made: Figures) -> Iterator[Finding]:
    """Amounts below nought; a month may be, which is doubted (审计核减)."""
    given = dict(report.amounts())
    if made.completed_yuan is not None:
        given["completed_yuan"] = made.completed_yuan
    for name, amount in given.items():
        if amount < 0 and name != "month_yuan":
            yield Finding("filing_amount_negative", name, {"given": _wan(amount)})


def _identities(report: Report, before: Before, made: Figures) -> Iterator[Finding]:
    """Year-to-date, since-start and components each add up to the fen."""
    if before.is_base_filed and made.caught_up_yuan:
        expected = (made.completed_yuan or NOUGHT) - made.caught_up_yuan
        params = _compared(made.completed_yuan, expected)
        params |= {"base": _wan(made.base_yuan), "correction": _wan(made.correction_yuan)}
        yield Finding("year_to_date_unequal", "completed_yuan", params)
    earlier = before.before_year_yuan
    if earlier is not None and made.completed_yuan is not None:
        expected = earlier + made.completed_yuan
        if made.since_start_yuan != expected:
            params = _compared(made.since_start_yuan, expected) | {"earlier": _wan(earlier)}
            yield Finding("since_start_unequal", "since_start_yuan", params)
    elif (made.since_start_yuan or NOUGHT) < (made.completed_yuan or NOUGHT) and (
        made.since_start_yuan is not None
    ):
        params = _compared(made.since_start_yuan, made.completed_yuan)
        yield Finding("since_start_below_year", "since_start_yuan", params)
    parts = [getattr(report, name) for name in COMPONENTS]
    if any(part is not None for part in parts):
        total = sum((part or NOUGHT for part in parts), NOUGHT)
        if made.month_yuan is None or total != made.month_yuan:
            params = _compared(total, made.month_yuan)
            yield Finding("components_unequal", "construction_yuan", params)


def _corrections(report: Report, before: Before) -> Iterator[Finding]:
    """Each about another closed period, by some amount, for a reason."""
    seen: set[str] = set()
    for one in report.corrections:
        place = f"corrections.{one.about_period}"
        params = {"period": one.about_period}
        if code := _correction_fault(one, before, seen):
            yield Finding(code, place, params)
        seen.add(one.about_period)


def _correction_fault(one: CorrectionDraft, before: Before, seen: set[str]) -> str:
    if one.about_period in seen:
        return "correction_twice"
    if one.about_period not in before.closed or one.about_period >= before.period.code:
        return "correction_not_closed"
    if not one.amount_yuan:
        return "correction_nought"
    return "" if one.reason.strip() else "correction_without_reason"


def _works(report: Report, before: Before) -> Iterator[Finding]:
    """The percent and the dates of nodes."""
    share = report.visible_percent
    if share is not None and not 0 <= share <= 100:
        yield Finding("percent_out_of_range", "visible_percent", {"given": f"{share:f}"})
    for step, dates in report.node_dates.items():
        place = f"node_dates.{step}"
        if step not in before.steps:
            yield Finding("filing_step_unknown", place, {"step": step})
        actual = dates.get("actual_on")
        if actual and date.fromisoformat(actual) > before.on:
            yield Finding("date_in_future", place, {"given": actual})


def _kind(report: Report, before: Before) -> Iterator[Finding]:
    if report.kind == Kind.ESTIMATE and before.has_actual:
        yield Finding("estimate_after_actual", "kind")


def _output(report: Report, before: Before) -> Iterator[Finding]:
    if before.asks_output and report.output_yuan is None:
        yield Finding("output_missing", "output_yuan")


def _money_doubts(report: Report, before: Before, made: Figures) -> Iterator[Finding]:
    completed = made.completed_yuan
    if completed is None:
        yield Finding("figure_missing", "completed_yuan")
        return
    if completed < before.base_yuan and not _is_explained(report, before, completed):
        yield Finding("year_to_date_falls", "completed_yuan", _compared(completed, made.base_yuan))
    total, since_start = before.total_investment_yuan, made.since_start_yuan
    if total is not None and since_start is not None and since_start > total:
        yield Finding("over_total_investment", "since_start_yuan", _compared(since_start, total))
    if before.rests_yuan is not None and completed != before.rests_yuan:
        params = _compared(completed, before.rests_yuan) | {"period": before.rests_for}
        yield Finding("later_filing_rests_on_it", "completed_yuan", params)
    yield from _year_end_doubts(before, made, completed)


def _year_end_doubts(before: Before, made: Figures, completed: Decimal) -> Iterator[Finding]:
    december = completed - made.base_yuan - made.correction_yuan
    if before.period.last == 12 and completed > 0:
        share = Fraction(december) / Fraction(completed)
        if share > DECEMBER_LUMP:
            params = {"share": percent(share) or "", "limit": percent(DECEMBER_LUMP) or ""}
            yield Finding("december_lump", "month_yuan", params)
    planned, earlier = before.planned_yuan, before.planned_before_yuan
    is_cut = planned is not None and earlier is not None and planned < earlier
    if is_cut and before.period.last >= LATE_CUT_FROM:
        yield Finding("plan_cut_late", "completed_yuan", _compared(planned, earlier))


def _works_doubts(report: Report, before: Before, made: Figures) -> Iterator[Finding]:
    words, share = report.visible_progress.strip(), report.visible_percent
    if words and words == before.visible_progress.strip() and made.month_yuan != NOUGHT:
        yield Finding("words_unchanged", "visible_progress")
    if share is None or before.visible_percent is None:
        return
    params = {"given": f"{share:f}", "expected": f"{before.visible_percent:f}"}
    if share < before.visible_percent:
        yield Finding("percent_falls", "visible_percent", params)
    if share > before.visible_percent and made.month_yuan == NOUGHT:
        yield Finding("works_move_money_does_not", "month_yuan", params)


def _is_explained(report: Report, before: Before, completed: Decimal) -> bool:
    """Whether corrections, each with its paper, account for all of the fall."""
    fallen = [one for one in report.corrections if one.amount_yuan < 0]
    without = completed - sum((one.amount_yuan for one in fallen), NOUGHT)
    return without >= before.base_yuan and all(one.paper for one in fallen)


def _compared(given: Decimal | None, expected: Decimal | None) -> dict[str, str]:
    return {"given": _wan(given), "expected": _wan(expected)}


def _wan(yuan: Decimal | None) -> str:
    """In 万元, exact: a difference of one fen must be seen."""
    if yuan is None:
        return "—"
    shown = show(yuan, Unit.WAN, 6)
    return shown.rstrip("0").rstrip(".")
