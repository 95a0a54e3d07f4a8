"""What a lamp does to a warning, state by state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.dispatch.alerts.rules import (
    ENDING,
    ISSUED_AS,
    STANDING,
    Colour,
    WarningState,
    drafted,
    issued,
    withdrawn,
)

STATES = st.sampled_from([None, *WarningState])
FLAGS = st.fixed_dictionaries(
    {name: st.booleans() for name in ("is_calling", "is_exempt", "is_as_judged")}
)
LAMPS = st.sampled_from([None, *Colour])
D, C, E, S, R, G = WarningState  # draft, confirmed, exempted, issued, relapsed, cleared


@pytest.mark.parametrize(
    ("state", "flags", "after"),
    [
        (None, "calling", D),
        (None, "", None),
        (D, "calling", D),
        (D, "", None),
        (D, "exempt", None),
        (C, "calling judged", C),
        (C, "calling", D),  # another colour, or a wording of other figures
        (C, "judged", None),
        (E, "exempt", E),
        (E, "calling", D),  # the exemption holds no longer
        (E, "", None),
        (S, "calling judged", S),
    ],
)
def test_a_draft_follows_its_lamp_and_a_judgement_stands_while_what_was_judged_does(
    state, flags, after
):
    told = flags.split()
    assert (
        drafted(
            state,
            is_calling="calling" in told,
            is_exempt="exempt" in told,
            is_as_judged="judged" in told,
        )
        == after
    )


@given(STATES, FLAGS)
def test_deciding_twice_on_the_same_lamp_drafts_nothing_twice(state, flags):
    once = drafted(state, **flags)

    assert drafted(once, **flags) == once


@given(STATES, FLAGS)
def test_no_lamp_issues_or_clears_by_itself(state, flags):
    after = drafted(state, **flags)

    assert after not in ISSUED_AS or after is state


@pytest.mark.parametrize(
    ("state", "before", "lamp", "after"),
    [
        (D, None, Colour.YELLOW, S),
        (C, None, Colour.RED, S),
        (C, S, Colour.RED, S),  # it stands on
        (C, G, Colour.RED, R),
        (D, G, Colour.YELLOW, R),
        (E, S, Colour.DASH, E),
        (None, S, Colour.GREEN, G),
        (None, R, Colour.BLUE, G),
        (None, S, None, G),  # the family asks nothing any more
        (None, S, Colour.DASH, None),  # not rated: it stands
        (None, R, Colour.GREY, None),
        (None, G, Colour.GREEN, None),  # cleared once
        (None, None, Colour.GREEN, None),
    ],
)
def test_issuing_a_month_issues_clears_and_reopens(state, before, lamp, after):
    assert issued(state, before, lamp) == after


@given(LAMPS, st.sampled_from([None, S, R, G]), st.sampled_from([None, D, C, E]))
def test_only_a_standing_warning_is_cleared_and_only_a_cleared_one_relapses(lamp, before, state):
    after = issued(state, before, lamp)

    assert (after is R) == (before is G and state in {D, C})
    if after is G:
        assert before in STANDING
        assert state is None
        assert lamp is None or lamp in ENDING


@given(st.sampled_from([D, C]), st.sampled_from([None, S, R, G]), st.booleans())
def test_an_issue_taken_back_leaves_the_judgement_and_issuing_again_says_the_same(
    state, before, is_judged
):
    was = issued(state, before, Colour.RED)

    back = withdrawn(was, is_judged=is_judged)

    assert back is (C if is_judged else D)
    assert issued(back, before, Colour.RED) is was
