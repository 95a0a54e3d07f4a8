"""The words of a paper follow the sign of its figures, and nothing is said of a nought."""

from datetime import date
from decimal import Decimal

import pytest

from ballast.platform.documents import words


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ("6.39965", "高于时序进度6.4个百分点"),
        ("-37.016", "低于时序进度37.0个百分点"),
        ("0.05", "高于时序进度0.1个百分点"),
        ("0.04", "与时序进度持平"),
        ("-0.04", "与时序进度持平"),
    ],
)
def test_a_difference_is_above_or_below_as_it_is_printed(points, said):
    assert words.against(Decimal(points), "时序进度") == said


def test_a_count_grew_shrank_or_stood():
    assert [words.turned(n) for n in (11, -7, 0)] == ["增加11个", "减少7个", "持平"]
    assert words.turned(-7, down="减", unit="") == "减7"


def test_days_and_clauses_are_written_as_an_office_writes_them():
    assert words.day(date(2023, 10, 6)) == "10月6日"
    assert words.dated(date(2023, 10, 16)) == "2023年10月16日"
    assert [words.numeral(n) for n in (2, 10, 11, 20, 21)] == ["二", "十", "十一", "二十", "二十一"]
    assert words.circled(1) + words.circled(11) == "①⑪"


def test_days_within_a_rulebooks_sentence_are_written_out_and_codes_are_left_alone():
    assert words.in_days("计划2023-06-30投产。") == "计划2023年6月30日投产。"
    assert words.in_days("2302-990104-04-01-100013") == "2302-990104-04-01-100013"


def test_what_is_cut_says_so_and_is_never_longer_than_allowed():
    assert words.cut("一二三四五", 5) == "一二三四五"
    assert words.cut("一二三四五六", 5) == "一二三……"
