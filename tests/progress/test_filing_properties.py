"""Whatever is filed, returned, corrected and filed again, the figures add up and are one."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ballast.delivery.progress.rules import (
    AsOf,
    Before,
    CorrectionDraft,
    Filed,
    Kind,
    Report,
    State,
    check,
    counted,
)
from ballast.kernel.money import apportion
from ballast.kernel.periods import Period

PERIODS = [Period.opening(2023), *(Period.month(2023, number) for number in range(3, 13))]
BEFORE_YEAR = Decimal("12345.67")
CENTS = st.integers(0, 10**12).map(lambda cents: Decimal(cents).scaleb(-2))
SIGNED = st.integers(-(10**6), 10**6).filter(bool).map(lambda cents: Decimal(cents).scaleb(-2))


@dataclass(frozen=True)
class Step:
    """One thing that happens to a month: it is filed, and then decided, or not."""

    month: int  # its place in the year
    kind: Kind
    amount: Decimal
    tells: str  # the month, the year, or both
    outcome: State
    correction: Decimal | None
    reopens: bool


STEPS = st.lists(
    st.builds(
        Step,
        month=st.integers(0, len(PERIODS) - 1),
        kind=st.sampled_from(Kind),
        amount=CENTS,
        tells=st.sampled_from(["month", "year", "both"]),
        outcome=st.sampled_from([State.ACCEPTED, State.ACCEPTED, State.RETURNED, State.SUBMITTED]),
        correction=st.none() | SIGNED,
        reopens=st.booleans(),
    ),
    max_size=30,
)


@dataclass
class Year:
    """One project's year as the services would keep it."""

    filings: list[Filed] = field(default_factory=list)
    parts: dict[int, tuple[Before, object, Report]] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=lambda: {p.code: 1 for p in PERIODS})

    def play(self, step: Step) -> None:
        period = PERIODS[step.month]
        if step.reopens:
            self.revisions[period.code] += 1
        own = [one for one in self.filings if one.period == period.code]
        if State.SUBMITTED in {one.state for one in own}:
            return  # it waits for its reviewers
        before = self.before(step.month)
        found = check(self.report(step, before), before)
        if any(one.code != "estimate_after_actual" for one in found.faults):
            return
        number = len(self.filings) + 1
        made = found.figures
        self.parts[number] = (before, made, self.report(step, before))
        self.filings.append(
            Filed(
                id=number,
                period=period.code,
                attempt=len(own) + 1,
                revision=self.revisions[period.code],
                kind=step.kind,
                state=step.outcome,
                completed_yuan=made.completed_yuan,
                month_yuan=made.month_yuan,
                since_start_yuan=made.since_start_yuan,
            )
        )

    def before(self, month: int) -> Before:
        earlier = PERIODS[month - 1].code if month else ""
        base = counted(self.filings, earlier) if month else None
        return Before(
            period=PERIODS[month],
            on=date(2024, 1, 9),
            base_yuan=(base and base.completed_yuan) or Decimal(0),
            is_base_filed=not month or (base is not None and base.filed_for == earlier),
            before_year_yuan=BEFORE_YEAR,
            closed=frozenset(p.code for p in PERIODS[:month]),
        )

    def report(self, step: Step, before: Before) -> Report:
        amount = max(step.amount, Decimal(0))
        corrections = []
        if step.correction is not None and before.closed:
            about = min(before.closed)
            corrections = [
                CorrectionDraft(about_period=about, amount_yuan=step.correction, reason="核查")
            ]
        total = before.base_yuan + amount + sum(one.amount_yuan for one in corrections)
        return Report(
            project_id=1,
            period=before.period.code,
            kind=step.kind,
            month_yuan=amount if step.tells != "year" else None,
            completed_yuan=total if step.tells != "month" else None,
            corrections=corrections,
        )


def played(steps):
    year = Year()
    for step in steps:
        year.play(step)
    return year


@given(STEPS)
def test_every_filing_adds_up_to_the_fen(steps):
    year = played(steps)

    for before, made, report in year.parts.values():
        assert made.base_yuan == before.base_yuan
        assert made.correction_yuan == report.correction_yuan
        assert made.completed_yuan == (
            made.base_yuan + made.caught_up_yuan + made.correction_yuan + (made.month_yuan or 0)
        )
        assert made.since_start_yuan == BEFORE_YEAR + made.completed_yuan
        assert not (before.is_base_filed and made.caught_up_yuan)


@given(STEPS, st.randoms(use_true_random=False))
def test_one_figure_counts_in_whatever_order_the_filings_are_read(steps, chance):
    year = played(steps)
    shuffled = list(year.filings)
    chance.shuffle(shuffled)

    for period in PERIODS:
        figure = counted(year.filings, period.code)
        assert counted(shuffled, period.code) == figure
        if figure.filing_id:
            one = year.filings[figure.filing_id - 1]
            assert one.state == State.ACCEPTED
            assert (one.period == period.code) == (figure.filed_for == period.code)
            assert (figure.month_yuan is None) or one.period == period.code


@given(STEPS)
def test_a_month_is_carried_only_when_none_of_its_filings_counts(steps):
    year = played(steps)

    for period in PERIODS:
        figure = counted(year.filings, period.code)
        own = [f for f in year.filings if f.period == period.code and f.state == State.ACCEPTED]
        assert (figure.filed_for == period.code) == bool(own)
        if own and Kind.ACTUAL in {one.kind for one in own}:
            assert figure.kind == Kind.ACTUAL


@given(STEPS, STEPS)
def test_what_a_revision_counted_is_counted_again_whatever_follows(steps, later):
    year = played(steps)
    frozen = dict(year.revisions)
    closed = {p.code: counted(year.filings, p.code, AsOf(frozen)) for p in PERIODS}
    for code in frozen:
        year.revisions[code] += 1  # each is reopened before anything more is filed

    for step in later:
        year.play(step)

    for code, figure in closed.items():
        assert counted(year.filings, code, AsOf(frozen)) == figure


@given(st.lists(CENTS, min_size=len(PERIODS), max_size=len(PERIODS)))
def test_a_year_filed_each_month_is_the_sum_of_its_months(amounts):
    steps = [
        Step(month, Kind.ACTUAL, amount, "month", State.ACCEPTED, None, reopens=False)
        for month, amount in enumerate(amounts)
    ]
    year = played(steps)

    assert counted(year.filings, "2023-12").completed_yuan == sum(amounts)


@given(STEPS, st.lists(st.integers(1, 100), min_size=1, max_size=6))
def test_the_shares_of_districts_add_up_to_what_counts(steps, weights):
    shares = {place: Decimal(weight) / 600 for place, weight in enumerate(weights)}
    shares = {place: share.quantize(Decimal("0.000001")) for place, share in shares.items()}
    shares[len(weights)] = 1 - sum(shares.values())

    figure = counted(played(steps).filings, "2023-12")

    for amount in (figure.completed_yuan, figure.since_start_yuan, figure.month_yuan):
        if amount is not None:
            assert sum(apportion(amount, shares).values()) == amount


@given(STEPS)
def test_looking_through_a_report_twice_finds_the_same(steps):
    year = Year()
    for step in steps:
        before = year.before(step.month)
        report = year.report(step, before)
        assert check(report, before) == check(replace(report), replace(before))
        year.play(step)
