"""A refusal has one wording: of two, the later would be filled with the other's values."""

from collections import Counter

from ballast.config.words import WORDS


def test_no_code_has_two_wordings():
    told = Counter(code for table in WORDS for code in table)

    assert [code for code, times in told.items() if times > 1] == []
