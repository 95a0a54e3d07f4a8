"""Standings, questions and answers at their edges; no database."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.dispatch.coordination.rules import (
    Answered,
    Kind,
    Question,
    Standing,
    Tally,
    Unread,
    answered,
    complete,
    faults_of,
    from_json,
    mark,
    read,
    standing,
    tally,
    to_json,
    total,
)
from tests.coordination.factories import QUESTIONS

DUE, DAY_AFTER = date(2023, 9, 28), date(2023, 9, 29)
YES_NO, ONE_OF, NUMBER, DAY, TEXT = QUESTIONS


def stands(*, on=DUE, limit=DUE, signed=False, reported=False, closed=False, withdrawn=False):
    return standing(
        is_withdrawn=withdrawn,
        is_closed=closed,
        has_reported=reported,
        has_signed=signed,
        limit=limit,
        on=on,
    )


def test_an_instruction_is_in_time_on_its_last_day_and_overdue_on_the_next():
    assert stands() is Standing.DELIVERED
    assert stands(signed=True) is Standing.IN_HAND
    assert stands(signed=True, on=DAY_AFTER) is Standing.OVERDUE
    assert stands(signed=True, on=DAY_AFTER, limit=None) is Standing.IN_HAND
    assert stands(reported=True, on=DAY_AFTER) is Standing.REPORTED
    assert stands(reported=True, closed=True, on=DAY_AFTER) is Standing.CLOSED
    assert stands(reported=True, closed=True, withdrawn=True) is Standing.WITHDRAWN


def test_a_withdrawn_instruction_is_not_counted_among_those_given():
    told = [Standing.REPORTED, Standing.OVERDUE, Standing.WITHDRAWN, Standing.IN_HAND]

    assert tally(told) == Tally(given=3, reported=1, overdue=1)
    assert tally([]) == Tally()


def test_an_answer_of_the_due_day_is_in_time():
    assert answered(on=DUE, has_draft=False, due=DUE) is Answered.IN_TIME
    assert answered(on=DAY_AFTER, has_draft=False, due=DUE) is Answered.LATE
    assert answered(on=None, has_draft=True, due=DUE) is Answered.DRAFT
    assert answered(on=None, has_draft=False, due=DUE) is Answered.MISSING


@pytest.mark.parametrize(
    ("question", "said", "stored"),
    [
        (YES_NO, "是", "yes"),
        (YES_NO, " No ", "no"),
        (YES_NO, "×", "no"),
        (ONE_OF, "停工", "停工"),
        (NUMBER, "1,200人", "1200"),
        (NUMBER, "１２．５０", "12.5"),
        (NUMBER, 340.0, "340"),
        (NUMBER, "-0", "0"),
        (DAY, "2023年10月8日", "2023-10-08"),
        (DAY, datetime(2023, 10, 8), "2023-10-08"),
        (DAY, date(2023, 10, 8), "2023-10-08"),
        (DAY, "2023/10/8", "2023-10-08"),
        (TEXT, " 张三 138 ", "张三 138"),
        (TEXT, None, ""),
        (NUMBER, "", ""),
    ],
)
def test_what_is_typed_or_stands_in_a_cell_is_read_one_way(question, said, stored):
    assert read(question, said) == stored


@pytest.mark.parametrize(
    ("question", "said", "code"),
    [
        (YES_NO, "大概", "answer_not_yes_or_no"),
        (ONE_OF, "半停", "answer_not_an_option"),
        (NUMBER, "约三百", "answer_not_a_number"),
        (NUMBER, "1e9", "answer_not_a_number"),
        (NUMBER, "NaN", "answer_not_a_number"),
        (NUMBER, "9" * 16, "answer_not_a_number"),
        (DAY, "2023-02-31", "answer_not_a_day"),
        (DAY, "下月初", "answer_not_a_day"),
        (DAY, "1623-10-08", "answer_not_a_day"),
        (TEXT, "长" * 201, "answer_too_long"),
    ],
)
def test_what_is_no_answer_is_told_by_its_kind(question, said, code):
    with pytest.raises(Unread) as fault:
        read(question, said)

    assert fault.value.code == code


@given(st.sampled_from(QUESTIONS), st.text(max_size=40) | st.floats() | st.dates() | st.none())
def test_whatever_is_read_once_reads_the_same_again(question, said):
    try:
        stored = read(question, said)
    except Unread:
        return
    assert read(question, stored) == stored


def test_only_required_answers_hold_a_line_back_and_a_file_never():
    proof = Question("q6", Kind.FILE, "佐证")

    assert complete([*QUESTIONS, proof], {"q1": "yes"}) == [ONE_OF]
    assert complete([*QUESTIONS, proof], {"q1": "no", "q2": "停工"}) == []


def test_answers_are_added_up_by_their_kind():
    assert total(YES_NO, ["yes", "no", "yes", ""]).choices == {"yes": 2, "no": 1}
    assert total(ONE_OF, ["停工"]).choices == {"全面施工": 0, "部分施工": 0, "停工": 1}
    assert total(NUMBER, ["0.1", "0.2", ""]).amount == Decimal("0.3")
    assert total(NUMBER, []).amount is None
    assert (total(DAY, ["2023-10-08", "2023-09-30"]).first, total(DAY, []).last) == (
        "2023-09-30",
        "",
    )
    assert total(TEXT, ["甲", ""]).count == 1


def codes(*questions):
    return [fault.code for fault in faults_of(questions)]


def test_every_fault_of_a_form_is_named():
    assert codes() == ["sweep_without_questions"]
    assert codes(Question("q1", Kind.FILE, "佐证")) == ["sweep_without_questions"]
    assert codes(
        Question("q1", Kind.YES_NO, ""),
        Question("q2", Kind.ONE_OF, "选", options=("甲",)),
        Question("q3", Kind.NUMBER, "人数"),
        Question("q4", Kind.TEXT, "选"),
        Question("q5", Kind.NUMBER, "联网直报投资额", unit="万元"),
    ) == [
        "question_without_words",
        "question_without_options",
        "question_without_unit",
        "question_twice",
        "question_not_to_be_asked",
    ]
    many = [Question(f"q{n}", Kind.TEXT, f"问{n}") for n in range(13)]
    assert codes(*many) == ["sweep_too_long"]
    assert codes(*QUESTIONS) == []


def test_questions_come_back_from_the_database_as_they_went():
    assert from_json(to_json(QUESTIONS)) == QUESTIONS


def test_the_mark_of_answers_does_not_hang_on_their_order_or_on_empty_ones():
    assert mark({"q1": "yes", "q2": ""}) == mark({"q1": "yes"})
    assert mark({"a": "1", "b": "2"}) == mark({"b": "2", "a": "1"})
    assert mark({"q1": "yes"}) != mark({"q1": "no"})
    assert mark(None) == mark({})
