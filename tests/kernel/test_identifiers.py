"""A mistyped code is told before it names the wrong project, firm or place."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.kernel import identifiers
from ballast.kernel.identifiers import NotABallastNumber, NotAProjectCode, ProjectCode

CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110108551385082Q"])
def test_a_true_credit_code_is_taken(code):
    assert identifiers.is_credit_code(code)


@pytest.mark.parametrize(
    "code",
    [
        "91350100M000100Y4A",  # the last character
        "91350100M000100Y53",  # the check of the organisation inside
        "91350100m000100y43",
        "9135010IM000100Y43",
        "91350100M000100Y4",
        "",
    ],
)
def test_a_false_credit_code_is_told(code):
    assert not identifiers.is_credit_code(code)


@given(
    st.text(string.digits, min_size=8, max_size=8),
    st.integers(0, 17),
    st.sampled_from(CREDIT_SIGNS),
)
def test_any_one_wrong_character_spoils_a_credit_code(organisation, place, wrong):
    first17 = "91990100" + organisation + identifiers.organisation_check(organisation)
    code = first17 + identifiers.credit_check(first17)
    spoilt = code[:place] + wrong + code[place + 1 :]

    assert identifiers.is_credit_code(code)
    assert identifiers.is_credit_code(spoilt) == (spoilt == code)


@pytest.mark.parametrize("code", ["55138508-2", "551385082", "M000100Y4", "D2143569X"])
def test_a_true_organisation_code_is_taken(code):
    assert identifiers.is_organisation_code(code)


@pytest.mark.parametrize("code", ["551385083", "55138508", "d2143569X", "55138508--2"])
def test_a_false_organisation_code_is_told(code):
    assert not identifiers.is_organisation_code(code)


@pytest.mark.parametrize(
    ("written", "normal", "shape", "year", "month", "region"),
    [
        ("2302-990104-04-01-100013", "2302-990104-04-01-100013", "current", 2023, 2, "990104"),
        ("2302－990104—04–01-100013 ", "2302-990104-04-01-100013", "current", 2023, 2, "990104"),
        ("23029901040401100013", "2302-990104-04-01-100013", "current", 2023, 2, "990104"),
        ("2011-990104-04-01-100013", "2011-990104-04-01-100013", "current", 2020, 11, "990104"),
        ("2017-130000-01-01-00001", "2017-130000-01-01-00001", "legacy", 2017, None, "130000"),
        ("2019-130000-39-03-000001", "2019-130000-39-03-000001", "legacy", 2019, None, "130000"),
    ],
)
def test_a_project_code_of_either_shape_is_taken_apart(written, normal, shape, year, month, region):
    assert ProjectCode.parse(written) == ProjectCode(normal, shape, year, month, region)


@pytest.mark.parametrize(
    "written",
    [
        "2313-990104-04-01-100013",  # no thirteenth month
        "2302-990104-04-01-10001",  # the current shape ends in six
        "2302-990004-04-01-100013",  # no county without a city
        "2009-130000-01-01-00001",  # before there were codes
        "CD2026-113-0385",
        "",
    ],
)
def test_what_is_no_project_code_is_refused(written):
    with pytest.raises(NotAProjectCode) as refused:
        ProjectCode.parse(written)

    assert refused.value.params == {"text": written}


@pytest.mark.parametrize(
    ("code", "level", "above"),
    [("500000", "province", None), ("510100", "city", "510000"), ("500157", "county", "500100")],
)
def test_a_region_code_says_its_level_and_what_is_above(code, level, above):
    assert identifiers.is_region_code(code)
    assert identifiers.region_level(code) == level
    assert identifiers.region_above(code) == above


@pytest.mark.parametrize("code", ["010100", "50015", "5001577", "500057", "50015A", "１１００００"])
def test_what_has_no_shape_of_a_region_is_told(code):
    assert not identifiers.is_region_code(code)


def test_the_first_ballast_numbers_are_these_for_ever():
    numbers = [identifiers.ballast_number(serial) for serial in (1, 2, 572, 999_999, 1_000_000)]

    assert numbers == ["B0000013", "B0000021", "B0005724", "B9999990", "B10000004"]


@pytest.mark.parametrize("typed", ["b0005724", "B 000 5724", "Ｂ0005724", "B-000-5724"])
def test_a_ballast_number_is_read_as_typed(typed):
    assert identifiers.parse_ballast_number(typed) == "B0005724"


@pytest.mark.parametrize("typed", ["B0005725", "0005724", "B005724", "", "B000572X"])
def test_a_wrong_ballast_number_is_refused(typed):
    with pytest.raises(NotABallastNumber):
        identifiers.parse_ballast_number(typed)


@given(st.integers(1, 99_999_999), st.integers(0, 8), st.sampled_from(string.digits))
def test_one_wrong_digit_never_names_another_project(serial, place, wrong):
    digits = identifiers.ballast_number(serial)[1:]
    place %= len(digits)
    spoilt = digits[:place] + wrong + digits[place + 1 :]

    if spoilt != digits:
        with pytest.raises(NotABallastNumber):
            identifiers.parse_ballast_number("B" + spoilt)


@given(st.integers(1, 99_999_999), st.integers(0, 7))
def test_two_digits_swapped_never_name_another_project(serial, place):
    digits = identifiers.ballast_number(serial)[1:]
    place %= len(digits) - 1
    spoilt = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]

    if spoilt != digits:
        with pytest.raises(NotABallastNumber):
            identifiers.parse_ballast_number("B" + spoilt)


def test_projects_are_counted_from_one():
    with pytest.raises(ValueError, match="from one"):
        identifiers.ballast_number(0)
