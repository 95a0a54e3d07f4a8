"""Invented data must be known as such wherever they are seen."""

from ballast.kernel.sample import is_sample, mark


def test_a_house_is_real_until_it_is_marked(tmp_path):
    assert not is_sample(tmp_path)

    mark(tmp_path, is_sample=True)
    mark(tmp_path, is_sample=True)

    assert is_sample(tmp_path)


def test_the_mark_goes_when_the_house_holds_something_else(tmp_path):
    mark(tmp_path, is_sample=True)

    mark(tmp_path, is_sample=False)
    mark(tmp_path, is_sample=False)

    assert not is_sample(tmp_path)
