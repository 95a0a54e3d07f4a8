"""When a notice may go out, in the hours a person chose."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from ballast.kernel.workdays import Calendar
from ballast.platform.notices.rules import BACK_OFF, Hours, goes_at, tried_again

CHINA = ZoneInfo("Asia/Shanghai")
# Friday 29 September 2023 began eight days off; Saturday 7 October was worked.
OFF = [date(2023, 9, 29) + timedelta(days=n) for n in range(8)]
CALENDAR = Calendar(dict.fromkeys(OFF, False) | {date(2023, 10, 7): True}, last_official_year=2023)
NIGHT = Hours(time(22), time(7, 30))


def at(day, clock):
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), CHINA)


def goes(told_at, hours, *, now=None):
    return goes_at(told_at, now or told_at, hours, CALENDAR.is_workday)


def test_without_hours_it_goes_at_once():
    assert goes(at("2023-09-30", "03:00"), Hours()) == at("2023-09-30", "03:00")


def test_the_night_is_quiet_on_both_sides_of_midnight_and_ends_on_the_minute():
    assert goes(at("2023-09-12", "21:59"), NIGHT) == at("2023-09-12", "21:59")
    assert goes(at("2023-09-12", "22:00"), NIGHT) == at("2023-09-13", "07:30")
    assert goes(at("2023-09-13", "07:29"), NIGHT) == at("2023-09-13", "07:30")
    assert goes(at("2023-09-13", "07:30"), NIGHT) == at("2023-09-13", "07:30")


def test_a_noon_rest_ends_the_same_day():
    assert goes(at("2023-09-12", "12:15"), Hours(time(12), time(14))) == at("2023-09-12", "14:00")


def test_over_the_holiday_it_waits_for_the_make_up_day():
    hours = Hours(time(22), time(7, 30), workdays_only=True)

    assert goes(at("2023-09-28", "23:00"), hours) == at("2023-10-07", "07:30")


def test_all_at_once_comes_with_the_first_working_day_that_has_not_passed_its_time():
    hours = Hours(workdays_only=True, digest_at=time(8, 30))

    assert goes(at("2023-09-28", "08:30"), hours) == at("2023-09-28", "08:30")
    assert goes(at("2023-09-28", "08:31"), hours) == at("2023-10-07", "08:30")


def test_a_digest_that_was_due_while_the_machine_was_off_goes_when_it_is_on():
    hours, now = Hours(digest_at=time(8, 30)), at("2023-09-13", "10:00")

    assert goes(at("2023-09-12", "09:00"), hours, now=now) == now


def test_hours_that_leave_no_hour_are_named():
    assert Hours(time(22), None).faults == ["quiet_one_sided"]
    assert Hours(time(22), time(22)).faults == ["quiet_all_day"]
    assert Hours(time(22), time(7), digest_at=time(6)).faults == ["digest_in_quiet"]
    assert Hours(time(22), time(7), digest_at=time(7)).faults == []


def test_it_is_tried_seven_times_within_a_day_and_then_no_more():
    now = at("2023-09-12", "09:00")

    assert tried_again(1, now) == now + timedelta(minutes=1)
    assert tried_again(6, now) == now + timedelta(hours=12)
    assert tried_again(7, now) is None
    assert sum(BACK_OFF, timedelta()) < timedelta(days=1)


@given(
    told=st.datetimes(datetime(2023, 1, 1), datetime(2023, 12, 1)),
    waits=st.timedeltas(timedelta(), timedelta(days=3)),
    hours=st.builds(
        Hours,
        quiet_from=st.times(),
        quiet_until=st.times(),
        workdays_only=st.booleans(),
        digest_at=st.none() | st.times(),
    ).filter(lambda hours: not hours.faults),
)
def test_it_never_goes_in_quiet_hours_nor_before_it_was_told_nor_never(told, waits, hours):
    told_at = told.replace(tzinfo=CHINA)
    now = told_at + waits

    goes_out = goes(told_at, hours, now=now)

    assert goes_out >= now
    assert hours.quiet_end(goes_out) is None
    assert not hours.workdays_only or CALENDAR.is_workday(goes_out.date())
    assert goes_out - now < timedelta(days=12)
    assert goes(told_at, hours, now=goes_out) == goes_out
