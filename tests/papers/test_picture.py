"""The layout of official papers (GB/T 9704-2012), measured in what LibreOffice prints.

Within 1 mm, with the fonts of ``pictures.SUBSTITUTES`` in the place of those that are not free.
"""

import shutil
from dataclasses import replace
from itertools import pairwise

import pytest

from ballast.oversight.reporting.documents import BULLETIN
from ballast.oversight.reporting.documents.bulletin import sample
from ballast.platform.documents.converting import FONTS
from ballast.platform.documents.services import write
from tests.papers.pictures import SUBSTITUTES, fonts, printed
from tests.papers.written import HEADING
from tools.papers.layout import INSTEAD

pytestmark = [
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftoppm")),
        reason="as root: apt-get install libreoffice-writer poppler-utils fonts-noto-cjk",
    ),
    pytest.mark.xdist_group("pictures"),
]
LEFT, TOP, RIGHT, BOTTOM = 28, 37, 210 - 26, 297 - 35  # of the text area
LINE, CHARACTER = 225 / 22, 156 / 28


def mm(place):
    return pytest.approx(place, abs=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture(scope="module")
def pages(folder):
    """A bulletin long enough to fill its second page, with red projects for several."""
    paper = sample()
    long = {name: paper.values[name] * 5 for name in ("overall", "reds")}
    content = write(BULLETIN, replace(paper, values={**paper.values, **long}), HEADING)
    return printed(content, folder)


@pytest.fixture(scope="module")
def number(pages):
    """The box of the document's number: the last line above the red one."""
    mark, line = pages[0].lines(top=40, bottom=200, red=True)
    return pages[0].lines(top=mark.bottom, bottom=line.top)[-1]


def test_every_font_that_is_named_has_its_substitute_and_no_other_is_printed(pages, folder):
    families = {name.replace(" ", "") for name in SUBSTITUTES.values()}

    assert SUBSTITUTES.keys() == INSTEAD.keys()
    assert all(f"<string>{name}</string>" in FONTS.read_text() for name in SUBSTITUTES)
    assert {next(one for one in families if name.startswith(one)) for name in fonts(folder)} == (
        families
    )


def test_the_upper_edge_of_the_mark_is_35_mm_below_that_of_the_text(pages):
    mark = pages[0].red(top=40, bottom=100)

    assert mark.top == mm(TOP + 35)
    assert (mark.left + mark.right) / 2 == mm((LEFT + RIGHT) / 2)


def test_the_red_line_is_4_mm_below_the_number_and_as_wide_as_the_text(pages, number):
    line = pages[0].red(top=number.bottom, bottom=number.bottom + 10)

    assert line.top - number.bottom == mm(4)
    assert (line.left, line.right, line.width) == (mm(LEFT), mm(RIGHT), mm(156))
    assert line.height < 0.7
    assert (number.left + number.right) / 2 == mm((LEFT + RIGHT) / 2)


def test_two_lines_are_blank_below_the_mark_and_below_the_red_line(pages, number):
    mark, line = pages[0].lines(top=40, bottom=200, red=True)
    title = pages[0].lines(top=line.bottom, bottom=200)[0]

    assert round((number.top - mark.bottom) / LINE) == 2
    assert round((title.top - line.bottom) / LINE) == 2
    assert (title.left + title.right) / 2 == mm((LEFT + RIGHT) / 2)


def text_lines(page):
    """Parts of one sign, as of 二, lie far closer than two lines."""
    lines = []
    for one in page.lines(top=TOP, bottom=BOTTOM):
        if lines and one.top - lines[-1].bottom < LINE / 5:
            last = lines.pop()
            left, right = min(last.left, one.left), max(last.right, one.right)
            lines.append(replace(last, left=left, right=right, bottom=one.bottom))
        else:
            lines.append(one)
    return lines


def test_a_full_page_has_22_lines_of_the_pitch_of_the_standard(pages):
    lines = text_lines(pages[1])
    middles = [(one.top + one.bottom) / 2 for one in lines]

    assert len(lines) == 22
    assert middles[-1] - middles[0] == mm(21 * LINE)
    assert [after - before for before, after in pairwise(middles)] == [mm(LINE)] * 21
    assert middles[0] == pytest.approx(TOP + LINE / 2, abs=2)  # a sign stands low in its line


def test_text_reaches_from_edge_to_edge_and_a_paragraph_stands_in_by_two_characters(pages):
    lines = text_lines(pages[1])

    assert min(one.left for one in lines) == mm(LEFT)
    assert max(one.right for one in lines) == mm(RIGHT)
    brackets = [one.left for one in lines if one.left > LEFT + CHARACTER]
    assert brackets == [mm(LEFT + 2.7 * CHARACTER)] * len(brackets)  # （ fills half its square


@pytest.mark.parametrize("place", [0, 1])
def test_the_page_number_is_7_mm_below_the_text_and_a_character_from_the_outer_edge(pages, place):
    number = pages[place].black(top=BOTTOM + 2)

    assert (number.top + number.bottom) / 2 == mm(BOTTOM + 7)
    if place % 2:
        assert number.left == mm(LEFT + CHARACTER)
    else:
        assert number.right == mm(RIGHT - CHARACTER)


def test_tables_on_their_side_are_as_wide_as_the_text_with_the_number_below_the_bound_page(pages):
    sides = [(place, page) for place, page in enumerate(pages, 1) if page.width > page.height]

    assert len(sides) >= 4
    for place, page in sides:
        table, number = page.black(left=34, top=45), page.black(right=34)
        assert (table.left, table.right) == (mm(35), mm(260))
        assert (number.left + number.right) / 2 == mm(28)
        if place % 2:
            assert number.bottom == mm(210 - 26 - CHARACTER)
        else:
            assert number.top == mm(28 + CHARACTER)


def test_the_foot_closes_the_text_of_the_last_page(pages):
    found = pages[-1].lines(top=TOP, bottom=BOTTOM + 2)
    rules = [one for one in found if one.height < 0.7]

    assert [(one.left, one.right) for one in rules] == [(mm(LEFT), mm(RIGHT))] * 3
    assert rules[-1].bottom == mm(BOTTOM)
    assert found[0] == rules[0]


def test_the_head_of_a_table_stands_on_every_page_that_it_goes_on_to(pages):
    """The rules of a head run the whole width; so do the first lines of each page of a table."""
    tables = [page for page in pages if page.width > page.height]

    assert len(tables) > 5
    for page in tables[2:-2]:
        head = page.lines(top=28, bottom=60, left=34)[0]
        assert head.width == mm(225)
