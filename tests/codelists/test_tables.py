"""The shipped tables answer for any day, and what the office made its own stays."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from ballast.platform.audit.models import Entry
from ballast.platform.audit.services import Actor
from ballast.platform.codelists import selectors, services, shipped
from ballast.platform.codelists.models import Industry, Region, Sector, Workday
from ballast.platform.codelists.services import DeclaredDay, Loaded

pytestmark = pytest.mark.django_db

AT = datetime(2026, 7, 1, 1, tzinfo=UTC)
TODAY = date(2026, 7, 1)
OFFICE = Actor("person", None, "重点办")


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load once for all the tests here; each undoes its own changes, the module the rest."""
    with django_db_blocker.unblock(), transaction.atomic():
        services.load(at=AT)
        yield
        transaction.set_rollback(True)


def codes(regions):
    return [region.code for region in regions]


def test_loading_again_changes_nothing_and_asks_little(loaded, django_assert_num_queries):
    with django_assert_num_queries(3):  # the savepoint and one look
        assert services.load(at=AT) == Loaded()
    assert Entry.objects.count() == 1


def test_a_newer_table_brings_rows_up_to_date(loaded, monkeypatch):
    rows = shipped.industries()
    rows[0] = rows[0] | {"name_zh": "农林牧渔业"}
    monkeypatch.setitem(shipped.TABLES, "industries", lambda: rows)

    assert services.load(at=AT) == Loaded(added=0, changed=1)
    assert Industry.objects.get(code="A").name_zh == "农林牧渔业"


def test_the_citys_own_sectors_are_never_overwritten(loaded, monkeypatch):
    Sector.objects.filter(path="其他").delete()
    monkeypatch.setitem(
        shipped.TABLES, "sectors", lambda: [*shipped.sectors(), {"path": "新", "position": 99}]
    )

    assert services.load(at=AT) == Loaded()
    assert not Sector.objects.filter(path__in=["其他", "新"]).exists()


# --- Regions


def test_there_are_34_provinces_333_cities_and_2849_places_at_county_level(loaded):
    now = Region.objects.filter(selectors.in_force(TODAY), kind="DIVISION")
    cities_without_counties = {"441900", "442000", "460400", "620200"}

    assert len(selectors.children("", on=TODAY)) == 34
    assert now.filter(level="CITY").count() == 333
    assert now.filter(level="COUNTY").count() + len(cities_without_counties) == 2849
    for code in cities_without_counties:
        assert selectors.region(code, on=TODAY).level == "CITY"
        assert not selectors.children(code, on=TODAY).exists()


def test_every_region_hangs_below_a_known_one():
    rows = shipped.regions()
    known = {row["code"] for row in rows}

    assert {row["parent_code"] for row in rows} - known == {""}
    assert all(row["name_en"] and row["initials"] for row in rows)


def test_a_region_is_known_by_what_it_was_on_the_day(loaded):
    eve, day = date(2025, 11, 5), date(2025, 11, 6)

    assert selectors.region("500105", on=eve).name_zh == "江北区"
    assert selectors.region("500157", on=day).name_zh == "两江新区"
    with pytest.raises(Region.DoesNotExist):
        selectors.region("500105", on=day)
    with pytest.raises(Region.DoesNotExist):
        selectors.region("500157", on=eve)


def test_chongqing_has_one_district_less_after_the_merger(loaded):
    before = codes(selectors.children("500000", on=date(2025, 11, 5)))
    after = codes(selectors.children("500000", on=TODAY))

    assert (len(before), len(after)) == (38, 37)
    assert set(before) ^ set(after) == {"500105", "500112", "500157"}


@pytest.mark.parametrize("code", ["653228", "653229"])
def test_new_counties_are_there_from_their_day(loaded, code):
    assert code not in codes(selectors.children("653200", on=date(2024, 12, 26)))
    assert code in codes(selectors.children("653200", on=date(2024, 12, 27)))


def test_functional_areas_with_a_statistical_code_are_their_own_kind(loaded):
    divisions = codes(selectors.children("370100", on=TODAY))
    all_areas = selectors.children("370100", on=TODAY, statistical=True)

    assert set(codes(all_areas)) - set(divisions) == {"370176"}
    assert Region.objects.filter(kind="STATISTICAL").count() == 129


def test_a_region_is_named_with_all_above_it(loaded):
    path = selectors.region_path("450312", on=TODAY)

    assert "".join(region.name_zh for region in path) == "广西壮族自治区桂林市临桂区"
    assert [region.name_en for region in path] == [
        "Guangxi Zhuangzu Zizhiqu",
        "Guilin Shi",
        "Lingui Qu",
    ]
    assert codes(selectors.region_path("500157", on=TODAY)) == ["500000", "500157"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("临桂", "450312"), ("4503", "450312"), ("lgq", "450312"), ("ljxq", "500157")],
)
def test_a_region_is_found_by_name_code_or_first_letters(loaded, typed, found):
    assert found in codes(selectors.find_regions(typed, on=TODAY))


def successors(code, on=TODAY):
    return [(s.code, s.whole) for s in selectors.current_codes([code], on=on)[code]]


@pytest.mark.parametrize(
    ("code", "now"),
    [
        ("500105", [("500157", True)]),
        ("500112", [("500109", False), ("500157", False)]),
        ("500109", [("500109", False), ("500157", False)]),
        ("450312", [("450312", True)]),
        ("450322", [("450312", True)]),
        ("370282", [("370215", True)]),
        ("371202", [("370116", True)]),
        ("542623", [("540481", True)]),  # 米林县 twice over
        ("330104", [("330102", False), ("330114", False)]),
        ("999999", []),
    ],
)
def test_an_old_code_leads_to_the_codes_of_today(loaded, code, now):
    assert successors(code) == now


def test_an_old_code_leads_no_further_than_the_day_asked(loaded):
    assert successors("500105", on=date(2025, 11, 5)) == [("500105", True)]
    assert successors("542623", on=date(2020, 1, 1)) == [("540422", True)]


def test_every_change_ever_shipped_leads_to_a_code_in_force(loaded, django_assert_num_queries):
    old = {change["old_code"] for change in shipped.region_changes()}
    with django_assert_num_queries(2):
        found = selectors.current_codes(old, on=TODAY)

    assert [code for code in old if not found[code]] == []


# --- Industries


def test_the_standard_has_20_sections_97_divisions_473_groups(loaded):
    counts = {
        level: Industry.objects.filter(level=level).count() for level in Industry.Level.values
    }

    # The standard names 1,380 classes, 1,382 with its first amendment: see data/SOURCES.md.
    assert counts == {"SECTION": 20, "DIVISION": 97, "GROUP": 473, "CLASS": 1381}


def test_every_industry_hangs_below_the_one_above():
    rows = {row["code"]: row for row in shipped.industries()}
    above = {"DIVISION": "SECTION", "GROUP": "DIVISION", "CLASS": "GROUP"}

    for row in rows.values():
        if row["level"] != "SECTION":
            assert rows[row["parent_code"]]["level"] == above[row["level"]]
    assert all(row["name_en"] for row in rows.values() if row["level"] in {"SECTION", "DIVISION"})


def test_an_industry_is_known_with_and_without_its_letter(loaded):
    assert selectors.industry("E4811").name_zh == "铁路工程建筑"
    assert selectors.industry("4811") == selectors.industry("E4811")
    assert selectors.industry("E").name_zh == "建筑业"


# --- Sectors


def test_every_sector_stands_after_its_parent(loaded):
    seen = set()
    for sector in selectors.sectors(on=TODAY):
        above = sector.path.rpartition("/")[0]
        assert not above or above in seen
        seen.add(sector.path)
        assert sector.name_en
    assert "基础设施/交通/铁路" in seen


# --- Working days


def test_the_autumn_of_2023_is_the_offices(loaded):
    calendar = selectors.calendar()

    assert calendar.add(date(2023, 9, 30), 5) == date(2023, 10, 11)
    assert [calendar.add(date(2023, 10, 12), n) for n in (2, 5)] == [
        date(2023, 10, 16),
        date(2023, 10, 19),
    ]


def test_three_years_have_the_published_number_of_working_days(loaded):
    calendar = selectors.calendar()
    worked = [
        calendar.between(date(year - 1, 12, 31), date(year, 12, 31)) for year in (2024, 2025, 2026)
    ]

    assert worked == [251, 248, 248]


def test_days_after_the_last_notice_are_provisional(loaded):
    calendar = selectors.calendar()

    assert not calendar.is_provisional(date(2026, 12, 31))
    assert calendar.is_provisional(date(2027, 1, 1))


def test_a_declared_day_counts_stays_and_is_journalled(loaded):
    sunday = date(2027, 1, 3)
    day = DeclaredDay(day=sunday, is_workday=True, name_zh="元旦调休", source="国办通知")

    services.declare_workdays(by=OFFICE, at=AT, days=[day])
    services.load(at=AT)

    assert selectors.calendar().is_workday(sunday)
    assert selectors.calendar().last_official_year == 2027
    entry = Entry.objects.latest("pk")
    assert (entry.code, entry.subject) == ("codelists.workdays_declared", "2027-01-03/2027-01-03")


def test_a_provisional_day_publishes_no_year(loaded):
    day = DeclaredDay(
        day=date(2027, 1, 1), is_workday=False, name_zh="元旦", source="推算", provisional=True
    )

    services.declare_workdays(by=OFFICE, at=AT, days=[day])

    assert selectors.calendar().last_official_year == 2026


def test_a_shipped_calendar_does_not_overrule_the_office(loaded, monkeypatch):
    newyear = date(2026, 1, 1)
    day = DeclaredDay(day=newyear, is_workday=True, name_zh="抢险", source="市政府通知")
    services.declare_workdays(by=OFFICE, at=AT, days=[day])
    rows = shipped.workdays()
    monkeypatch.setitem(
        shipped.TABLES, "workdays", lambda: [row | {"source": "chinesecalendar 2"} for row in rows]
    )

    services.load(at=AT)

    assert Workday.objects.get(day=newyear).is_workday
