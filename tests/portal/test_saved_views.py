"""Views of the list that a person keeps: theirs alone, unless the office shares them."""

from datetime import timedelta

import pytest

from ballast.edges.portal import saving
from ballast.edges.portal.models import SavedView
from ballast.platform.audit.models import Entry
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from tests.alerts.factories import AT, make_project
from tests.identity.factories import make_client, make_unit, make_user
from tests.portal.test_projects import URL, decide, names, soup, text

pytestmark = pytest.mark.django_db

VIEWS = f"{URL}views/"


@pytest.fixture
def clerk():
    return make_user(role=Role.PROJECT_OFFICE)


@pytest.fixture
def office(clerk):
    return make_client(clerk)


@pytest.fixture
def month():
    make_project("甲", completed="80", tier="CITY")
    make_project("乙", completed="20", tier="PROVINCIAL")
    decide()


def keep(client, name="省重点红灯", address="?period=2023-09&tier=PROVINCIAL&sort=name&page=3"):
    return client.post(f"{VIEWS}save/", {"name": name, "address": address}, follow=True)


def tabs(client):
    links = soup(client.get(URL)).select(".views .tabs a")
    return [one.find(string=True, recursive=False).strip() for one in links]


def act(client, what, **more):
    view = more.pop("view", None) or SavedView.objects.get()
    return client.post(f"{VIEWS}{view.pk}/", {"act": what, **more}, follow=True)


def test_a_view_is_kept_without_period_and_page_and_stands_among_the_tabs(office, month):
    assert "视图已保存" in text(keep(office))

    assert SavedView.objects.get().address == "tier=PROVINCIAL&sort=name"
    link = soup(office.get(URL)).select(".views .tabs a")[-1]
    assert names(office.get(link["href"])) == ["乙"]
    assert soup(office.get(link["href"])).select(".views .tabs a")[-1]["aria-current"] == "page"
    counts = office.get(f"{URL}counts/?period=2023-09").json()
    assert counts[f"v{SavedView.objects.get().pk}"] == 1


def test_two_people_do_not_see_each_others_views(office, month):
    keep(office)
    other = make_client(make_user(role=Role.PROJECT_OFFICE))

    assert "省重点红灯" in tabs(office)
    assert "省重点红灯" not in tabs(other)
    assert "省重点红灯" not in text(other.get(VIEWS))
    assert act(other, "remove").status_code == 404
    assert SavedView.objects.get().removed_at is None


@pytest.mark.parametrize(
    ("name", "words"), [(" ", "请填写视图名称"), ("省重点红灯", "您已有名为“省重点红灯”的视图")]
)
def test_a_view_without_a_name_or_with_one_twice_is_refused(office, month, name, words):
    keep(office)
    before = Entry.objects.count()

    assert words in text(keep(office, name))

    assert SavedView.objects.count() == 1
    assert Entry.objects.count() == before


def test_a_person_keeps_no_more_views_than_tabs_can_hold(office, month):
    for number in range(saving.MOST):
        keep(office, f"视图{number}")

    assert "视图已达20个" in text(keep(office, "再一个"))
    assert SavedView.objects.count() == saving.MOST


def test_views_are_renamed_and_ordered(office, month):
    keep(office, "一")
    keep(office, "二")

    act(office, "up", view=SavedView.objects.get(name="二"))
    act(office, "rename", view=SavedView.objects.get(name="一"), name="第一")

    assert tabs(office)[-2:] == ["二", "第一"]


def test_a_removed_view_can_be_put_back_until_the_next_is_removed(office, month):
    keep(office, "一")
    keep(office, "二")
    first, second = SavedView.objects.order_by("pk")

    page = act(office, "remove", view=first)
    assert "视图“一”已删除" in text(page)
    act(office, "put_back", view=first)
    assert tabs(office)[-2:] == ["一", "二"]

    act(office, "remove", view=first)
    act(office, "remove", view=second)
    assert list(SavedView.objects.values_list("name", flat=True)) == ["二"]


def test_the_office_shares_a_view_with_a_unit_whose_people_see_it_and_cannot_change_it(
    office, month, clerk
):
    north = make_unit(code="N", name="北区")
    keep(office, address="?lamp=red")
    act(office, "share", unit="N")
    theirs = make_client(make_user(role=Role.DISTRICT, unit=north))
    others = make_client(make_user(role=Role.DISTRICT, unit=make_unit(code="S")))

    assert any(one.startswith("省重点红灯") for one in tabs(theirs))
    assert "省重点红灯" not in "".join(tabs(others))
    assert 'name="act"' not in theirs.get(VIEWS).content.decode()
    assert act(theirs, "remove").status_code == 404

    act(office, "share", unit="")
    assert "省重点红灯" not in "".join(tabs(theirs))


def test_only_the_office_may_share(month):
    unit = make_unit(code="N")
    person = make_user(role=Role.DISTRICT, unit=unit)
    by = actor_of(person)
    view = saving.save(by=by, at=AT, name="我的", address="")

    with pytest.raises(NotAllowed):
        saving.share(by=by, at=AT, view=view, unit_id=unit.pk)

    view.refresh_from_db()
    assert view.shared_with_id is None


def test_one_entry_of_the_journal_for_each_use(clerk, month):
    by = actor_of(clerk)
    view = saving.save(by=by, at=AT, name="我的", address="lamp=red")
    saving.rename(by=by, at=AT, view=view, name="我的")
    saving.rename(by=by, at=AT, view=view, name="他的")
    saving.remove(by=by, at=AT + timedelta(minutes=1), view=view)

    told = Entry.objects.filter(code="portal.views_changed").order_by("pk")
    assert [one.payload["what"] for one in told] == ["saved", "renamed", "removed"]


def test_a_person_without_views_is_told_how_to_keep_one(office, month):
    assert "尚未保存视图" in text(office.get(VIEWS))
