"""Letters (信函) as LibreOffice prints them: GB/T 9704-2012, 10.1, within 1 mm."""

import shutil
from dataclasses import replace

import pytest

from ballast.dispatch.coordination.documents import KINDS
from ballast.dispatch.coordination.rules.papers import LoopPaper
from ballast.platform.documents.rules import headed
from ballast.platform.documents.services import write
from tests.papers.pictures import printed
from tests.papers.written import HEADING

pytestmark = [
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftoppm")),
        reason="as root: apt-get install libreoffice-writer poppler-utils fonts-noto-cjk",
    ),
    pytest.mark.xdist_group("pictures"),
    pytest.mark.django_db,
]
KIND = next(one for one in KINDS if one.code == LoopPaper.SUPERVISION_LETTER)


def mm(place):
    return pytest.approx(place, abs=1)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A draft whose text fills a second page."""
    paper = KIND.sample()
    values = {**paper.values, "project": paper.values["project"] * 4}
    content = write(KIND, replace(paper, values=values), headed(HEADING, values))
    return printed(content, tmp_path_factory.mktemp("letters"))


def test_the_mark_and_its_double_lines_stand_where_the_standard_wants_them(pages):
    mark, upper, *_rest = pages[0].lines(top=20, bottom=60, red=True)
    lower = pages[0].red(top=250)

    assert mark.top == mm(30)
    assert upper.top - mark.bottom == mm(4)
    assert (upper.left, upper.width) == (mm(20), mm(170))
    assert (lower.left, lower.width) == (mm(20), mm(170))
    assert 297 - lower.bottom == mm(20)


def test_the_number_stands_at_the_right_below_the_first_line(pages):
    *_, last = pages[0].lines(top=30, bottom=60, red=True)
    number = pages[0].lines(top=last.bottom + 1, bottom=70, left=105)[0]

    assert number.right == mm(184)
    assert number.top - last.bottom == mm(4.9)


def test_only_the_pages_after_the_first_have_a_number(pages):
    first, second, *_ = pages
    with pytest.raises(IndexError):  # nothing is printed below the second double line
        first.black(top=278)

    assert len(pages) >= 2
    assert second.black(top=265).left == mm(28 + 5.6)
    with pytest.raises(IndexError):
        second.red()
