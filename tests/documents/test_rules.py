"""The way of a paper, told from its history."""

from dataclasses import dataclass
from datetime import date

import pytest

from ballast.platform.documents.rules import (
    Act,
    Heading,
    State,
    date_text,
    last_of,
    missing,
    number_text,
    signs,
    stops,
)


@dataclass(frozen=True)
class Done:
    act: str


def places(state, *acts, without=()):
    done = last_of(Done(act) for act in acts)
    return [stop.place[0] for stop in stops(done, state, without)]  # done, now, ahead, void


@pytest.mark.parametrize(
    ("state", "acts", "shown"),
    [
        (State.DRAFT, ["draft"], "naaaaaa"),
        (State.CHECKING, ["draft", "submit"], "dnaaaaa"),
        (State.SIGNING, ["draft", "submit", "check"], "ddnaaaa"),
        (State.DRAFT, ["draft", "submit", "check", "send_back"], "naaaaaa"),
        (State.CHECKING, ["draft", "submit", "check", "redraft", "submit"], "dnaaaaa"),
        (State.SIGNED, ["draft", "check", "sign", "number"], "ddddnaa"),
        (State.SENT, ["draft", "check", "sign", "number", "seal", "send", "receive"], "ddddddn"),
        (
            State.RECEIPTED,
            ["draft", "check", "sign", "number", "seal", "send", "receive"],
            "ddddddd",
        ),
        (State.WITHDRAWN, ["draft", "check", "sign", "number", "withdraw"], "ddddvvv"),
        (State.DISCARDED, ["draft", "discard"], "dvvvvvv"),
    ],
)
def test_each_stop_is_done_now_or_ahead(state, acts, shown):
    assert "".join(places(state, *acts)) == shown


def test_a_form_has_no_stop_for_a_number_and_none_for_receipts_without_addressees():
    assert len(places(State.DRAFT, "draft", without={Act.NUMBER, Act.RECEIVE})) == 5


def test_a_number_is_written_without_a_leading_nought_and_the_year_in_its_own_brackets():
    assert number_text("示重点办", "预警", 2023, 46) == "示重点办预警〔2023〕46号"
    assert date_text(date(2023, 10, 3)) == "2023年10月3日"


def test_a_blank_is_no_issuer():
    assert missing(Heading(issuer=" ", mandate="经市政府同意", disclosure="不予公开"), []) == [
        ("paper_without_issuer", "")
    ]


def test_length_counts_no_blanks():
    assert signs("　　一、总体\n情况 ") == 6
