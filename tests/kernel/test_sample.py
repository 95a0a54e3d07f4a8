"""Invented data must be known as such wherever they are seen."""

from ballast.kernel.sample import days_back, is_sample, mark, unmark


def test_a_house_is_real_until_it_is_marked(tmp_path):
    assert not is_sample(tmp_path)

    mark(tmp_path)
    mark(tmp_path, days_back=3)

    assert is_sample(tmp_path)
    assert days_back(tmp_path) == 3


def test_the_mark_goes_when_the_house_holds_something_else(tmp_path):
    mark(tmp_path, days_back=3)

    unmark(tmp_path)
    unmark(tmp_path)

    assert not is_sample(tmp_path)
    assert days_back(tmp_path) == 0
