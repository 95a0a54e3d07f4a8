"""The bell and the page of notices."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from ballast.platform.identity.models import Role
from ballast.platform.notices.models import Notice
from tests.identity.factories import NOW, make_client, make_user
from tests.notices.factories import make_notices

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user(role=Role.OWNER)


@pytest.fixture
def mine(user):
    return make_client(user)


def shown(mine, query=""):
    answer = mine.get(reverse("notices:notices") + query, headers={"Accept-Language": "en"})
    return BeautifulSoup(answer.content, "html.parser")


def words(soup):
    return [one.get_text(strip=True) for one in soup.select(".notice__words")]


def test_the_bell_on_every_page_counts_what_is_unread(user, mine):
    make_notices(user, count=3)

    bell = shown(mine).select_one("#bell")

    assert bell.select_one(".bell__count").get_text() == "3"


def test_a_full_bell_shows_no_number_that_nobody_reads(user, mine):
    make_notices(user, count=100)

    assert shown(mine).select_one(".bell__count").get_text() == "99+"


def test_an_empty_bell_shows_no_number(mine):
    assert shown(mine).select_one(".bell__count") is None


def test_who_holds_no_role_today_has_a_bell_as_well():
    user = make_user()
    make_notices(user)

    assert shown(make_client(user)).select_one(".bell__count").get_text() == "1"


def test_the_bell_costs_a_page_no_query_of_its_own(user, mine, django_assert_num_queries):
    make_notices(user, count=3)
    mine.get(reverse("identity:sessions"))

    # Session, person, their roles and units, the sign-ins, and their unit with the count.
    with django_assert_num_queries(6):
        mine.get(reverse("identity:sessions"))


def test_the_refreshed_bell_is_the_one_of_the_page(user, mine):
    make_notices(user, count=2)
    page = shown(mine)

    bell = BeautifulSoup(mine.get(reverse("notices:count")).content, "html.parser")

    assert bell.select_one("#bell").prettify() == page.select_one("#bell").prettify()


def test_following_a_notice_leads_to_its_place_and_marks_it_read(user, mine):
    [notice] = make_notices(user, link="/filings/2023-09/BL-7/")

    answer = mine.get(reverse("notices:follow", args=[notice.pk]))

    assert (answer.status_code, answer.url) == (302, "/filings/2023-09/BL-7/")
    notice.refresh_from_db()
    assert notice.read_at


def test_anothers_notice_is_not_found_and_stays_unread(mine):
    [notice] = make_notices(make_user())

    assert mine.get(reverse("notices:follow", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_the_page_shows_what_is_unread_first_and_all_on_demand(user, mine):
    old, _ = make_notices(user, count=2)
    Notice.objects.filter(pk=old.pk).update(read_at=NOW)

    assert len(words(shown(mine))) == 1
    assert len(words(shown(mine, "?show=all"))) == 2


def test_a_kind_narrows_page_counts_and_what_is_marked(user, mine):
    make_notices(user)
    make_notices(user, kind="month_opened", params={"period": "2023-10", "day": "2023-11-07"})

    assert len(words(shown(mine, "?kind=month_opened"))) == 1
    mine.post(reverse("notices:read") + "?kind=month_opened")

    assert set(user.notices.filter(read_at=None).values_list("kind", flat=True)) == {
        "filing_returned"
    }


def test_marking_one_leaves_the_others_and_comes_back_to_the_same_part(user, mine):
    first, second = make_notices(user, count=2)

    answer = mine.post(reverse("notices:read") + "?show=all", {"notice": first.pk})

    assert answer.url == "/notices/?show=all"
    assert list(user.notices.filter(read_at=None)) == [second]


def test_what_was_typed_instead_of_a_number_marks_nothing_of_anybody(user, mine):
    make_notices(make_user())

    answer = mine.post(reverse("notices:read"), {"notice": ["x", "9" * 30]})

    assert answer.status_code == 302
    assert Notice.objects.filter(read_at=None).count() == 1


def test_a_hundred_stand_on_a_page_and_the_rest_on_the_next(user, mine):
    make_notices(user, count=101)

    assert len(words(shown(mine))) == 100
    assert len(words(shown(mine, "?page=2"))) == 1


def test_the_latest_stands_on_top(user, mine):
    make_notices(user)
    make_notices(
        user,
        kind="month_opened",
        params={"period": "2023-10", "day": "2023-11-07"},
        at=NOW + timedelta(days=1),
    )

    assert "2023年10月" in words(shown(mine))[0]


def test_an_empty_page_says_what_will_stand_there(mine):
    assert shown(mine).select_one(".nothing__title").get_text() == "目前没有通知。"


def test_the_page_asks_as_often_for_many(user, mine, django_assert_max_num_queries):
    make_notices(user, count=60)

    with django_assert_max_num_queries(8):
        shown(mine)
