"""A project keeps one name however its units type it."""

import pytest

from ballast.projects.rules import name_key, tidy_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  环城公路(一期) ", "环城公路（一期）"),
        ("Ｇ３２１线　改线\n工程", "G321线改线工程"),
        ("B34 苏桥标准厂房", "B34苏桥标准厂房"),
        ("North  ring road (phase 1)", "North ring road (phase 1)"),
        ("生态修复(含旅游）：示范项目", "生态修复（含旅游）：示范项目"),
    ],
)
def test_a_name_is_written_one_way(typed, kept):
    assert tidy_name(typed) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("环城公路（一期）", "环城公路 (一期)"),
        ("桂北“互联网+”创业园", '桂北"互联网＋"创业园'),
        ("桂林▪两江四湖", "桂林·两江四湖"),
        ("新城—老城快速路", "新城-老城快速路"),
        ("5g产业园", "５Ｇ产业园"),
    ],
)
def test_spellings_that_a_reader_takes_for_one_name_are_one(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("环城公路（一期）", "环城公路（二期）"), ("D1-5地块", "D15地块"), ("一号桥", "1号桥")],
)
def test_names_that_differ_in_a_word_or_a_figure_stay_two(one, other):
    assert name_key(one) != name_key(other)
