"""Every shape in which offices write a day, a month, a year or a span of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.platform.sheets.dates import NotADate, dated

days = st.dates(date(1955, 1, 1), date(2099, 12, 31))
years = st.integers(1950, 2099)
months = st.integers(1, 12)
CHINESE = "〇一二三四五六七八九"


def span(value, **also):
    read = dated(value, **also)
    return read.dated and (read.dated.first, read.dated.last)


def last_of(year, month):
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def in_chinese(number):
    tens, ones = divmod(number, 10)
    return f"{CHINESE[tens] if tens > 1 else ''}{'十' * (tens > 0)}{CHINESE[ones] if ones else ''}"


@given(days)
def test_a_day_in_any_spelling_is_that_day(day):
    y, m, d = day.year, day.month, day.day
    year = "".join(CHINESE[int(digit)] for digit in str(y))
    for written in (
        *(day, f"{y}年{m}月{d}日", f"{y}-{m:02}-{d:02}", f"{y}/{m}/{d}", f"{y}.{m}.{d}"),
        *(f"{y}{m:02}{d:02}", int(f"{y}{m:02}{d:02}"), f"{y}-{m:02}-{d:02} 00:00:00"),
        *((day - date(1899, 12, 30)).days, float((day - date(1899, 12, 30)).days) + 0.5),
        f"{year}年{in_chinese(m)}月{in_chinese(d)}日",
        f"{d} {day:%B} {y}",
    ):
        assert span(written) == (day, day), written
    assert span(f"{d:02}/{m:02}/{y}", day_first=True) == (day, day)


@given(years, months)
def test_a_month_in_any_spelling_is_all_its_days(year, month):
    whole = date(year, month, 1), last_of(year, month)
    for written in (
        *(f"{year}年{month}月", f"{year}年{month:02}月份", f"{year}.{month}", f"{year}-{month:02}"),
        *(f"{year}/{month}", f"{year}{month:02}", f"{year}年{in_chinese(month)}月"),
        *(
            f"计划{year}年{month}月开工",
            f"{year}年{month}月前",
            f"{date(year, month, 1):%B} {year}",
        ),
    ):
        assert span(written) == whole, written
    assert span(f"{year}年{month}月下旬") == (date(year, month, 21), whole[1])
    assert span(f"{year}年{month}月底") == (date(year, month, 21), whole[1])


@given(years, months, years, months)
def test_a_range_is_from_the_first_of_one_to_the_last_of_the_other(year, month, other, last):
    (y1, m1), (y2, m2) = sorted([(year, month), (other, last)])
    whole = date(y1, m1, 1), last_of(y2, m2)
    for written in (
        *(f"{y1}年{m1}月-{y2}年{m2}月", f"{y1}.{m1}—{y2}.{m2}", f"{y1}-{m1:02}至{y2}-{m2:02}"),
        f"{y1}-{m1:02}-{y2}-{m2:02}",
    ):
        assert span(written) == whole, written
    assert span(f"{y1}-{y2}") == span(f"{y1}年至{y2}年") == (date(y1, 1, 1), date(y2, 12, 31))
    if (y1, m1) < (y2, m2):
        with pytest.raises(NotADate, match="dates_reversed"):
            dated(f"{y2}年{m2}月-{y1}年{m1}月")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2023年二季度", "2023-04-01", "2023-06-30"),
        ("2023年第3季度", "2023-07-01", "2023-09-30"),
        ("2023Q4", "2023-10-01", "2023-12-31"),
        ("2023年四季度末", "2023-12-01", "2023-12-31"),
        ("2023年上半年", "2023-01-01", "2023-06-30"),
        ("2023年底", "2023-12-01", "2023-12-31"),
        ("2023年年底前", "2023-12-01", "2023-12-31"),
        ("2023年4月上旬", "2023-04-01", "2023-04-10"),
        ("2023年", "2023-01-01", "2023-12-31"),
        (2023, "2023-01-01", "2023-12-31"),
        (2023.4, "2023-04-01", "2023-04-30"),
        (2023.12, "2023-12-01", "2023-12-31"),
        ("2023.10", "2023-10-01", "2023-10-31"),
        ("2023.1", "2023-01-01", "2023-01-31"),
        ("2022年3-6月", "2022-03-01", "2022-06-30"),
        ("2022-25", "2022-01-01", "2025-12-31"),
        ("2022-12", "2022-12-01", "2022-12-31"),
        ("31/12/2022", "2022-12-31", "2022-12-31"),
        ("12/31/2022", "2022-12-31", "2022-12-31"),
    ],
)
def test_a_shape_means_its_span(written, first, last):
    assert span(written) == (date.fromisoformat(first), date.fromisoformat(last))
    assert dated(written).doubt == ""


@pytest.mark.parametrize(
    ("written", "doubt", "first"),
    [
        (2023.1, "date_month_unsure", "2023-01-01"),
        ("约2023年6月", "date_about", "2023-06-01"),
        ("2023年6月左右", "date_about", "2023-06-01"),
        ("08/07/2014", "date_day_or_month", "2014-07-08"),
        ("已开工", "date_in_words", None),
        ("36个月", "date_in_words", None),
    ],
)
def test_what_may_mean_two_things_is_taken_with_a_doubt(written, doubt, first):
    read = dated(written)

    assert read.doubt == doubt
    assert (read.dated and read.dated.first.isoformat()) == first


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2023年13月", "date_impossible"),
        ("2023-02-30", "date_impossible"),
        (2023.13, "date_impossible"),
        (123456, "date_unclear"),
        (0.5, "date_unclear"),
        (True, "date_unclear"),
        ("2025-2022", "dates_reversed"),
        ("2025.6-2025.3", "dates_reversed"),
    ],
)
def test_what_can_be_no_date_is_refused(written, code):
    with pytest.raises(NotADate) as refused:
        dated(written)

    assert refused.value.code == code


@given(st.one_of(st.text(), st.floats(), st.integers(), st.from_regex(r"[0-9./年月日至-]{1,14}")))
def test_any_cell_is_a_date_words_or_a_fault(value):
    try:
        read = dated(value)
    except NotADate:
        return
    assert read.doubt or (read.dated and read.dated.first <= read.dated.last)
