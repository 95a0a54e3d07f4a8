"""A clerk finds 桂柳高速 by typing glgs, and lists read in the order of the alphabet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from ballast.kernel import pinyin

NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)


def finds(typed, name):
    return re.search(pinyin.initials_pattern(typed), pinyin.initials(name)) is not None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("glx", "桂柳线改造工程"),
        ("glx", "国道桂柳线"),
        ("cq", "重庆北站"),
        ("zq", "重庆北站"),
        ("cs", "长沙至桂林铁路"),
        ("zs", "长沙至桂林铁路"),
        ("yh", "银行结算中心"),
        ("g234", "G234国道改建（二期）"),
        ("gjeq", "改建（二期）"),
        ("GLX", "桂柳线"),
    ],
)
def test_a_name_is_found_by_its_first_letters(typed, name):
    assert finds(typed, name)


@pytest.mark.parametrize(("typed", "name"), [("gx", "桂柳线"), ("lg", "桂柳线"), ("q", "")])
def test_letters_must_follow_one_another(typed, name):
    assert not finds(typed, name)


def test_a_character_keeps_all_its_readings():
    assert pinyin.initials("重庆") == "zct,q"


@pytest.mark.parametrize("typed", ["", "桂", "g.*", "g l"])
def test_what_is_no_run_of_letters_makes_no_pattern(typed):
    assert pinyin.initials_pattern(typed) is None


@given(NAMES)
def test_every_name_is_found_by_its_own_letters(name):
    slots = pinyin.initials(name).split(",")

    assert slots == [""] or finds("".join(slot[0] for slot in slots), name)


@given(st.text(max_size=20))
def test_no_text_breaks_it(text):
    pinyin.initials(text)
    pinyin.sort_key(text)


def test_names_sort_as_they_are_read():
    assert sorted(["重庆", "成都", "安康", "桂林"], key=pinyin.sort_key) == [
        "安康",
        "成都",
        "重庆",
        "桂林",
    ]
    assert pinyin.sort_key("桂林G") == "gui4 lin2 g"


@pytest.mark.parametrize(
    "name", ["重庆银行", "桂林G80高速（二期）重阳段", "第12号项目", "", "示例 市"]
)
def test_a_name_is_read_as_a_whole_though_its_words_are_kept(name):
    whole = lazy_pinyin(name.lower(), style=Style.TONE3, neutral_tone_with_five=True)
    assert pinyin.sort_key(name) == " ".join(whole)
