"""Figures on a page read as they do in the office's papers."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from ballast.platform.ui.templatetags import figures, ui


@pytest.mark.parametrize(
    ("yuan", "yi", "wan"),
    [
        (None, "—", "—"),
        ("0", "0.0", "0"),
        ("46400000", "0.5", "4,640"),
        ("-7690000", "−0.1", "−769"),
        ("2579120000000", "25,791.2", "257,912,000"),
    ],
)
def test_money_is_shown_in_the_units_of_the_office(yuan, yi, wan):
    amount = None if yuan is None else Decimal(yuan)

    assert figures.yi(amount) == yi
    assert figures.wan(amount) == wan


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        (None, "—"),
        ("6.4", '<span class="ahead">+6.4</span>'),
        ("-42.54", '<span class="behind">−42.5</span>'),
        ("0.04", "0.0"),
    ],
)
def test_a_difference_says_its_sign_and_is_not_told_by_colour_alone(points, shown):
    assert figures.points(None if points is None else Decimal(points)) == shown


@pytest.mark.parametrize(
    ("colour", "word", "drawn"),
    [
        ("red", "滞后", "path"),
        ("yellow", "关注", "path"),
        ("green", "正常", "circle"),
        ("blue", "推进正常", "rect"),
        ("grey", "未报送", "circle"),
        ("dash", "不评灯", "path"),
    ],
)
def test_a_lamp_is_a_shape_a_colour_and_a_word(colour, word, drawn):
    lamp = BeautifulSoup(ui.lamp(colour), "html.parser").span

    assert lamp["class"] == ["lamp", f"lamp--{colour}"]
    assert lamp.text == word
    assert lamp.svg.find(drawn)
    assert lamp.svg["aria-hidden"] == "true"


def test_no_two_lamps_have_the_same_shape():
    assert len({ui.shape(colour) for colour in ui.LAMPS}) == 6


def test_a_lamp_speaks_the_language_of_its_reader():
    assert "滞后" in ui.lamp("red")
    with override("en"):
        assert "Behind" in ui.lamp("red")


def test_a_lamp_that_says_nothing_to_the_eye_still_says_it_to_the_ear():
    mute = BeautifulSoup(ui.lamp("grey", kind="mute"), "html.parser").span

    assert mute.find(class_="aloud").text == "未报送"


def test_a_bar_stays_inside_its_track_while_the_figure_tells_the_truth():
    drawing = BeautifulSoup(figures.rate(Decimal("1.12"), tick=Decimal("0.75")), "html.parser")

    assert drawing.find(class_="bar__done")["width"] == "100.00%"
    assert drawing.find(class_="bar__tick")["x"] == "75.00%"
    assert drawing.find(class_="rate__figure").text == "112.0%"


def test_without_a_rate_there_is_a_dash_and_no_bar():
    assert figures.rate(None) == '<span class="rate rate--none">—</span>'


def test_the_small_life_cycle_counts_only_the_nodes_that_apply():
    stages = [["done", "done"], ["done", "void", "now"], ["ahead"]]
    drawing = BeautifulSoup(figures.lifecycle(stages, "立项"), "html.parser")

    assert [cell["class"][1] for cell in drawing.select("rect")] == [
        "node--done",
        "node--done",
        "node--done",
        "node--void",
        "node--now",
        "node--ahead",
    ]
    assert drawing.find(class_="aloud").text == "已完成环节 3 / 5"


def test_the_lamps_of_a_list_fill_their_bar():
    drawing = BeautifulSoup(figures.lamps(red=1, green=2, dash=1), "html.parser")

    assert [(part["x"], part["width"]) for part in drawing.select(".lamps__stack rect")] == [
        ("0.00%", "25.00%"),
        ("25.00%", "50.00%"),
        ("75.00%", "25.00%"),
    ]


def test_a_list_without_projects_has_lamps_at_nought():
    assert [b.text for b in BeautifulSoup(figures.lamps(red=0), "html.parser").select("b")] == ["0"]
