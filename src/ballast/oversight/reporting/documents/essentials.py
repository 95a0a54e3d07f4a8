"""What a screen says of a month in a sentence: the papers' own words, or the same in English."""

from collections.abc import Iterator
from decimal import Decimal

from ballast.dispatch.alerts.rules import Colour
from ballast.kernel import money
from ballast.kernel.periods import Language
from ballast.oversight.reporting.rules import Loop, Month, Part

from .brief import sentence
from .sentences import lamps, lead, rate, shown


def essentials(month: Month, language: Language = "zh") -> str:
    """本月要情: how the month stands and on what that rests, its lamps, what the loop came to."""
    if language == "zh":
        return f"{sentence(month)}{lamps(month)}"
    told = (_standing(month), *_lamps(month), *_loop(month.loop))
    return " ".join(f"{one[0].upper()}{one[1:]}." for one in told)


def _standing(month: Month) -> str:
    whole, span = month.whole, month.period.label_to_date("en", year=False)
    if not whole.is_planned:
        done = money.show(whole.value("completed_investment"))
        return f"{span}: {done} (100 million yuan) completed"
    said = f"{span}: {rate(whole)}% of the year's plan completed, {_pace(whole)} time progress"
    provincial, rest = month.provincial, month.rest
    if provincial is None or not (provincial.is_planned and rest.is_planned):
        return said
    if shown(lead(provincial)) > shown(lead(whole)) > 0:
        only = "only " if 0 < shown(lead(rest)) < 1 else ""
        return (
            f"{said}, carried mainly by {provincial.count} provincial projects "
            f"({rate(provincial)}%); the other {rest.count} are {only}{_pace(rest)} it"
        )
    return (
        f"{said}; {provincial.count} provincial projects have completed {rate(provincial)}%, "
        f"the other {rest.count} {rate(rest)}%"
    )


def _pace(part: Part) -> str:
    """6.4 points ahead of, 2.7 points behind, level with."""
    by = shown(lead(part))
    if by == 0:
        return "level with"
    return f"{abs(by)} points {'ahead of' if by > 0 else 'behind'}"


def _lamps(month: Month) -> Iterator[str]:
    its = month.lamps
    if its is None:
        return
    long = f", {its.red_on} of them for two months or longer" if its.red_on else ""
    yield (
        f"{its.now[Colour.RED]} red{_than_before(month, Colour.RED)}{long}; "
        f"{its.now[Colour.YELLOW]} yellow{_than_before(month, Colour.YELLOW)}; "
        f"{its.now[Colour.GREY]} not filed in time"
    )


def _than_before(month: Month, colour: Colour) -> str:
    if month.lamps is None or month.lamps.before is None:
        return ""
    more = month.lamps.now[colour] - month.lamps.before[colour]
    return f" ({more:+} on the month before)" if more else " (as the month before)"


def _loop(loop: Loop | None) -> Iterator[str]:
    if loop is None:
        return
    if loop.count("prompted"):
        yield f"{loop.count('prompted')} projects warned this year"
    if loop.is_begun:
        solving = shown(loop.values["solving_rate"].value or Decimal(0))
        yield (
            f"{loop.count('solved')} of {loop.count('matters')} matters that need coordination "
            f"are solved ({solving}%)"
        )
    if loop.count("open"):
        late = loop.count("overdue")
        yield f"{loop.count('open')} are in hand, {late or 'none'} of them overdue"
